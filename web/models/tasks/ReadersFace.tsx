import type { ReaderStudyResult, TaskMeasure } from '@maek/domain/models/performance/tasks/task-result.ts'
import { say as words } from '@maek/domain/words.ts'
import { ChartTable } from '../../charts/ChartTable.tsx'
import { ConfusionMatrix } from '../../charts/ConfusionMatrix.tsx'
import { ForestPlot } from '../../charts/ForestPlot.tsx'
import { chance, count, figure } from '../../charts/numbers.ts'
import { useSay } from '../../language.tsx'
import { Note } from '../../ui/Note.tsx'
import { Panel } from '../../ui/Panel.tsx'
import classes from '../evaluation/evaluation.module.css'
import { measureWords } from '../measure-words.constant.ts'
import type { ResultFaceProps } from '../result-face.ts'

const wordsOf = {
  readers: words('판독자', 'Readers'),
  incomplete: words(
    '일부 판독자가 판독하지 않은 사례(플라이스 카파에서 제외)',
    'Cases some reader left out (not in Fleiss’ kappa)',
  ),
  kappa: words('카파', 'Kappa'),
  pairs: words('두 판독자의 교차표', 'Two readers crossed'),
  studies: words('판독자 평균 AUROC와 분산', 'Reader-averaged AUROC and variance'),
  of: words('판독 방식', 'Modality'),
  estimate: words('추정값', 'Estimate'),
  unbiased: words('비편향 분산', 'Unbiased variance'),
  plugIn: words('대입 추정 분산', 'Plug-in variance'),
  used: words('구간에 쓴 분산', 'Variance behind the interval'),
  degrees: words('자유도', 'Degrees'),
  negative: words(
    '비편향 분산이 0 이하로 나온 항목이 있습니다. 작은 연구에서 생길 수 있으며, 값은 그대로 두고 신뢰구간은 대입 추정 분산으로 냈습니다.',
    'An unbiased variance came out at or below zero. That happens in small studies: it is shown as it is, and the interval rests on the plug-in variance.',
  ),
  single: words('판독자별 AUROC', 'AUROC by reader'),
  half: words('우연 수준(0.5)', 'Chance (0.5)'),
}
const momentWords = {
  unbiased: words('비편향', 'unbiased'),
  'plug-in': words('대입 추정', 'plug-in'),
} as const

const kappaNames = ['fleiss-kappa', 'cohen-kappa', 'linear-kappa', 'quadratic-kappa'] as const

/** Kappas of all pairs on one axis, and the tables they come from. */
export function AgreementFace({ result }: ResultFaceProps) {
  const say = useSay()
  if (result.task !== 'agreement') return null
  const kappas = kappaNames.flatMap((kappa) => result.measures.filter(({ name }) => name === kappa))
  return (
    <div className={classes.stack}>
      <Note tone="neutral">
        {say(wordsOf.readers)} {result.readers.join(', ')} · {say(wordsOf.incomplete)}{' '}
        {count(result.incompleteCases)}
      </Note>
      <Panel>
        <ForestPlot
          title={say(wordsOf.kappa)}
          measure={say(wordsOf.kappa)}
          from={lowestOf(kappas, 0)}
          to={1}
          rows={kappas.map((one) => ({ group: say(measureWords[one.name]), ...rowOf(one, say) }))}
        />
      </Panel>
      <div className={classes.grid}>
        {result.pairs.map(({ first, second, table }) => (
          <Panel key={`${first} ${second}`}>
            <ConfusionMatrix
              title={`${first} – ${second}`}
              corner={`${first} ↓ / ${second} →`}
              classes={result.plan.classes}
              cells={table}
            />
          </Panel>
        ))}
      </div>
    </div>
  )
}

/** Each reader's area by modality, then the study as a whole with the variance as it came out. */
export function ReaderStudyFace({ result }: ResultFaceProps) {
  const say = useSay()
  if (result.task !== 'mrmc') return null
  const single = result.measures.filter(({ name }) => name === 'auroc' || name === 'reader-averaged-auroc')
  return (
    <div className={classes.stack}>
      {result.studies.some(({ unbiasedVariance }) => unbiasedVariance <= 0) && (
        <Note tone="waiting">{say(wordsOf.negative)}</Note>
      )}
      <Panel title={say(wordsOf.studies)}>
        <ChartTable title={say(wordsOf.studies)} table={studyTable(result, say)} />
      </Panel>
      <Panel>
        <ForestPlot
          title={say(wordsOf.single)}
          measure="AUROC"
          from={lowestOf(single, 0.5)}
          to={1}
          reference={{ at: 0.5, name: say(wordsOf.half) }}
          rows={single.map((one) => ({ group: say(measureWords[one.name]), ...rowOf(one, say) }))}
        />
      </Panel>
    </div>
  )
}

type Say = ReturnType<typeof useSay>

function studyTable({ studies }: ReaderStudyResult, say: Say) {
  return {
    columns: [
      say(wordsOf.of),
      say(wordsOf.estimate),
      say(wordsOf.unbiased),
      say(wordsOf.plugIn),
      say(wordsOf.used),
      say(wordsOf.degrees),
      'p',
    ],
    rows: studies.map((one) => [
      one.of,
      figure(one.estimate),
      one.unbiasedVariance.toExponential(3),
      one.plugInVariance.toExponential(3),
      say(momentWords[one.moments]),
      one.degrees === null ? '–' : figure(one.degrees),
      one.pValue === null ? '–' : chance(one.pValue),
    ]),
  }
}

function rowOf({ of, name, measure }: TaskMeasure, say: Say) {
  const label = of ?? say(measureWords[name])
  if (measure.state !== 'estimated')
    return { label, n: measure.n, estimate: null, low: null, high: null, note: say(measure.because) }
  const { estimate, interval } = measure
  return { label, n: measure.n, estimate, low: interval?.low ?? null, high: interval?.high ?? null }
}

/** The axis begins where it usually does, or at the lowest limit in steps of a tenth. */
function lowestOf(measures: readonly TaskMeasure[], usual: number): number {
  const lows = measures.flatMap(({ measure }) =>
    measure.state === 'estimated' ? [measure.interval?.low ?? measure.estimate] : [],
  )
  return Math.floor(Math.min(usual, ...lows) * 10) / 10
}
