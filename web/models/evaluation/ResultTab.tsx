import type { EvaluationResult } from '@maek/domain/models/performance/evaluation-result.ts'
import type { Verdict } from '@maek/domain/models/performance/verdict.ts'
import type { RecordView } from '@maek/domain/views.ts'
import { say as words } from '@maek/domain/words.ts'
import { ChartTable } from '../../charts/ChartTable.tsx'
import { count } from '../../charts/numbers.ts'
import { useSay } from '../../language.tsx'
import { Note } from '../../ui/Note.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ToneBadge } from '../../ui/ToneBadge.tsx'
import classes from './evaluation.module.css'
import { GapsNote } from './GapsNote.tsx'
import { estimateText, intervalText, methodText, nameOf } from './measure-text.ts'

const wordsOf = {
  criteria: words('허용기준과 판정', 'Criteria and verdicts'),
  measures: words('지표', 'Measures'),
  criterion: words('기준', 'Criterion'),
  verdict: words('판정', 'Verdict'),
  because: words('근거', 'Reason'),
  population: words('대상', 'Population'),
  all: words('전체', 'All cases'),
  measure: words('지표', 'Measure'),
  estimate: words('추정값', 'Estimate'),
  interval: words('신뢰구간', 'Interval'),
  method: words('산출법', 'Method'),
  cases: words('사례', 'Cases'),
  positives: words('양성', 'Positive'),
  negatives: words('음성', 'Negative'),
  none: words('허용기준이 없습니다.', 'There are no criteria.'),
}

const outcomeWords = {
  met: words('충족', 'Met'),
  'not-met': words('미충족', 'Not met'),
  undecided: words('판정 불가', 'Undecided'),
} as const
const outcomeTones = { met: 'good', 'not-met': 'bad', undecided: 'waiting' } as const

const overallWords = {
  met: words('모든 허용기준을 충족했습니다.', 'All criteria are met.'),
  'not-met': words('충족하지 못한 허용기준이 있습니다.', 'A criterion is not met.'),
  undecided: words(
    '판정할 수 없는 기준이 있습니다. 충족으로 세지 않습니다.',
    'A criterion cannot be decided; it does not count as met.',
  ),
} as const

/** Verdicts first, then every measure with interval, n and method. */
export function ResultTab({ result, view }: { result: EvaluationResult; view: RecordView }) {
  const say = useSay()
  const { verdicts, measures, outcome } = result
  const counts = [
    `${say(wordsOf.cases)} ${count(result.n)}`,
    ...('positives' in result ? [`${say(wordsOf.positives)} ${count(result.positives)}`] : []),
    ...('negatives' in result ? [`${say(wordsOf.negatives)} ${count(result.negatives)}`] : []),
  ]
  return (
    <div className={classes.stack}>
      <Note tone={outcomeTones[outcome]}>
        <strong>{say(overallWords[outcome])}</strong> {counts.join(' · ')}
      </Note>
      <GapsNote id={view.record.id} />
      <Panel title={say(wordsOf.criteria)}>
        {verdicts.length === 0 ? say(wordsOf.none) : <Verdicts verdicts={verdicts} task={result.task} />}
      </Panel>
      <Panel title={say(wordsOf.measures)}>
        <ChartTable
          title={say(wordsOf.measures)}
          table={{
            columns: [
              say(wordsOf.measure),
              say(wordsOf.estimate),
              say(wordsOf.interval),
              'n',
              say(wordsOf.method),
            ],
            texts: [4],
            stacks: true,
            rows: measures.map(({ name, of, measure }) => [
              say(nameOf({ name, of }, result.task)),
              estimateText(measure),
              measure.because ? <NoInterval key="why" text={say(measure.because)} /> : intervalText(measure),
              count(measure.n),
              methodText(measure),
            ]),
          }}
        />
      </Panel>
    </div>
  )
}

function NoInterval({ text }: { text: string }) {
  return <span className={classes.why}>{text}</span>
}

function Verdicts({ verdicts, task }: { verdicts: readonly Verdict[]; task: string }) {
  const say = useSay()
  return (
    <ChartTable
      title={say(wordsOf.criteria)}
      table={{
        columns: [
          say(wordsOf.criterion),
          say(wordsOf.population),
          say(wordsOf.verdict),
          say(wordsOf.because),
        ],
        texts: [1, 2, 3],
        stacks: true,
        rows: verdicts.map(({ criterion, outcome, because, stratum }) => [
          `${criterion.id}. ${say(nameOf({ name: criterion.measure, of: criterion.of }, task))}`,
          populationText(criterion.population, stratum, say(wordsOf.all)),
          <ToneBadge key="verdict" tone={outcomeTones[outcome]} label={say(outcomeWords[outcome])} />,
          <NoInterval key="why" text={say(because)} />,
        ]),
      }}
    />
  )
}

function populationText(
  population: Verdict['criterion']['population'],
  stratum: Verdict['stratum'],
  all: string,
): string {
  if (population.kind === 'all') return all
  if (stratum) {
    const first = `${stratum.column}=${stratum.value ?? '–'}`
    return stratum.and ? `${first} × ${stratum.and.column}=${stratum.and.value ?? '–'}` : first
  }
  return population.kind === 'stratum' ? `${population.column}=${population.value}` : population.column
}
