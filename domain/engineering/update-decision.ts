import { bodyIs } from '../conditions.ts'
import { choice, decimal, later, line, moment, optional, prose, ref, refs, rows, whole } from '../field.ts'
import { guarded } from '../guards.ts'
import { kind } from '../kind.ts'
import { controlled } from '../lives.ts'
import { sha256Pattern } from '../patterns.ts'
import { deviceFileRetention } from '../retentions.ts'
import { say } from '../words.ts'

export const updateOutcomes = {
  'within-plan': say('변경관리 계획서 범위 안', 'Within the plan'),
  'korean-change-path': say('국내 변경 절차', 'Korean change path'),
  'new-submission': say('새 신청', 'New submission'),
  documented: say('신청 없이 내부 기록', 'Documented, nothing filed'),
  undecided: say('판단 불가', 'Cannot be decided'),
} as const
export type UpdateOutcome = keyof typeof updateOutcomes

/** What each authority asks for. Korea: Rule Art. 23; US: FD&C Act 515C, 21 CFR 807.81(a)(3); EU: MDR Annex IX 2.4 and 4.10, AI Act Art. 43(4). */
export const marketPaths = {
  'kr-within-plan': say('중요한 변경으로 보지 않음(계획서 범위)', 'Not a major change (within the plan)'),
  'kr-change-approval': say('변경허가(3·4등급, 식약처)', 'Change approval (grades 3 and 4, MFDS)'),
  'kr-change-certification': say('변경인증(2등급, 대행기관)', 'Change certification (grade 2, agency)'),
  'kr-change-notification': say('변경신고(1등급)', 'Change notification (grade 1)'),
  'kr-change': say(
    '변경허가·인증·신고(등급 미정)',
    'Approval, certification or notification (grade not set)',
  ),
  'kr-report': say('변경보고(경미한 변경)', 'Change report (not major)'),
  'us-within-plan': say('PCCP 범위 안(신청 없음)', 'Within the PCCP (no submission)'),
  'us-submission': say('신규 510(k) 등 신청', 'New marketing submission'),
  'us-letter-to-file': say('내부 문서화(letter to file)', 'Letter to file'),
  'eu-within-plan': say('사전에 정한 변경(실질적 변경 아님)', 'Pre-determined change (not substantial)'),
  'eu-notified-body': say('인증기관 변경 심사', 'Assessment by the notified body'),
  'eu-documented': say('기술문서에 기록', 'Recorded in the technical documentation'),
  undecided: say('판단 불가', 'Cannot be decided'),
} as const
export type MarketPath = keyof typeof marketPaths

export const testAnswers = {
  yes: say('예', 'Yes'),
  no: say('아니요', 'No'),
  unknown: say('알 수 없음', 'Not known'),
  'not-asked': say('해당 없음', 'Not asked'),
} as const
export type TestAnswer = keyof typeof testAnswers

const test = {
  test: line({ label: say('시험', 'Test'), max: 20 }),
  question: line({ label: say('질문', 'Question'), max: 500 }),
  citation: line({ label: say('근거 조항', 'Citation'), max: 300 }),
  answer: choice({ label: say('답', 'Answer'), choices: testAnswers }),
  because: line({ label: say('이유', 'Because'), max: 900 }),
  evidence: optional(line({ label: say('증빙 기록', 'Evidence'), max: 500 })),
}

const market = {
  market: choice({
    label: say('시장', 'Market'),
    choices: {
      kr: say('대한민국', 'Korea'),
      us: say('미국', 'United States'),
      eu: say('유럽연합', 'European Union'),
    },
  }),
  path: choice({ label: say('경로', 'Path'), choices: marketPaths }),
}

/** Fields the system works out from the records; whoever signs vouches for them and cannot reword them. */
const workedOut = [
  'modelVersion',
  'outcome',
  'markets',
  'tests',
  'decidedAt',
  'factsDigest',
  'alpha',
  'spent',
  'look',
]

/** Whether a new model version may go out under its change plan, test by test, signed by who answers for it. */
export const updateDecision = kind({
  name: 'update-decision',
  code: 'UPD',
  domain: 'engineering',
  title: say('모델 갱신 판단', 'Update decision'),
  plural: say('모델 갱신 판단', 'Update decisions'),
  about: say(
    '새 모델 버전이 변경관리 계획서 범위인지, 국내 변경 절차나 새 신청이 필요한지 조항별 시험으로 판단해 서명한 기록입니다: 시행규칙 제23조, FD&C Act 515C, EU AI법 제43조제4항, ISO 13485 7.3.9.',
    'Whether a new model version is within its plan, takes the Korean change path or needs a new submission, test by test and signed: Rule Art. 23, FD&C Act 515C, EU AI Act Art. 43(4), ISO 13485 7.3.9.',
  ),
  titleField: 'name',
  life: guarded(
    controlled,
    ['submit'],
    [
      bodyIs(
        ({ outcome }) => outcome !== 'undecided',
        say(
          '아직 판단할 수 없습니다. 빠진 사항을 채우고 다시 판단하십시오.',
          'It cannot be decided yet. Supply what is missing and decide again.',
        ),
      ),
    ],
  ),
  sealed: { '*': workedOut },
  byHouse: {
    records: say(
      '모델 화면의 갱신 판단(maek model decide --record)에서 시스템이 기록을 대조해 만듭니다.',
      'The system makes it from the records: on the model’s page, or by maek model decide --record.',
    ),
  },
  retention: deviceFileRetention,
  fields: {
    name: line({ label: say('판단명', 'Name'), searched: true }),
    modelVersion: ref('model-version', {
      label: say('새 모델 버전', 'New version'),
      listed: true,
      reverse: say('갱신 판단', 'Update decisions'),
    }),
    outcome: choice({ label: say('판단', 'Decision'), listed: true, choices: updateOutcomes }),
    changePlan: optional(
      ref('change-plan', {
        label: say('변경관리 계획서', 'Change plan'),
        reverse: say('이 계획에 따른 판단', 'Decisions under it'),
      }),
    ),
    change: optional(
      ref('change', { label: say('변경 기록', 'Change'), reverse: say('갱신 판단', 'Update decisions') }),
    ),
    clearedVersion: optional(
      ref('model-version', {
        label: say('최초 허가(인증) 버전', 'Version first cleared'),
        reverse: say('이 버전과 비교한 판단', 'Decisions against it as first cleared'),
      }),
    ),
    previousVersion: optional(
      ref('model-version', {
        label: say('직전 버전', 'Version before'),
        reverse: say('직전 버전으로 비교한 판단', 'Decisions against it as the version before'),
      }),
    ),
    evaluations: optional(
      refs('evaluation', {
        label: say('근거 평가', 'Evaluations'),
        reverse: say('갱신 판단', 'Update decisions'),
      }),
    ),
    markets: rows({ label: say('시장별 경로', 'Path in each market'), columns: market, max: 10 }),
    tests: rows({ label: say('시험', 'Tests'), columns: test, max: 200 }),
    alpha: optional(decimal({ label: say('이번 판단에 쓴 오류 한도', 'Error allowed here') })),
    spent: optional(decimal({ label: say('이전까지 쓴 오류 한도', 'Error spent before') })),
    look: optional(whole({ label: say('계획의 몇 번째 확인', 'Which look of the plan') })),
    decidedAt: moment({ label: say('판단 시각', 'Decided at') }),
    factsDigest: line({
      label: say('사실 해시(SHA-256)', 'Digest of the facts (SHA-256)'),
      help: say(
        '판단에 쓴 기록과 버전의 해시. 그 뒤 기록이 바뀌면 달라집니다.',
        'Of the records and versions decided upon; it differs once they change.',
      ),
      pattern: sha256Pattern,
    }),
    statement: later(
      prose({
        label: say('책임자 의견', 'Statement of who answers for it'),
        help: say(
          '시험 결과를 검토한 의견. 다르게 볼 점이 있으면 여기에 적고 반려합니다.',
          'What the reviewer makes of the tests; if they see it otherwise, they say so here and send it back.',
        ),
      }),
    ),
  },
})
