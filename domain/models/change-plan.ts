import {
  choice,
  day,
  decimal,
  files,
  later,
  line,
  optional,
  prose,
  ref,
  refs,
  rows,
  whole,
} from '../field.ts'
import { kind } from '../kind.ts'
import { deviceFileRetention } from '../retentions.ts'
import { say } from '../words.ts'
import { changePlanLife, plannedFields } from './change-plan-life.ts'

export const modificationTypes = {
  data: say('학습데이터 추가·교체', 'Training data added or replaced'),
  retraining: say('같은 구조의 재학습', 'Retraining, same architecture'),
  architecture: say('모델 구조', 'Architecture'),
  threshold: say('판정 임계값', 'Operating point'),
  inputs: say('입력 장비·촬영 조건 확대', 'Further input devices or acquisition'),
  population: say('허가 범위 안 대상 집단 확대', 'Further groups within the clearance'),
  preprocessing: say('전처리·후처리', 'Before or after the model'),
} as const

const modification = {
  code: line({ label: say('항목 번호', 'Item'), max: 20, pattern: /^[A-Za-z0-9][A-Za-z0-9.-]*$/ }),
  type: choice({ label: say('구분', 'Kind'), choices: modificationTypes }),
  what: line({ label: say('바꿀 내용', 'What may change'), max: 500 }),
  bounds: line({ label: say('한계', 'Within which bounds'), max: 500 }),
  execution: choice({
    label: say('실행', 'Made'),
    choices: { manual: say('수동', 'Manually'), automatic: say('자동', 'Automatically') },
  }),
  reach: choice({
    label: say('적용 범위', 'Reach'),
    choices: {
      global: say('모든 사용처 동일', 'Same everywhere'),
      local: say('사용처별', 'Site by site'),
    },
  }),
}

const impact = {
  code: line({ label: say('항목 번호', 'Item'), max: 20 }),
  benefit: line({ label: say('이득', 'Benefit'), max: 500 }),
  risk: line({ label: say('위험(편향 포함)', 'Risk, bias included'), max: 500 }),
  control: line({ label: say('완화와 검증', 'Mitigation and its check'), max: 500 }),
}

const criterion = {
  metric: line({ label: say('지표', 'Metric'), max: 80 }),
  subgroup: optional(line({ label: say('하위집단', 'Subgroup'), max: 120 })),
  marginCleared: decimal({
    label: say('최초 허가 버전 대비 허용 저하', 'Margin to the version first cleared'),
  }),
  marginPrevious: decimal({ label: say('직전 버전 대비 허용 저하', 'Margin to the version before') }),
}

const authorisation = {
  market: choice({
    label: say('시장', 'Market'),
    choices: {
      kr: say('대한민국', 'Korea'),
      us: say('미국', 'United States'),
      eu: say('유럽연합', 'European Union'),
    },
  }),
  by: line({ label: say('기관', 'By'), max: 120 }),
  number: line({ label: say('번호', 'Number'), max: 80 }),
  on: day({ label: say('일자', 'On') }),
}

type Rows<Name extends string> = readonly { readonly [key in Name]: string }[]

function firstRepeated(rows: Rows<'code'> | undefined): number {
  return (rows ?? []).findIndex(({ code }, at) => rows?.some((one, other) => other < at && one.code === code))
}

/** What may change without a new submission, how it is proved each time, and who authorised it. */
export const changePlan = kind({
  name: 'change-plan',
  code: 'PCP',
  domain: 'models',
  title: say('변경관리 계획서', 'Change plan (PCCP)'),
  plural: say('변경관리 계획서', 'Change plans (PCCP)'),
  about: say(
    '허가 뒤 AI를 어떤 범위에서, 어떤 절차와 기준으로 바꿀지 미리 허가받는 계획입니다: 시행규칙 제7조제2항·제9조제2항·제23조제2항, FD&C Act 515C와 FDA 지침(2025-08), EU AI법 제43조제4항.',
    'Changes to the AI authorised in advance, with protocol and criteria: Rule Arts. 7(2), 9(2) and 23(2), FD&C Act 515C and the FDA guidance of August 2025, EU AI Act Art. 43(4).',
  ),
  titleField: 'name',
  life: changePlanLife,
  sealed: { approved: plannedFields },
  reviewMonths: 12,
  retention: deviceFileRetention,
  check: (body) => {
    const alpha = Number(body.alpha ?? '0.025')
    if (!(alpha > 0 && alpha <= 0.1)) {
      return {
        field: 'alpha',
        because: say(
          '전체 오류 한도는 0보다 크고 0.1 이하여야 합니다.',
          'The error budget lies above 0 and at most at 0.1.',
        ),
      }
    }
    const repeated = firstRepeated(body.modifications)
    if (repeated >= 0) {
      return {
        field: 'modifications',
        because: say(
          `${repeated + 1}행: 항목 번호가 겹칩니다.`,
          `Row ${repeated + 1}: the item is given twice.`,
        ),
      }
    }
    const known = new Set(body.modifications?.map(({ code }) => code))
    const unknown = body.impacts?.findIndex(({ code }) => !known.has(code)) ?? -1
    if (unknown >= 0) {
      return {
        field: 'impacts',
        because: say(
          `${unknown + 1}행: 변경 항목에 없는 번호입니다.`,
          `Row ${unknown + 1}: no such modification.`,
        ),
      }
    }
    const flat = body.criteria?.findIndex(
      ({ marginCleared, marginPrevious }) => !(Number(marginCleared) > 0 && Number(marginPrevious) > 0),
    )
    if (flat !== undefined && flat >= 0) {
      return {
        field: 'criteria',
        because: say(
          `${flat + 1}행: 허용 저하는 0보다 커야 합니다.`,
          `Row ${flat + 1}: a margin lies above 0.`,
        ),
      }
    }
    return null
  },
  fields: {
    name: line({ label: say('계획명', 'Name'), searched: true }),
    aiSystem: ref('ai-system', {
      label: say('AI 시스템', 'AI system'),
      listed: true,
      reverse: say('변경관리 계획서', 'Change plans'),
    }),
    clearedVersion: ref('model-version', {
      label: say('최초 허가(인증) 버전', 'Version first cleared'),
      help: say(
        '모든 갱신을 이 버전과 비교합니다. 직전 버전하고만 비교하면 성능이 조금씩 무너져도 통과합니다.',
        'Every update is compared with it. Compared with the version before only, performance may creep down unnoticed.',
      ),
      reverse: say('이 버전을 기준으로 한 계획', 'Plans that start from it'),
    }),
    devices: later(
      refs('device', { label: say('대상 제품', 'Devices'), reverse: say('변경관리 계획서', 'Change plans') }),
    ),
    replaces: optional(
      ref('change-plan', {
        label: say('대체하는 계획', 'Plan it replaces'),
        reverse: say('이를 대체한 계획', 'Replaced by'),
      }),
    ),
    modifications: later(
      rows({
        label: say('허용하는 변경', 'Modifications'),
        help: say(
          '허가받은 사용목적 안에서, 구체적이고 한정되며 검증할 수 있는 변경만 적습니다.',
          'Specific, bounded and verifiable, and within the cleared intended use.',
        ),
        columns: modification,
        max: 40,
      }),
    ),
    dataProtocol: later(
      prose({
        label: say('데이터 관리', 'Data management'),
        help: say(
          '학습·시험 데이터의 수집 기준, 참조표준, 학습과 시험의 분리.',
          'How data are collected, the reference standard, how training and test data are kept apart.',
        ),
      }),
    ),
    retrainingProtocol: later(
      prose({
        label: say('재학습', 'Retraining'),
        help: say(
          '무엇이 재학습을 시작하게 하고 무엇은 바꾸지 않는지.',
          'What triggers it, and what stays as it is.',
        ),
      }),
    ),
    evaluationProtocol: later(
      prose({
        label: say('성능 평가', 'Performance evaluation'),
        help: say(
          '시험 설계, 통계 방법, 실패했을 때의 처리.',
          'Design, statistics, and what happens on failure.',
        ),
      }),
    ),
    updateProtocol: later(
      prose({
        label: say('업데이트 절차', 'Update procedure'),
        help: say(
          '배포 순서, 되돌리기, 사용자 고지, 표시 갱신, 배포 뒤 감시.',
          'Roll-out, roll-back, notice to users, labelling, monitoring afterwards.',
        ),
      }),
    ),
    testData: later(
      choice({
        label: say('시험 데이터의 재사용', 'Reuse of test data'),
        help: say(
          '같은 시험 데이터를 되풀이해 쓰면 오류 한도가 지켜지지 않습니다.',
          'Judged again and again on the same data, the error budget does not hold.',
        ),
        choices: {
          fresh: say('갱신마다 새 데이터', 'New data for each update'),
          shared: say('재사용(계획에 근거를 적음)', 'Reused, with reasons in the protocol'),
        },
      }),
    ),
    criteria: later(
      rows({
        label: say('허용기준(비열등성)', 'Acceptance criteria (non-inferiority)'),
        help: say(
          '지표마다 최초 허가 버전과 직전 버전에 대해 허용하는 저하. 구간의 하한이 이보다 나빠서는 안 됩니다.',
          'For each metric the loss allowed against the version first cleared and the one before; the lower bound must stay above it.',
        ),
        columns: criterion,
        max: 60,
      }),
    ),
    alpha: later(
      decimal({
        label: say('전체 오류 한도(단측)', 'Error budget (one-sided)'),
        help: say(
          '계획 기간의 모든 갱신을 통틀어, 나빠진 모델을 잘못 받아들일 확률의 한도. 예: 0.025',
          'The chance, over all updates of the plan together, of accepting a model that is worse. E.g. 0.025',
        ),
      }),
    ),
    plannedUpdates: later(whole({ label: say('계획한 갱신 횟수', 'Planned updates'), min: 1, max: 100 })),
    spending: later(
      choice({
        label: say('오류 한도의 배분', 'How the budget is spent'),
        choices: {
          equal: say('갱신마다 똑같이', 'Equally'),
          halving: say('갱신마다 절반씩 줄여서', 'Halved with each update'),
        },
      }),
    ),
    impacts: later(
      rows({ label: say('변경별 영향평가', 'Impact of each modification'), columns: impact, max: 40 }),
    ),
    combinedImpact: later(
      prose({
        label: say('종합 영향', 'Impact of all together'),
        help: say('여러 변경이 겹칠 때의 이득과 위험.', 'Benefit and risk where several come together.'),
      }),
    ),
    impactAssessments: optional(
      refs('impact-assessment', {
        label: say('AI 영향평가', 'Impact assessments'),
        reverse: say('변경관리 계획서', 'Change plans'),
      }),
    ),
    hazards: optional(
      refs('hazard', {
        label: say('검토한 위험', 'Hazards'),
        reverse: say('변경관리 계획서', 'Change plans'),
      }),
    ),
    documents: optional(
      refs('document', {
        label: say('제출 문서', 'Documents filed'),
        reverse: say('변경관리 계획서', 'Change plans'),
      }),
    ),
    authorisations: optional(
      rows({
        label: say('허가·인증', 'Authorisations'),
        help: say(
          '계획서가 함께 허가·인증된 번호와 날짜. 시장마다 한 행.',
          'Number and date under which the plan was authorised; one row for each market.',
        ),
        columns: authorisation,
        max: 20,
      }),
    ),
    authorisationFiles: optional(files({ label: say('허가증·회신', 'Certificates and letters') })),
  },
})
