import { say, type Words } from '../words.ts'
import type { FindingView } from './finding-view.ts'

/** CVSS qualitative ratings; `unknown` where the advisory gives neither score nor word. */
export const severityWords: Readonly<Record<FindingView['severity'], Words>> = {
  critical: say('심각', 'Critical'),
  high: say('높음', 'High'),
  medium: say('보통', 'Medium'),
  low: say('낮음', 'Low'),
  none: say('없음', 'None'),
  unknown: say('점수 없음', 'Not scored'),
}

const hows: Readonly<Record<string, Words>> = {
  range: say('영향 범위에 드는 버전', 'Version in the affected range'),
  enumerated: say('영향받는 버전으로 명시됨', 'Version named as affected'),
  'fallback-order': say('일반 버전 순서로 비교', 'Compared by general version order'),
  'version-unknown': say('버전을 몰라 해당으로 봄', 'Version unknown: counted as affected'),
  'not-comparable': say(
    '버전을 비교할 수 없어 해당으로 봄',
    'Version cannot be compared: counted as affected',
  ),
  rule: say('대조 규칙으로 찾음', 'Found by a matching rule of ours'),
  cpe: say('CPE로 대조(신뢰도 낮음)', 'Matched by CPE (less sure)'),
  'cpe-partial': say('CPE 일부만 맞음(신뢰도 낮음)', 'CPE fits in part (less sure)'),
  'cpe-distribution': say(
    'CPE로 대조, 배포판이 고쳤을 수 있음',
    'Matched by CPE; the distribution may have fixed it',
  ),
}

/** Whether it was matched by the ecosystem's own order of versions, by name of the version, or by a rule of ours. */
export function isMatchedSurely(how: string): boolean {
  return how === 'range' || how === 'enumerated' || how === 'rule'
}

/** How a finding was matched, in words. */
export function howWords(how: string): Words {
  return hows[how] ?? say(how, how)
}
