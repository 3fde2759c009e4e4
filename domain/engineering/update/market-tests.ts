import { say, type Words } from '../../words.ts'
import type { ChangeFact, UpdateFacts } from './facts.ts'
import { noChange, writeChange } from './plan-tests.ts'
import { answered, type UpdateTest } from './test.ts'

/**
 * The five things that make a change major in Korea, put one by one: Enforcement Rule of the Digital Medical Products
 * Act Art. 23(2). The answers are those of the change record; nothing is guessed from the model.
 */
export const koreanQuestions = [
  {
    id: 'K1',
    aspects: ['intended-use', 'core-performance'],
    question: say(
      '사용목적 또는 핵심 성능이 바뀌는가',
      'Does the intended use or the core performance change?',
    ),
  },
  {
    id: 'K2',
    aspects: ['analysis'],
    question: say('분석 대상 또는 분석 방법이 바뀌는가', 'Does what is analysed, or how, change?'),
  },
  {
    id: 'K3',
    aspects: ['platform'],
    question: say(
      '개발언어 또는 운영환경이 바뀌는가',
      'Does the development language or the runtime environment change?',
    ),
  },
  {
    id: 'K4',
    aspects: ['communication'],
    question: say(
      '법 제14조의 보호조치에 영향을 주는 통신기능이 바뀌는가',
      'Does a communication function change that touches the protection of Act Art. 14?',
    ),
  },
  {
    id: 'K5',
    aspects: [],
    question: say(
      '총괄평가(IEC 62366-1)가 필요한 사용방법의 변경인가',
      'Does the way of use change so that a summative evaluation (IEC 62366-1) is needed?',
    ),
  },
] as const

const rule23 = say(
  '디지털의료제품법 시행규칙 제23조제2항',
  'Enforcement Rule of the Digital Medical Products Act Art. 23(2)',
)

export function koreanTests(facts: UpdateFacts): UpdateTest[] {
  const { change } = facts
  const worse = provenWorse(facts)
  return koreanQuestions.map(({ id, aspects, question }) => {
    const asked = { id, part: 'korea', question, citation: rule23, wanted: 'no' } as const
    const said = id === 'K5' ? summative(change) : touched(change, aspects)
    if (change === null || said === null) {
      return answered(asked, {
        answer: 'unknown',
        because: id === 'K5' && change ? noUsability : noChange,
        missing: id === 'K5' && change ? writeUsability : writeChange,
        evidence: change ? [change] : [],
      })
    }
    if (id === 'K1' && !said && worse) {
      return answered(asked, {
        answer: 'unknown',
        because: say(
          `${change.number}은(는) 핵심 성능이 그대로라고 하지만 ${worse.number}에서 성능 저하가 입증되었습니다.`,
          `${change.number} says the core performance stays, but ${worse.number} proves it worse.`,
        ),
        missing: say(
          '핵심 성능의 변경 여부를 변경 기록에서 다시 판단하십시오.',
          'Judge anew in the change record whether the core performance changes.',
        ),
        evidence: [change, worse],
      })
    }
    return answered(asked, {
      answer: said ? 'yes' : 'no',
      because: said
        ? say(`${change.number}: 바뀐다고 적혀 있습니다.`, `${change.number} says so.`)
        : say(`${change.number}: 해당 없음으로 적혀 있습니다.`, `${change.number} says it does not.`),
      evidence: [change],
    })
  })
}

/** An evaluation whose whole interval lies below zero: a record may not call that unchanged. */
function provenWorse({ comparisons }: UpdateFacts) {
  return comparisons.find(({ high }) => high < 0)?.evaluation
}

function touched(change: ChangeFact | null, aspects: readonly string[]): boolean | null {
  return change?.aspects ? aspects.some((aspect) => change.aspects?.includes(aspect)) : null
}

function summative(change: ChangeFact | null): boolean | null {
  return change?.needsSummative ?? null
}

const noUsability = say(
  '총괄평가 필요 여부가 적혀 있지 않습니다.',
  'Whether a summative evaluation is needed is not said.',
)
const writeUsability = say(
  '변경 기록의 “총괄평가(IEC 62366-1) 필요”를 고르십시오.',
  'Choose “Summative evaluation (IEC 62366-1) needed” in the change record.',
)

/**
 * US: a change consistent with an authorised PCCP needs no submission (FD&C Act 515C); any other is judged by 21 CFR
 * 807.81(a)(3), and whether it could significantly affect safety or effectiveness is for people to say.
 */
export function usTests({ change }: UpdateFacts): UpdateTest[] {
  const asked = {
    id: 'U1',
    part: 'us',
    question: say(
      '안전성·유효성에 유의한 영향을 줄 수 있거나 사용목적이 크게 바뀌는가(계획 밖일 때)',
      'Outside the plan: could it significantly affect safety or effectiveness, or is it a major change in intended use?',
    ),
    citation: say('21 CFR 807.81(a)(3), FD&C Act 515C', '21 CFR 807.81(a)(3), FD&C Act 515C'),
    wanted: 'no',
  } as const
  return [
    judgedByPeople(asked, change, {
      field: change?.usDecision ?? null,
      yes: ['submission'],
      no: ['letter-to-file'],
      label: say('미국 판단', 'Decision for the US'),
    }),
  ]
}

/**
 * EU: changes pre-determined at the initial conformity assessment are no substantial modification (AI Act Art. 43(4));
 * any other is judged under MDR Annex IX 2.4 and 4.10 and AI Act Art. 3(23).
 */
export function euTests({ change }: UpdateFacts): UpdateTest[] {
  const asked = {
    id: 'E1',
    part: 'eu',
    question: say(
      '중대한 변경 또는 실질적 변경인가(계획 밖일 때)',
      'Outside the plan: is it a significant change or a substantial modification?',
    ),
    citation: say(
      'MDR 부속서 IX 2.4·4.10, EU AI법 제3조제23호·제43조제4항',
      'MDR Annex IX 2.4 and 4.10, AI Act Arts. 3(23) and 43(4)',
    ),
    wanted: 'no',
  } as const
  return [
    judgedByPeople(asked, change, {
      field: change?.euDecision ?? null,
      yes: ['significant', 'substantial'],
      no: ['not-significant'],
      label: say('EU 판단', 'Decision for the EU'),
    }),
  ]
}

type Judged = {
  readonly field: string | null
  readonly yes: readonly string[]
  readonly no: readonly string[]
  readonly label: Words
}

function judgedByPeople(
  asked: Parameters<typeof answered>[0],
  change: ChangeFact | null,
  { field, yes, no, label }: Judged,
): UpdateTest {
  // “Within the plan” is what is being decided here: as an answer it says nothing.
  if (change === null || field === null || ![...yes, ...no].includes(field)) {
    return answered(asked, {
      answer: 'unknown',
      because: say('변경 기록에 판단이 적혀 있지 않습니다.', 'The change record does not say.'),
      missing: say(`변경 기록의 “${label.ko}”을 고르십시오.`, `Choose “${label.en}” in the change record.`),
      evidence: change ? [change] : [],
    })
  }
  const isYes = yes.includes(field)
  return answered(asked, {
    answer: isYes ? 'yes' : 'no',
    because: say(`${change.number}의 ${label.ko}에 따름.`, `By “${label.en}” of ${change.number}.`),
    evidence: [change],
  })
}
