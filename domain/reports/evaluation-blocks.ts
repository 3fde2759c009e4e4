import { measureWords } from '../models/performance/measure-names.ts'
import type { Verdict } from '../models/performance/verdict.ts'
import { say, type Words } from '../words.ts'
import type { EvaluationFacts } from './evaluation-facts.ts'
import { groupText } from './group-blocks.ts'
import { heading, momentText } from './report-parts.ts'
import type { ReportBlock, ReportTone } from './report-tree.ts'

const outcomes = {
  met: { text: say('충족', 'Met'), tone: 'good' },
  'not-met': { text: say('미충족', 'Not met'), tone: 'bad' },
  undecided: { text: say('판정 불가', 'Undecided'), tone: 'warning' },
} as const satisfies Record<Verdict['outcome'], { readonly text: Words; readonly tone: ReportTone }>

const unknown = '–'

/** What was tested, on what, and which bytes that was. */
export function coverFacts(facts: EvaluationFacts): ReportBlock {
  const { evaluation, model, dataset, predictions, result } = facts
  const named = ({ number, title, state }: typeof evaluation | typeof model) =>
    say(`${title} (${number}, ${state.ko})`, `${title} (${number}, ${state.en})`)
  return {
    is: 'facts',
    facts: [
      { label: say('제조자', 'Maker'), value: facts.maker },
      { label: say('평가', 'Evaluation'), value: named(evaluation) },
      { label: say('평가 종류', 'Kind of evaluation'), value: evaluation.purpose },
      { label: say('모델', 'Model'), value: named(model) },
      { label: say('모델 버전', 'Model version'), value: model.version },
      { label: say('가중치 SHA-256', 'SHA-256 of the weights'), value: model.weightsSha256 ?? unknown },
      {
        label: say('시험 데이터', 'Test data'),
        value: dataset ? `${dataset.title} ${dataset.version} (${dataset.number})` : unknown,
      },
      {
        label: say('데이터 내용 해시', 'Content hash of the data'),
        value: dataset?.contentSha256 ?? unknown,
      },
      { label: say('예측 파일 SHA-256', 'SHA-256 of the predictions'), value: predictions.sha256 },
      { label: say('사례 수', 'Cases'), value: result.n.toLocaleString('en-US') },
      { label: say('수행일', 'Executed on'), value: evaluation.executedOn ?? unknown },
      { label: say('기준 시각', 'As of'), value: momentText(facts.at) },
    ],
  }
}

/** The verdict in one sentence, then each criterion with what it was held against. */
export function verdictBlocks({ result }: EvaluationFacts): ReportBlock[] {
  const { outcome, verdicts } = result
  const met = verdicts.filter((one) => one.outcome === 'met').length
  const summary = say(
    `계획에 정한 허용기준 ${verdicts.length}개 가운데 ${met}개를 충족했습니다. 종합 판정: ${outcomes[outcome].text.ko}.`,
    `${met} of ${verdicts.length} planned acceptance criteria are met. Overall: ${outcomes[outcome].text.en.toLowerCase()}.`,
  )
  const none = say(
    '계획에 허용기준이 없어 성능을 판정하지 않습니다.',
    'The plan sets no acceptance criteria, so no verdict is given.',
  )
  return [
    heading('판정', 'Verdict'),
    { is: 'note', tone: outcomes[outcome].tone, text: verdicts.length === 0 ? none : summary },
    ...(verdicts.length === 0 ? [] : [criteriaTable(verdicts)]),
  ]
}

function criteriaTable(verdicts: readonly Verdict[]): ReportBlock {
  return {
    is: 'table',
    columns: [
      { title: say('지표', 'Measure'), share: 3 },
      { title: say('집단', 'Group'), share: 3 },
      { title: say('판정', 'Verdict'), share: 2 },
      { title: say('근거', 'Reason'), share: 5 },
    ],
    rows: verdicts.map(({ criterion, outcome, because, stratum }) => [
      measureWords[criterion.measure],
      stratum === undefined ? say('전체', 'All cases') : groupText(stratum),
      outcomes[outcome],
      because,
    ]),
  }
}

/** What was fixed before the result was seen, and what was done otherwise. */
export function planBlocks({ evaluation }: EvaluationFacts): ReportBlock[] {
  const told: readonly (readonly [Words, string | null])[] = [
    [say('평가 목적', 'Question'), evaluation.question],
    [say('분석 방법', 'Method of analysis'), evaluation.method],
    [
      say('계획 표본 수', 'Planned size'),
      evaluation.plannedSize === null ? null : String(evaluation.plannedSize),
    ],
    [say('시험 데이터의 독립성', 'Independence of the data'), evaluation.independence],
    [say('계획에서 벗어난 점', 'Deviations'), evaluation.deviations],
    [say('결론', 'Conclusion'), evaluation.conclusion],
  ]
  return [
    heading('계획과 결론', 'Plan and conclusion'),
    { is: 'facts', facts: told.map(([label, value]) => ({ label, value: value ?? unknown })) },
  ]
}

/** How the same numbers are had again, and what they do not say. */
export function reproductionBlocks({ result, resultDigest, model }: EvaluationFacts): ReportBlock[] {
  return [
    heading('재현과 한계', 'Reproduction and limits'),
    {
      is: 'facts',
      facts: [
        { label: say('계산 방법 버전', 'Version of the computation'), value: result.version },
        { label: say('결과 SHA-256', 'SHA-256 of the result'), value: resultDigest },
        { label: say('코드 커밋', 'Code commit'), value: model.codeCommit ?? unknown },
      ],
    },
    {
      is: 'paragraph',
      text: say(
        '같은 예측 파일과 같은 계획은 행의 순서와 처리 단위 수에 관계없이 같은 결과 해시를 냅니다. 모든 수치는 12자리까지 JSON 결과에 있습니다.',
        'The same predictions and the same plan give the same digest for any order of rows and any number of workers. Every number stands to twelve digits in the JSON result.',
      ),
    },
    {
      is: 'paragraph',
      text: say(
        '구간은 표본의 우연만을 나타냅니다. 시험 데이터가 실제 사용 환경을 대표하지 못하면 성능은 이 구간 밖에 있을 수 있습니다. 판정에 필요한 최소 건수에 못 미치는 집단은 수치를 보이되 판정하지 않습니다.',
        'Intervals speak of chance in sampling alone. Where the test data do not stand for the field, performance may lie outside them. Groups below the planned minimum are shown and not judged.',
      ),
    },
  ]
}
