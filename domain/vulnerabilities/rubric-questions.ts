import { say, type Words } from '../words.ts'

/*
 * The questions by which a device's CVSS v3.0 vector is found, after MITRE's “Rubric for Applying CVSS to Medical
 * Devices” (qualified by FDA as a Medical Device Development Tool in October 2020, defined for CVSS v3.0).
 *
 * From the rubric: the order of the questions for attack vector and privileges, the short-range line of about 10 feet
 * (3 m), the six kinds of data and function asked for each of confidentiality, integrity and availability, the line of
 * 500 patients, that the worst kind decides, that secrecy of a protocol does not make an attack complex, and the names
 * of the questions. Ours: the wording in both languages, that “not known” always counts as the worse answer, a wired
 * link without IP counted as adjacent, and the three questions on the security requirements. Who claims the qualified
 * tool towards FDA should compare with MITRE's own text.
 */

/** `low` and `high` are CVSS' own words for the size of a loss. */
export const rubricAnswers = {
  yes: say('예', 'Yes'),
  no: say('아니요', 'No'),
  none: say('없음', 'None'),
  low: say('작음', 'Low'),
  medium: say('보통', 'Medium'),
  high: say('큼', 'High'),
  unknown: say('모름(나쁜 쪽으로 봄)', 'Not known (worse assumed)'),
} as const satisfies Readonly<Record<string, Words>>
export type RubricAnswer = keyof typeof rubricAnswers

export type RubricMetric = 'AV' | 'AC' | 'PR' | 'UI' | 'S' | 'C' | 'I' | 'A' | 'CR' | 'IR' | 'AR'

export type RubricQuestion = {
  readonly metric: RubricMetric
  readonly text: Words
  readonly help?: Words
  readonly answers: readonly RubricAnswer[]
  /** Asked only when this earlier question, itself asked, has this answer. */
  readonly when?: { readonly question: string; readonly answers: readonly RubricAnswer[] }
}

const yesNo = ['yes', 'no', 'unknown'] as const
const loss = ['none', 'low', 'high', 'unknown'] as const
const need = ['low', 'medium', 'high'] as const

/** Kinds of data and function of a medical device; the last letter of the impact questions. */
export const rubricKinds = {
  P: say('환자 개인·건강정보', 'Patient identity and health data'),
  D: say('진단·감시 데이터와 기능', 'Diagnosis and monitoring'),
  T: say('치료 전달 데이터와 기능', 'Delivery of therapy'),
  W: say('진료 흐름 데이터와 기능', 'Clinical workflow'),
  S: say('시스템·사용자 비밀(비밀번호, 키)', 'System and user secrets (passwords, keys)'),
  O: say('그 밖의 중요한 데이터와 기능', 'Other critical data and functions'),
} as const satisfies Readonly<Record<string, Words>>

const access = {
  XAVN: {
    metric: 'AV',
    text: say(
      '통신(망, 무선, 버스)을 통해 공격할 수 있습니까?',
      'Can it be attacked over any network or link?',
    ),
    answers: yesNo,
  },
  XAVT: {
    metric: 'AV',
    text: say('그 통신이 IP·TCP·UDP(3·4계층)를 씁니까?', 'Does that link use IP, TCP or UDP (layer 3 or 4)?'),
    help: say(
      '병원 안의 분리망도 그렇습니다. 망 분리는 여기서 깎지 않습니다.',
      'So does a separated hospital network; separation is no discount here.',
    ),
    answers: yesNo,
    when: { question: 'XAVN', answers: ['yes'] },
  },
  XAVW: {
    metric: 'AV',
    text: say('무선입니까?', 'Is it wireless?'),
    answers: yesNo,
    when: { question: 'XAVT', answers: ['no'] },
  },
  XAVR: {
    metric: 'AV',
    text: say('도달 거리가 약 3 m 이내입니까?', 'Is its range about 10 feet (3 m) or less?'),
    help: say('BLE·NFC·자기 유도 등', 'Such as BLE, NFC or inductive links'),
    answers: yesNo,
    when: { question: 'XAVW', answers: ['yes'] },
  },
  XAVP: {
    metric: 'AV',
    text: say('기기를 직접 만져야 합니까?', 'Must the attacker touch the device?'),
    answers: yesNo,
    when: { question: 'XAVN', answers: ['no'] },
  },
  XACL: {
    metric: 'AC',
    text: say(
      '특별한 조건이나 다른 공격 없이 원할 때 시도할 수 있습니까?',
      'Can it be tried at will, without special circumstances or another attack first?',
    ),
    help: say(
      '공개되지 않은 프로토콜이나 숨은 키는 조건으로 치지 않습니다.',
      'A proprietary protocol or a hidden key is no special circumstance.',
    ),
    answers: yesNo,
  },
  XPRL: {
    metric: 'PR',
    text: say(
      '사용자나 역할마다 권한이 다른 로그인을 씁니까?',
      'Does it have logins of different privilege for several users or roles?',
    ),
    help: say(
      '모두가 함께 쓰는 비밀번호는 로그인이 아닙니다.',
      'One password shared by all is no such login.',
    ),
    answers: yesNo,
  },
  XPRZ: {
    metric: 'PR',
    text: say('공격 전에 권한을 얻어야 합니까?', 'Must the attacker be authorised beforehand?'),
    answers: yesNo,
    when: { question: 'XPRL', answers: ['yes'] },
  },
  XPRS: {
    metric: 'PR',
    text: say('관리자·정비자 권한이어야 합니까?', 'Must it be administrator or maintainer privilege?'),
    answers: yesNo,
    when: { question: 'XPRZ', answers: ['yes'] },
  },
  XUI: {
    metric: 'UI',
    text: say('다른 사람이 무엇인가 해야 성공합니까?', 'Does success depend on an action of another person?'),
    help: say(
      '습관처럼 눌러 넘기는 확인창은 막는 것이 아닙니다.',
      'A prompt that is clicked away by habit does not count.',
    ),
    answers: yesNo,
  },
  XS: {
    metric: 'S',
    text: say(
      '권한 체계가 다른 다른 구성요소나 기기까지 영향을 받습니까?',
      'Can it affect a component or device under another authority?',
    ),
    help: say(
      '예: 체내 기기를 다시 프로그램하는 프로그래머',
      'Such as a programmer that reprograms an implant',
    ),
    answers: yesNo,
  },
} as const satisfies Readonly<Record<string, RubricQuestion>>

const losses = {
  C: say('읽히거나 새어 나갑니까?', 'Can it be read or disclosed?'),
  I: say('바뀌거나 지워집니까?', 'Can it be changed or deleted?'),
  A: say('쓸 수 없게 됩니까?', 'Can it be made unavailable?'),
} as const

function impactQuestions(): Readonly<Record<string, RubricQuestion>> {
  const found: Record<string, RubricQuestion> = {}
  for (const metric of ['C', 'I', 'A'] as const) {
    for (const [letter, kind] of Object.entries(rubricKinds)) {
      const text = say(`${kind.ko}: ${losses[metric].ko}`, `${kind.en}: ${lowered(losses[metric].en)}`)
      // Health data that can be read are measured by how many patients they cover, not by “low” or “high”.
      const isCounted = metric === 'C' && letter === 'P'
      found[`X${metric}${letter}`] = { metric, text, answers: isCounted ? yesNo : loss }
      if (isCounted) found.XCPM = patients
    }
  }
  return found
}

const lowered = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

const patients: RubricQuestion = {
  metric: 'C',
  text: say('환자 500명 이상의 정보입니까?', 'Does it cover 500 patients or more?'),
  help: say('신고·통지가 따를 만한 규모', 'Enough to call for regulatory notices'),
  answers: yesNo,
  when: { question: 'XCP', answers: ['yes'] },
}

const needs = {
  XCR: {
    metric: 'CR',
    text: say('기밀성은 환자에게 얼마나 중요합니까?', 'How much do patients depend on confidentiality?'),
    answers: need,
  },
  XIR: {
    metric: 'IR',
    text: say(
      '값이 옳은 것은 환자 안전에 얼마나 중요합니까?',
      'How much does patient safety depend on integrity?',
    ),
    help: say(
      '틀리면 치료가 잘못되거나 늦어질 수 있으면 큼',
      'High where a wrong value could give wrong or late treatment',
    ),
    answers: need,
  },
  XAR: {
    metric: 'AR',
    text: say(
      '쓸 수 있는 것은 환자 안전에 얼마나 중요합니까?',
      'How much does patient safety depend on availability?',
    ),
    help: say('멈추면 치료가 늦어질 수 있으면 큼', 'High where a stop could delay treatment'),
    answers: need,
  },
} as const satisfies Readonly<Record<string, RubricQuestion>>

/** Every question by its name, in the order asked. */
export const rubricQuestions: Readonly<Record<string, RubricQuestion>> = {
  ...access,
  ...impactQuestions(),
  ...needs,
}
