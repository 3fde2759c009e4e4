import { say, type Words } from '../../words.ts'
import { comparisonTests } from './comparison-tests.ts'
import type { UpdateFacts } from './facts.ts'
import { answered, type UpdateTest } from './test.ts'

const pccp = say('FD&C Act 515C, FDA PCCP 지침(2025-08)', 'FD&C Act 515C, FDA PCCP guidance (Aug 2025)')
const both = (section: Words) =>
  say(`시행규칙 제23조제2항 단서; ${section.ko}`, `Rule Art. 23(2), proviso; ${section.en}`)

/**
 * Whether the update keeps to the authorised plan: authorised, only what it allows, within the intended use, judged as
 * it says on data it allows, within its error budget, against the version first cleared and the one before.
 */
export function planTests(facts: UpdateFacts): UpdateTest[] {
  return [
    authorised(facts),
    listedOnly(facts),
    impactsAssessed(facts),
    withinIntendedUse(facts),
    evaluated(facts),
    freshData(facts),
    ...comparisonTests(facts),
    impactCurrent(facts),
  ]
}

function authorised({ plan, model }: UpdateFacts): UpdateTest {
  const asked = {
    id: 'P1',
    part: 'plan',
    question: say('허가(인증)된 변경관리 계획서가 시행 중인가', 'Is an authorised change plan in force?'),
    citation: both(
      say('시행규칙 제7조제2항·제9조제2항, FD&C Act 515C', 'Rule Arts. 7(2) and 9(2), FD&C Act 515C'),
    ),
    wanted: 'yes',
  } as const
  if (plan === null) {
    return answered(asked, {
      answer: 'no',
      because: say(
        `${model.number}에 적용할 변경관리 계획서가 연결되어 있지 않습니다.`,
        `${model.number} names no change plan.`,
      ),
    })
  }
  const named = plan.authorisations.map(({ by, number, on }) => `${by} ${number} (${on})`).join(', ')
  if (plan.hasEnded) {
    return answered(asked, {
      answer: 'no',
      because: say(`${plan.number}: 종료된 계획입니다.`, `${plan.number}: the plan has ended.`),
      evidence: [plan],
    })
  }
  if (plan.aiSystem !== model.aiSystem) {
    return answered(asked, {
      answer: 'no',
      because: say(
        `${plan.number}: 다른 AI 시스템의 계획입니다.`,
        `${plan.number}: a plan of another AI system.`,
      ),
      evidence: [plan],
    })
  }
  return answered(asked, {
    answer: plan.isAuthorised ? 'yes' : 'no',
    because: plan.isAuthorised
      ? say(`${plan.number}: ${named}`, `${plan.number}: ${named}`)
      : say(`${plan.number}: 아직 허가가 확인되지 않았습니다.`, `${plan.number}: not authorised yet.`),
    evidence: [plan],
  })
}

function listedOnly({ plan, model }: UpdateFacts): UpdateTest {
  const asked = {
    id: 'P2',
    part: 'plan',
    question: say('바뀐 사항이 모두 계획이 허용한 변경인가', 'Is every change one the plan allows?'),
    citation: both(say('PCCP-1(변경사항의 기술)', 'PCCP-1 (description of modifications)')),
    wanted: 'yes',
  } as const
  if (plan === null) return notAsked(asked)
  if (model.modifications.length === 0) {
    return answered(asked, {
      answer: 'unknown',
      because: say(
        `${model.number}에 이전 버전에서 바뀐 사항이 적혀 있지 않습니다.`,
        `${model.number} does not say what changed since the version before.`,
      ),
      evidence: [model, plan],
      missing: say(
        '모델 버전의 “이전 버전에서 바뀐 사항”을 계획의 항목 번호로 적으십시오.',
        'Fill in “Changed since the version before” of the model version, by item of the plan.',
      ),
    })
  }
  const allowed = new Set(plan.modifications.map(({ code }) => code))
  const outside = model.modifications.filter(({ code }) => !allowed.has(code))
  const codes = model.modifications.map(({ code }) => code).join(', ')
  const named = outside.map(({ code, what }) => `${code} (${what})`).join(', ')
  return answered(asked, {
    answer: outside.length === 0 ? 'yes' : 'no',
    because:
      outside.length === 0
        ? say(`바뀐 사항: ${codes}`, `Changed: ${codes}`)
        : say(`계획에 없는 변경: ${named}`, `Not in the plan: ${named}`),
    evidence: [model, plan],
  })
}

function impactsAssessed({ plan, model }: UpdateFacts): UpdateTest {
  const asked = {
    id: 'P3',
    part: 'plan',
    question: say(
      '바꾼 항목마다 영향(편향 포함)을 계획에서 평가했는가',
      'Does the plan assess the impact of each change made, bias included?',
    ),
    citation: say('FDA PCCP 지침(2025-08) 영향평가', 'FDA PCCP guidance (Aug 2025), impact assessment'),
    wanted: 'yes',
  } as const
  if (plan === null) return notAsked(asked)
  const without = model.modifications.filter(({ code }) => !plan.assessed.includes(code))
  const codes = without.map(({ code }) => code).join(', ')
  return answered(asked, {
    answer: without.length === 0 ? 'yes' : 'no',
    because:
      without.length === 0
        ? say('바꾼 항목의 영향이 계획에 모두 있습니다.', 'The plan assesses every change made.')
        : say(`계획에 영향평가가 없는 항목: ${codes}`, `No impact assessed in the plan for: ${codes}`),
    evidence: [plan],
  })
}

/** Tells without deciding: a stale assessment has to be made anew, and takes no update out of its plan. */
function impactCurrent({ impact }: UpdateFacts): UpdateTest {
  const asked = {
    id: 'P9',
    part: 'plan',
    question: say(
      'AI 영향평가가 이 버전까지 반영해 최신인가(판단에는 쓰지 않음)',
      'Is the AI impact assessment current with this version? (not part of the decision)',
    ),
    citation: say('ISO/IEC 42001 8.4, 인공지능기본법 제35조', 'ISO/IEC 42001 8.4, AI Basic Act Art. 35'),
    wanted: null,
  } as const
  if (impact === null || !impact.isApproved) {
    const because = say('승인된 AI 영향평가가 없습니다.', 'There is no approved impact assessment.')
    return answered(asked, { answer: 'no', because, evidence: impact ? [impact] : [] })
  }
  return answered(asked, {
    answer: impact.isStale ? 'no' : 'yes',
    because: impact.isStale
      ? say(
          `${impact.number}: 승인 뒤 사실이 바뀌어 다시 평가해야 합니다.`,
          `${impact.number}: facts changed after its approval; it has to be made anew.`,
        )
      : say(`${impact.number}: 최신입니다.`, `${impact.number}: current.`),
    evidence: [impact],
  })
}

function withinIntendedUse({ plan, change }: UpdateFacts): UpdateTest {
  const asked = {
    id: 'P4',
    part: 'plan',
    question: say('허가받은 사용목적 안에 머무는가', 'Does it stay within the cleared intended use?'),
    citation: both(pccp),
    wanted: 'yes',
  } as const
  if (plan === null) return notAsked(asked)
  if (change?.aspects === null || change === null) {
    return answered(asked, {
      answer: 'unknown',
      because: noChange,
      missing: writeChange,
      evidence: change ? [change] : [],
    })
  }
  const touches = change.aspects.includes('intended-use')
  return answered(asked, {
    answer: touches ? 'no' : 'yes',
    because: touches
      ? say(`${change.number}: 사용목적이 바뀝니다.`, `${change.number}: the intended use changes.`)
      : say(
          `${change.number}: 사용목적은 바뀌지 않습니다.`,
          `${change.number}: the intended use does not change.`,
        ),
    evidence: [change],
  })
}

function evaluated({ plan, evaluations, model }: UpdateFacts): UpdateTest {
  const asked = {
    id: 'P5',
    part: 'plan',
    question: say(
      '기준을 먼저 서명하고 평가했으며 결과가 승인되었는가',
      'Was it evaluated by criteria signed beforehand, and the result approved?',
    ),
    citation: say(
      'FDA PCCP 지침 변경 프로토콜, ISO/IEC 42001 A.6.2.4, ISO 13485 7.3.7',
      'FDA PCCP guidance (modification protocol), ISO/IEC 42001 A.6.2.4, ISO 13485 7.3.7',
    ),
    wanted: 'yes',
  } as const
  if (plan === null) return notAsked(asked)
  if (evaluations.length === 0) {
    return answered(asked, {
      answer: 'unknown',
      because: say(
        `${model.number}: 갱신 비교 평가의 결과가 없습니다.`,
        `${model.number}: no comparison of the update has a result.`,
      ),
      missing: say(
        '비교 평가(과업: 두 모델의 짝비교)를 계획해 서명하고 결과를 올리십시오.',
        'Plan a paired comparison, sign the plan and upload the results.',
      ),
    })
  }
  const open = evaluations.filter(({ isApproved }) => !isApproved).map(({ number }) => number)
  return answered(asked, {
    answer: open.length === 0 ? 'yes' : 'unknown',
    because:
      open.length === 0
        ? say('모든 비교 평가의 결과가 승인되었습니다.', 'Every comparison is approved.')
        : say(`승인 전: ${open.join(', ')}`, `Not approved yet: ${open.join(', ')}`),
    evidence: evaluations,
    missing:
      open.length === 0
        ? null
        : say(`평가 결과를 승인하십시오: ${open.join(', ')}`, `Approve the results: ${open.join(', ')}`),
  })
}

function freshData({ plan, reusedDatasets }: UpdateFacts): UpdateTest {
  const asked = {
    id: 'P6',
    part: 'plan',
    question: say('계획이 허용한 시험 데이터로 평가했는가', 'Was it judged on test data the plan allows?'),
    citation: say('FDA PCCP 지침 데이터 관리, GMLP 4·5', 'FDA PCCP guidance (data management), GMLP 4 and 5'),
    wanted: 'yes',
  } as const
  if (plan === null) return notAsked(asked)
  if (plan.testData === null) {
    return answered(asked, {
      answer: 'unknown',
      because: say(
        '계획에 시험 데이터 재사용 규칙이 없습니다.',
        'The plan does not say whether test data may be reused.',
      ),
      evidence: [plan],
      missing: say('계획에 시험 데이터의 재사용을 정하십시오.', 'Set the reuse of test data in the plan.'),
    })
  }
  const numbers = reusedDatasets.map(({ number }) => number).join(', ')
  if (reusedDatasets.length === 0) {
    return answered(asked, {
      answer: 'yes',
      because: say('앞선 갱신에 쓰지 않은 데이터입니다.', 'No earlier update was judged on these data.'),
      evidence: [plan],
    })
  }
  return answered(asked, {
    answer: plan.testData === 'shared' ? 'yes' : 'no',
    because:
      plan.testData === 'shared'
        ? say(`계획이 재사용을 허용합니다: ${numbers}`, `Reused as the plan allows: ${numbers}`)
        : say(
            `앞선 갱신의 시험에 이미 쓴 데이터입니다: ${numbers}`,
            `Used to judge an earlier update: ${numbers}`,
          ),
    evidence: [plan, ...reusedDatasets],
  })
}

export const noChange = say(
  '이 모델의 변경 기록에 바뀌는 사항이 적혀 있지 않습니다.',
  'No change record of this model says what is touched.',
)
export const writeChange = say(
  '모델을 연결한 변경 기록을 만들고 “바뀌는 사항”을 고르십시오.',
  'Open a change record for the model and choose what is touched.',
)

type Asked = Parameters<typeof answered>[0]

export function notAsked(asked: Asked): UpdateTest {
  return answered(asked, {
    answer: 'not-asked',
    because: say('계획이 없어 묻지 않습니다.', 'There is no plan to ask of.'),
  })
}
