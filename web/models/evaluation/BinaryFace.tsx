import type { BinaryResult } from '@maek/domain/models/performance/evaluate.ts'
import { say as words } from '@maek/domain/words.ts'
import { CalibrationChart } from '../../charts/CalibrationChart.tsx'
import { ConfusionMatrix } from '../../charts/ConfusionMatrix.tsx'
import { figure } from '../../charts/numbers.ts'
import { PrecisionRecallChart } from '../../charts/PrecisionRecallChart.tsx'
import { type OperatingMark, RocChart } from '../../charts/RocChart.tsx'
import { ScoreHistogram } from '../../charts/ScoreHistogram.tsx'
import { useSay } from '../../language.tsx'
import { Note } from '../../ui/Note.tsx'
import { Panel } from '../../ui/Panel.tsx'
import type { ResultFaceProps } from '../result-face.ts'
import { precisionPoints, scoreBins } from './binary-curves.ts'
import classes from './evaluation.module.css'

const wordsOf = {
  positive: words('양성', 'Positive'),
  negative: words('음성', 'Negative'),
  confusion: words('혼동행렬', 'Confusion matrix'),
  threshold: words('임계값', 'Threshold'),
  ranking: words(
    '점수가 확률이 아니어서 보정 곡선과 점수 분포를 그리지 않습니다.',
    'The scores are not probabilities, so calibration and their distribution are not drawn.',
  ),
}

/** Curves and table of a binary classifier. */
export function BinaryFace({ result }: ResultFaceProps) {
  return result.task === 'binary' ? <BinaryCurves result={result} /> : null
}

function BinaryCurves({ result }: { result: BinaryResult }) {
  const say = useSay()
  const { confusion, curves, plan } = result
  const main = `${say(wordsOf.threshold)} ${plan.threshold}`
  const measureOf = (name: string, of?: string) =>
    result.measures.find((one) => one.name === name && one.of === of)?.measure
  const average = measureOf('auprc')
  return (
    <div className={classes.grid}>
      <Panel>
        <RocChart points={curves.roc} auroc={measureOf('auroc')} marks={marksOf(result, main)} />
      </Panel>
      <Panel>
        <PrecisionRecallChart
          points={precisionPoints(result)}
          prevalence={result.positives / result.n}
          average={average?.state === 'estimated' ? average.estimate : null}
        />
      </Panel>
      {curves.calibration.length === 0 ? (
        <Note tone="neutral">{say(wordsOf.ranking)}</Note>
      ) : (
        <>
          <Panel>
            <CalibrationChart bins={curves.calibration} level={plan.level} />
          </Panel>
          <Panel>
            <ScoreHistogram bins={scoreBins(curves.calibration)} />
          </Panel>
        </>
      )}
      <Panel>
        <ConfusionMatrix
          title={`${say(wordsOf.confusion)} (${main})`}
          classes={[say(wordsOf.positive), say(wordsOf.negative)]}
          cells={[
            [confusion.truePositives, confusion.falseNegatives],
            [confusion.falsePositives, confusion.trueNegatives],
          ]}
        />
      </Panel>
    </div>
  )
}

/** The first operating point from the table itself, the further ones from their measures. */
function marksOf({ confusion, measures, plan }: BinaryResult, main: string): OperatingMark[] {
  const { truePositives, falsePositives, falseNegatives, trueNegatives } = confusion
  const [positives, negatives] = [truePositives + falseNegatives, falsePositives + trueNegatives]
  const first =
    positives === 0 || negatives === 0
      ? []
      : [
          {
            name: main,
            sensitivity: truePositives / positives,
            falsePositiveRate: falsePositives / negatives,
          },
        ]
  const further = plan.operatingPoints.flatMap(({ name, threshold }): OperatingMark[] => {
    const [sensitivity, specificity] = ['sensitivity', 'specificity'].map(
      (wanted) => measures.find((one) => one.name === wanted && one.of === name)?.measure,
    )
    if (sensitivity?.state !== 'estimated' || specificity?.state !== 'estimated') return []
    return [
      {
        name: `${name} (${figure(threshold)})`,
        sensitivity: sensitivity.estimate,
        falsePositiveRate: 1 - specificity.estimate,
      },
    ]
  })
  return [...first, ...further]
}
