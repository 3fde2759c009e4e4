import type { RocPoint } from '@maek/domain/models/performance/roc.ts'
import type { TaskMeasure } from '@maek/domain/models/performance/tasks/task-result.ts'
import { say as words } from '@maek/domain/words.ts'
import { NativeSelect } from '@mantine/core'
import { useSearchTexts, useSetSearch } from '../../address.ts'
import { RocChart } from '../../charts/RocChart.tsx'
import { useSay } from '../../language.tsx'
import { Panel } from '../../ui/Panel.tsx'
import classes from './tasks.module.css'

const pickWords = words('곡선을 볼 대상', 'Curve of')
const callsWords = words('모델의 판정', 'As called')

type CurvePickerProps = {
  readonly curves: readonly { readonly of: string; readonly points: readonly RocPoint[] }[]
  readonly measures: readonly TaskMeasure[]
}

/** One curve at a time, chosen in the address; nothing where the table gave no scores. */
export function CurvePicker({ curves, measures }: CurvePickerProps) {
  const say = useSay()
  const search = useSearchTexts()
  const setSearch = useSetSearch()
  const chosen = curves.find(({ of }) => of === search.curve) ?? curves[0]
  if (!chosen) return null
  const mark = pointOf(measures, chosen.of)
  return (
    <Panel>
      <NativeSelect
        className={classes.side}
        label={say(pickWords)}
        data={curves.map(({ of }) => of)}
        value={chosen.of}
        onChange={(event) => setSearch({ curve: event.currentTarget.value }, { replace: true })}
        mb="md"
      />
      <RocChart
        points={chosen.points}
        auroc={measures.find(({ name, of }) => name === 'auroc' && of === chosen.of)?.measure}
        marks={mark ? [{ name: say(callsWords), ...mark }] : []}
      />
    </Panel>
  )
}

/** Where the calls themselves lie; off the curve where the highest of several scores decides. */
function pointOf(measures: readonly TaskMeasure[], thing: string) {
  const [sensitivity, specificity] = ['sensitivity', 'specificity'].map(
    (wanted) => measures.find(({ name, of }) => name === wanted && of === thing)?.measure,
  )
  if (sensitivity?.state !== 'estimated' || specificity?.state !== 'estimated') return null
  return { sensitivity: sensitivity.estimate, falsePositiveRate: 1 - specificity.estimate }
}
