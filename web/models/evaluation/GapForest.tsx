import type { EvaluationResult } from '@maek/domain/models/performance/evaluation-result.ts'
import type { Gap } from '@maek/domain/models/performance/gap.ts'
import { say as words } from '@maek/domain/words.ts'
import { ForestPlot } from '../../charts/ForestPlot.tsx'
import { useSay } from '../../language.tsx'
import { Panel } from '../../ui/Panel.tsx'
import classes from './evaluation.module.css'
import { gapRows } from './gap-rows.ts'
import { axisOf, type MeasureKey, type strataOf } from './group-rows.ts'
import { nameOf } from './measure-text.ts'

const wordsOf = {
  title: words('격차', 'Gaps'),
  none: words('차이 없음 0', 'No difference 0'),
  empty: words('(값 없음)', '(empty)'),
  insufficient: words('건수 부족: 판정하지 않음', 'insufficient n: no verdict'),
  small: words('10건 미만: 표시하지 않음', 'fewer than 10: not shown'),
  notCompared: words('이 지표의 건수 부족: 비교하지 않음', 'insufficient n in this measure: not compared'),
  about: words(
    '집단의 값에서 나머지의 값을 뺀 차이입니다. 구간은 모든 격차에 동시에 성립하며, 집단이 둘이면 한쪽만 그립니다.',
    'The value in the group minus that in the others. Intervals hold for all gaps at once; of two groups one is drawn.',
  ),
}

type GapForestProps = {
  readonly gaps: readonly Gap[]
  readonly task: EvaluationResult['task']
  readonly places: ReturnType<typeof strataOf>['single']
  readonly wanted: MeasureKey
}

/** The gaps of one measure drawn on one axis, about the line of no difference; nothing where none was compared. */
export function GapForest({ gaps, task, places, wanted }: GapForestProps) {
  const say = useSay()
  const rows = gapRows(
    gaps,
    { places, wanted },
    {
      empty: say(wordsOf.empty),
      insufficient: say(wordsOf.insufficient),
      small: say(wordsOf.small),
      notCompared: say(wordsOf.notCompared),
    },
  )
  if (rows.length === 0) return null
  const name = say(nameOf(wanted, task))
  return (
    <Panel>
      <ForestPlot
        title={`${say(wordsOf.title)}: ${name}`}
        measure={name}
        rows={rows}
        {...axisOf(rows, 0)}
        reference={{ at: 0, name: say(wordsOf.none) }}
      />
      <p className={classes.text}>{say(wordsOf.about)}</p>
    </Panel>
  )
}
