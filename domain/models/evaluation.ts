import { z } from 'zod'
import { bodyIs, filled, stillEmpty } from '../conditions.ts'
import {
  choice,
  day,
  decimal,
  file,
  later,
  line,
  optional,
  prose,
  ref,
  rows,
  whole,
  yesNo,
} from '../field.ts'
import { kind } from '../kind.ts'
import { type Guard, life } from '../life.ts'
import { approval, linkedApproved, sendingBack } from '../lives.ts'
import { commitPattern, sha256Pattern } from '../patterns.ts'
import { deviceFileRetention } from '../retentions.ts'
import { say } from '../words.ts'
import { criterionFault, evaluationPlanFields } from './evaluation-plan-fields.ts'
import { versions } from './performance/measure-title.ts'
import { signedPlan } from './signed-plan.ts'

const planFields = ['modelVersion', 'dataset', 'purpose', ...Object.keys(evaluationPlanFields)]
const resultFields = [
  'predictions',
  'executedOn',
  'results',
  'verdict',
  'conclusion',
  'resultDigest',
  'resultDocument',
  'gapsFound',
]

/** A comparison of an update says with which version, or nobody knows what it proves (FDA PCCP guidance, Aug 2025). */
function comparedNamed(against: 'cleared' | 'previous', field: 'clearedModel' | 'previousModel'): Guard {
  return ({ body }) => {
    const compared = comparedRows.safeParse(body.comparisons).data ?? []
    if (body.purpose !== 'update' || body[field] !== undefined) return null
    if (!compared.some((one) => one.against === against)) return null
    return against === 'cleared'
      ? say(
          '비교할 최초 허가(인증) 버전을 고르십시오.',
          'Choose the version first cleared that is compared with.',
        )
      : say('비교할 직전 버전을 고르십시오.', 'Choose the version before that is compared with.')
  }
}
const comparedRows = z.array(z.looseObject({ against: z.string() }))

const planComplete: readonly Guard[] = [
  filled('dataset', say('시험 데이터셋을 정하십시오.', 'Choose the test dataset.')),
  filled('method', say('분석 방법을 적으십시오.', 'Write the method of analysis.')),
  filled('plannedSize', say('계획 표본 수를 적으십시오.', 'Give the planned sample size.')),
  filled('independence', say('시험 데이터의 독립성을 적으십시오.', 'Say how the test data are independent.')),
  bodyIs(
    (body) => body.acceptanceCriteria !== undefined || body.comparisons !== undefined,
    say('허용기준을 정하십시오.', 'Set the acceptance criteria.'),
  ),
  // With a task named, Maek computes the measures: what it could not read must not be signed.
  ({ body }) => {
    if (body.task === undefined) return null
    const plan = signedPlan(body)
    return plan.ok ? null : plan.refusal.because
  },
  comparedNamed('cleared', 'clearedModel'),
  comparedNamed('previous', 'previousModel'),
  // Criteria written after the results are seen prove nothing (ISO/IEC 42001 A.6.2.4; GMLP 8).
  stillEmpty(
    resultFields,
    say(
      '결과가 이미 들어 있습니다. 허용기준은 결과를 보기 전에 확정해야 합니다.',
      'There are results already. Acceptance criteria are fixed before results are seen.',
    ),
  ),
  linkedApproved('dataset', say('시험 데이터셋을 먼저 승인하십시오.', 'Approve the test dataset first.')),
]

/** Plan signed, then results, then approval. After the plan is signed its fields are sealed. */
const evaluationLife = life({
  initial: 'planning',
  states: {
    planning: { label: say('계획 작성', 'Planning'), tone: 'draft', editable: true },
    running: { label: say('계획 확정·수행 중', 'Plan fixed, running'), tone: 'waiting', editable: true },
    'in-review': { label: say('결과 검토 중', 'Results in review'), tone: 'waiting' },
    approved: { label: say('승인됨', 'Approved'), tone: 'good', closed: true },
    withdrawn: { label: say('철회', 'Withdrawn'), tone: 'neutral', ended: true },
  },
  actions: {
    'sign-plan': {
      label: say('계획 확정', 'Sign the plan'),
      from: ['planning'],
      to: 'running',
      permission: 'approve',
      signs: 'review',
      fourEyes: true,
      guards: planComplete,
    },
    'reopen-plan': {
      label: say('계획 변경', 'Change the plan'),
      from: ['running'],
      to: 'planning',
      permission: 'approve',
      reason: true,
      guards: [
        stillEmpty(
          resultFields,
          say(
            '결과가 들어온 뒤에는 계획을 바꿀 수 없습니다. 철회하고 새 평가를 여십시오.',
            'The plan cannot change once results are in. Withdraw this evaluation and open a new one.',
          ),
        ),
      ],
    },
    submit: {
      label: say('결과 검토 요청', 'Submit the results'),
      from: ['running'],
      to: 'in-review',
      permission: 'write',
      complete: true,
    },
    'send-back': sendingBack({ from: ['in-review'], to: 'running' }),
    approve: approval({ from: ['in-review'], to: 'approved' }),
    withdraw: {
      label: say('철회', 'Withdraw'),
      from: ['planning', 'running', 'in-review', 'approved'],
      to: 'withdrawn',
      permission: 'retire',
      reason: true,
    },
  },
})

const result = {
  metric: line({ label: say('지표', 'Metric'), max: 80 }),
  of: optional(line({ label: say('대상', 'Of'), max: 120 })),
  subgroup: optional(line({ label: say('하위집단', 'Subgroup'), max: 120 })),
  estimate: decimal({ label: say('추정값', 'Estimate') }),
  lower: decimal({ label: say('하한', 'Lower') }),
  upper: decimal({ label: say('상한', 'Upper') }),
  method: line({ label: say('구간 산출법', 'Interval method'), max: 120 }),
  n: whole({ label: say('건수', 'n') }),
  met: optional(yesNo({ label: say('기준 충족', 'Criterion met') })),
}

/** A test of one model on one dataset against criteria fixed and signed before the results were seen. */
export const evaluation = kind({
  name: 'evaluation',
  code: 'EVL',
  domain: 'models',
  title: say('모델 평가', 'Evaluation'),
  plural: say('모델 평가', 'Evaluations'),
  about: say(
    '허용기준을 먼저 확정·서명한 뒤 독립된 시험 데이터로 성능을 확인합니다. ISO/IEC 42001 A.6.2.4와 ISO 13485 7.3.7(유효성 확인)의 기록입니다.',
    'Performance shown on independent data against criteria signed beforehand: the record of ISO/IEC 42001 A.6.2.4 and ISO 13485 7.3.7.',
  ),
  titleField: 'name',
  life: evaluationLife,
  sealed: { running: planFields },
  // Results computed by the house can neither be typed nor taken out again to look twice (ISO/IEC 42001 A.6.2.4).
  byHouse: {
    fields: ['resultDocument', 'gapsFound'],
    seals: ['predictions', 'executedOn', 'results', 'verdict', 'resultDigest'],
  },
  olderCodes: { field: 'results', column: 'of', when: { field: 'task', is: 'comparison' }, words: versions },
  retention: deviceFileRetention,
  check: (body) => {
    const unnamed = criterionFault(body.acceptanceCriteria)
    if (unnamed) return unnamed
    const crossed = body.results?.findIndex(
      ({ lower, estimate, upper }) => Number(lower) > Number(estimate) || Number(estimate) > Number(upper),
    )
    if (crossed !== undefined && crossed >= 0) {
      return {
        field: 'results',
        because: say(
          `${crossed + 1}행: 하한 ≤ 추정값 ≤ 상한이어야 합니다.`,
          `Row ${crossed + 1}: it must be lower ≤ estimate ≤ upper.`,
        ),
      }
    }
    if (body.verdict === 'met' && body.results?.some(({ met }) => met === false)) {
      return {
        field: 'verdict',
        because: say(
          '충족하지 못한 결과가 있어 “충족”으로 판정할 수 없습니다.',
          'A result misses its criterion, so the verdict cannot be “met”.',
        ),
      }
    }
    return null
  },
  fields: {
    name: line({ label: say('평가명', 'Name'), searched: true }),
    modelVersion: ref('model-version', {
      label: say('대상 모델', 'Model'),
      listed: true,
      reverse: say('평가', 'Evaluations'),
    }),
    dataset: later(
      ref('dataset', {
        label: say('시험 데이터셋', 'Dataset'),
        reverse: say('이 데이터로 한 평가', 'Evaluations on it'),
      }),
    ),
    purpose: choice({
      label: say('평가 종류', 'Kind of evaluation'),
      listed: true,
      choices: {
        standalone: say('단독 성능', 'Stand-alone performance'),
        external: say('외부 검증', 'External validation'),
        reader: say('판독자 연구(MRMC)', 'Reader study (MRMC)'),
        subgroup: say('하위집단·공정성', 'Subgroups and fairness'),
        robustness: say('강건성', 'Robustness'),
        update: say('갱신 비열등성', 'Non-inferiority of an update'),
        'real-world': say('실사용 평가', 'Real-world evaluation'),
      },
    }),
    ...evaluationPlanFields,
    predictions: later(file({ label: say('예측 결과 파일', 'Predictions file') })),
    codeCommit: optional(
      line({ label: say('분석 코드 커밋', 'Commit of the analysis'), pattern: commitPattern }),
    ),
    executedOn: later(day({ label: say('수행일', 'Executed on') })),
    evaluator: later(
      ref('person', { label: say('수행자', 'Evaluator'), reverse: say('수행한 평가', 'Evaluations done') }),
    ),
    results: later(rows({ label: say('결과', 'Results'), columns: result })),
    deviations: later(
      prose({
        label: say('계획에서 벗어난 점', 'Deviations'),
        help: say('없으면 “없음”이라고 적습니다.', 'If none, say “none”.'),
      }),
    ),
    verdict: later(
      choice({
        label: say('판정', 'Verdict'),
        listed: true,
        choices: {
          met: say('충족', 'Met'),
          'partly-met': say('일부 충족', 'Partly met'),
          'not-met': say('미충족', 'Not met'),
        },
      }),
    ),
    conclusion: later(prose({ label: say('결론', 'Conclusion') })),
    resultDigest: later(
      line({
        label: say('결과 해시(SHA-256)', 'Result digest (SHA-256)'),
        help: say(
          '같은 모델·데이터·코드로 다시 계산하면 같은 값이 나와야 합니다.',
          'The same model, data and code must give the same digest again.',
        ),
        pattern: sha256Pattern,
      }),
    ),
    resultDocument: optional(
      file({
        label: say('결과 전체', 'Whole result'),
        help: say(
          '맥이 계산한 결과 전체(정규 JSON). 결과 해시가 이 파일의 해시입니다.',
          'All that Maek computed, as canonical JSON. The result digest is the digest of this file.',
        ),
      }),
    ),
    gapsFound: optional(
      whole({
        label: say('결정이 필요한 격차', 'Gaps that need a decision'),
        help: say(
          '집단별 결과에서 시스템이 셉니다. 집단을 나누지 않은 평가에는 없습니다.',
          'Counted by the system from results by group; none where cases were not grouped.',
        ),
      }),
    ),
  },
})
