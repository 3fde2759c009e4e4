import { say as words } from '@maek/domain/words.ts'
import { ConfusionMatrix } from '../../charts/ConfusionMatrix.tsx'
import { useSay } from '../../language.tsx'
import { Panel } from '../../ui/Panel.tsx'
import classes from '../evaluation/evaluation.module.css'
import type { ResultFaceProps } from '../result-face.ts'
import { CurvePicker } from './CurvePicker.tsx'
import { MeasureGrid } from './MeasureGrid.tsx'

const wordsOf = {
  confusion: words('혼동행렬', 'Confusion matrix'),
  perClass: words('분류별 지표', 'Measures by class'),
  perLabel: words('소견별 지표', 'Measures by label'),
  positive: words('있음', 'Present'),
  negative: words('없음', 'Absent'),
}

/** Several classes, one of them true: the whole table, each class against the rest, and its curve. */
export function MultiClassFace({ result }: ResultFaceProps) {
  const say = useSay()
  if (result.task !== 'multi-class') return null
  return (
    <div className={classes.stack}>
      <Panel>
        <ConfusionMatrix title={say(wordsOf.confusion)} classes={result.plan.classes} cells={result.table} />
      </Panel>
      <Panel title={say(wordsOf.perClass)}>
        <MeasureGrid title={say(wordsOf.perClass)} measures={result.measures} things={result.plan.classes} />
      </Panel>
      <CurvePicker curves={result.curves.roc} measures={result.measures} />
    </div>
  )
}

/** Several findings at once: each with its own table and curve. */
export function MultiLabelFace({ result }: ResultFaceProps) {
  const say = useSay()
  if (result.task !== 'multi-label') return null
  const names = result.plan.labels.map(({ name }) => name)
  return (
    <div className={classes.stack}>
      <Panel title={say(wordsOf.perLabel)}>
        <MeasureGrid title={say(wordsOf.perLabel)} measures={result.measures} things={names} />
      </Panel>
      <CurvePicker curves={result.curves.roc} measures={result.measures} />
      <div className={classes.grid}>
        {result.confusions.map(({ of, confusion }) => (
          <Panel key={of}>
            <ConfusionMatrix
              title={of}
              classes={[say(wordsOf.positive), say(wordsOf.negative)]}
              cells={[
                [confusion.truePositives, confusion.falseNegatives],
                [confusion.falsePositives, confusion.trueNegatives],
              ]}
            />
          </Panel>
        ))}
      </div>
    </div>
  )
}
