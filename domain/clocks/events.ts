import { say, type Words } from '../words.ts'

/**
 * What may happen to a device or a service, as the triggers of the laws name it. A duty of the catalogue lists
 * the events that start it; an incident lists the events it consists of. The two lists are all the mapping.
 */
export const events = {
  death: { title: say('사망', 'Death') },
  threatToLife: { title: say('생명의 위협', 'Threat to life') },
  seriousHarm: {
    title: say(
      '입원·입원기간 연장, 회복 불가능하거나 심각한 장애, 선천적 이상',
      'Hospitalisation or longer stay, irreversible or serious disability, congenital anomaly',
    ),
  },
  unanticipatedDeterioration: {
    title: say('예기치 못한 중대한 건강 악화', 'Unanticipated serious deterioration in health'),
  },
  publicHealthThreat: { title: say('심각한 공중보건 위협', 'Serious public health threat') },
  malfunction: {
    title: say(
      '재발하면 사망·중대한 손상을 일으킬 수 있는 오작동',
      'Malfunction that could cause death or serious injury if it recurred',
    ),
  },
  otherSafetyInformation: {
    title: say('경미한 이상사례 등 그 밖의 안전성정보', 'Minor event or other safety information'),
  },
  significantTrend: {
    title: say('통계적으로 유의한 사고 증가 추세', 'Statistically significant rise of incidents'),
  },
  remedialActionNeeded: {
    title: say(
      '중대한 위해를 막기 위한 시정조치의 필요(FDA 서면 요청 포함)',
      'Remedial action needed against substantial harm, or written FDA request',
    ),
  },
  electronicInfringement: {
    title: say(
      '디지털의료기기에 대한 전자적 침해행위',
      'Electronic infringement of a digital medical device',
    ),
  },
  networkIntrusion: {
    title: say('정보통신서비스의 침해사고', 'Intrusion at an information-and-communications service'),
  },
  vulnerabilityFound: { title: say('취약점 발견', 'Vulnerability found') },
  exploitedVulnerability: {
    title: say('실제로 악용되는 취약점', 'Actively exploited vulnerability'),
    implies: ['vulnerabilityFound'],
  },
  uncontrolledVulnerability: {
    title: say('통제되지 않은 위험을 일으키는 취약점', 'Vulnerability that poses an uncontrolled risk'),
    implies: ['vulnerabilityFound'],
  },
  securityPatchMade: { title: say('보안 취약점 보완 프로그램 제작', 'Security patch made') },
  personalDataLeak: { title: say('개인정보 유출', 'Leak of personal data') },
  possiblePersonalDataLeak: {
    title: say('개인정보 유출 가능성', 'Possible leak of personal data'),
  },
  leakOfThousandPersons: {
    title: say('1천명 이상의 개인정보 유출', 'Leak of the data of 1,000 or more persons'),
    implies: ['personalDataLeak'],
  },
  leakOfSensitiveData: {
    title: say(
      '민감정보(건강정보 포함)·고유식별정보의 유출',
      'Leak of sensitive data (health data included) or unique identifiers',
    ),
    implies: ['personalDataLeak'],
  },
  leakByUnlawfulAccess: {
    title: say('외부의 불법 접근에 의한 유출', 'Leak by unlawful access from outside'),
    implies: ['personalDataLeak'],
  },
  highRiskLeak: {
    title: say('정보주체에게 높은 위험이 예상되는 침해', 'Breach likely to be a high risk to persons'),
    implies: ['personalDataLeak'],
  },
  medicalRecordIncident: {
    title: say('전자의무기록에 대한 진료정보 침해사고', 'Medical-record incident'),
  },
  fieldCorrectiveAction: {
    title: say('회수·현장안전시정조치', 'Recall or field corrective action'),
  },
  recallType1: { title: say('1종 회수', 'Type 1 recall'), implies: ['fieldCorrectiveAction'] },
  recallType2: { title: say('2종 회수', 'Type 2 recall'), implies: ['fieldCorrectiveAction'] },
  recallType3: { title: say('3종 회수', 'Type 3 recall'), implies: ['fieldCorrectiveAction'] },
  recallOrdered: {
    title: say('회수·교환·폐기·판매중지 명령', 'Order to recall, exchange, dispose or stop sale'),
  },
  fundamentalRightsInfringement: {
    title: say('기본권 보호 의무의 침해', 'Infringement of fundamental-rights obligations'),
  },
  widespreadInfringement: {
    title: say(
      '광범위한 침해 또는 중요 기반시설의 중대한 장애',
      'Widespread infringement or serious disruption of critical infrastructure',
    ),
  },
  aiNonconformity: {
    title: say('AI 시스템의 부적합(의심 포함)', 'Nonconformity of the AI system, known or suspected'),
  },
} as const satisfies Record<string, { title: Words; implies?: readonly string[] }>

export type EventName = keyof typeof events

export const eventNames: readonly EventName[] = Object.keys(events).filter(isEventName)

export function isEventName(text: string): text is EventName {
  return Object.hasOwn(events, text)
}

/** The events an incident consists of, with those they bring along: a leak of sensitive data is a leak. */
export function withImplied(given: readonly EventName[]): readonly EventName[] {
  const all = new Set<EventName>(given)
  for (const name of given) {
    const event = events[name]
    if ('implies' in event) for (const implied of event.implies) all.add(implied)
  }
  return [...all]
}
