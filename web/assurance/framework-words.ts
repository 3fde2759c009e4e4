import { say, type Words } from '@maek/domain/words.ts'

const statuses: Readonly<Record<string, Words>> = {
  law: say('법령', 'Law'),
  notice: say('고시', 'Notice'),
  standard: say('표준', 'Standard'),
  guidance: say('지침', 'Guidance'),
  framework: say('프레임워크', 'Framework'),
}

/** In the order the house's readers meet them. */
export const jurisdictions: Readonly<Record<string, Words>> = {
  KR: say('대한민국', 'Korea'),
  INT: say('국제', 'International'),
  EU: say('유럽연합', 'European Union'),
  US: say('미국', 'United States'),
}

export function statusWords(status: string): Words {
  return statuses[status] ?? say(status, status)
}

export function jurisdictionWords(name: string): Words {
  return jurisdictions[name] ?? say(name, name)
}

const confidences = {
  H: say('높음: 공개 원문으로 확인', 'High: seen in a public source'),
  M: say('보통: 믿을 만한 출처 하나', 'Medium: one good source'),
  L: say('낮음: 근거가 얕아 확인이 필요', 'Low: thin, to be checked'),
} as const satisfies Record<string, Words>

export function confidenceWords(mark: keyof typeof confidences): Words {
  return confidences[mark]
}

const relations: Readonly<Record<string, Words>> = {
  equal: say('같음', 'Equal'),
  'subset-of': say('상대에 포함됨', 'Subset of it'),
  'superset-of': say('상대를 포함함', 'Superset of it'),
  'intersects-with': say('일부 겹침', 'Overlaps'),
  'no-relationship': say('관계 없음', 'No relationship'),
}

/** NIST IR 8477 set relations. */
export function relationWords(relation: string): Words {
  return relations[relation] ?? say(relation, relation)
}

/** The number people call a standard by, `ISO 13485`; null for laws, which go by their title. */
export function standardNumber(framework: string): string | null {
  return /^(iso|iec)-\d/.test(framework) ? framework.toUpperCase().replace('-', ' ') : null
}
