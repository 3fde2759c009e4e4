import { say, type Words } from '../words.ts'
import type { DiffComponent } from './diff-component.ts'
import { parsePurl } from './purl.ts'
import { compareVersions, versionSchemeOf } from './version-order.ts'

/** What a change is, the gravest first. */
export const changeClasses = [
  'hash-change',
  'downgrade',
  'new-supplier',
  'new-component',
  'licence-change',
  'upgrade-major',
  'version-change',
  'removed',
  'upgrade-minor',
  'upgrade-patch',
  'moved-dependency',
  'details',
] as const
export type ChangeClass = (typeof changeClasses)[number]

/** What it means for the release: look at integrity at once; judge before release; note; nothing changed. */
export const impacts = ['critical', 'significant', 'minor', 'none'] as const
export type Impact = (typeof impacts)[number]

export const changeWords: Readonly<Record<ChangeClass, Words>> = {
  'hash-change': say('같은 버전, 다른 해시', 'Same version, other hash'),
  downgrade: say('버전 내려감', 'Downgrade'),
  'new-supplier': say('공급자 변경', 'New supplier'),
  'new-component': say('추가', 'New component'),
  'licence-change': say('라이선스 변경', 'Licence change'),
  'upgrade-major': say('주 버전 올라감', 'Major upgrade'),
  'version-change': say('버전 변경(비교 불가)', 'Version change, no order'),
  removed: say('삭제', 'Removed'),
  'upgrade-minor': say('부 버전 올라감', 'Minor upgrade'),
  'upgrade-patch': say('수정 버전 올라감', 'Patch upgrade'),
  'moved-dependency': say('의존 위치 변경', 'Moved dependency'),
  details: say('기재 사항 변경', 'Stated otherwise'),
}

/** Why the class weighs what it does: shown beside it. */
export const changeReasons: Readonly<Record<ChangeClass, Words>> = {
  'hash-change': say(
    '버전이 같은데 내용이 다릅니다. 변조되었거나 다시 만든 것입니다. 무결성을 확인하십시오(보안지침 제16조의 사전 정의와 불일치).',
    'The version is the same and the content is not: tampered with or rebuilt. Check integrity; it is not what was predefined (MFDS notice Art. 16).',
  ),
  downgrade: say('고친 취약점이 되살아날 수 있습니다.', 'Vulnerabilities that were fixed may be back.'),
  'new-supplier': say(
    '공급자가 바뀌면 공급망 위험을 다시 봅니다(IEC 81001-5-1 5.3).',
    'Another supplier is another supply-chain risk to judge (IEC 81001-5-1, 5.3).',
  ),
  'new-component': say(
    '사전에 정의되지 않은 구성요소입니다. SOUP 위험을 평가합니다(IEC 62304 7.1.2).',
    'Not among the predefined components: its risk as SOUP is to be judged (IEC 62304, 7.1.2).',
  ),
  'licence-change': say('지켜야 할 라이선스 의무가 달라집니다.', 'Other licence obligations apply.'),
  'upgrade-major': say(
    '호환되지 않는 변경일 수 있어 영향을 분석합니다(IEC 62304 6.2.3).',
    'May be incompatible: analyse the impact (IEC 62304, 6.2.3).',
  ),
  'version-change': say(
    '두 버전의 앞뒤를 알 수 없어 사람이 확인해야 합니다.',
    'Which of the two is later cannot be told; a person must look.',
  ),
  removed: say(
    '이 구성요소에 맡긴 위험통제가 있었는지 확인합니다.',
    'Check whether a risk control rested on it.',
  ),
  'upgrade-minor': say(
    '호환되는 변경입니다. 회귀시험으로 확인합니다.',
    'Compatible by its number; regression tests show it.',
  ),
  'upgrade-patch': say('수정 버전입니다.', 'A version of fixes.'),
  'moved-dependency': say('다른 구성요소를 거쳐 들어옵니다.', 'It comes in by way of other components.'),
  details: say('같은 구성요소를 다르게 적었습니다.', 'The same component, described otherwise.'),
}

export const impactWords: Readonly<Record<Impact, Words>> = {
  critical: say('무결성 확인 필요', 'Check integrity'),
  significant: say('검토 필요', 'Needs judgement'),
  minor: say('경미', 'Minor'),
  none: say('변경 없음', 'No change'),
}

/** How grave a class is by itself. */
export function impactOfClass(one: ChangeClass): Impact {
  switch (one) {
    case 'hash-change':
      return 'critical'
    case 'downgrade':
    case 'new-supplier':
    case 'new-component':
    case 'licence-change':
    case 'upgrade-major':
    case 'version-change':
      return 'significant'
    case 'removed':
    case 'upgrade-minor':
    case 'upgrade-patch':
    case 'moved-dependency':
    case 'details':
      return 'minor'
    default:
      return one satisfies never
  }
}

/** The gravest of some; `none` of none. */
export function worstImpact(all: Iterable<Impact>): Impact {
  let worst = impacts.length - 1
  for (const one of all) worst = Math.min(worst, impacts.indexOf(one))
  return impacts[worst] ?? 'none'
}

/** The classes of one pair, the gravest first; none where both sides say the same. */
export function classesOf(before: DiffComponent | null, after: DiffComponent | null): ChangeClass[] {
  if (!before) return after ? ['new-component'] : []
  if (!after) return ['removed']
  const found = new Set<ChangeClass>()
  if (before.version !== after.version) found.add(versionChange(before, after))
  else if (hasOtherHash(before, after)) found.add('hash-change')
  if (!sameTexts(before.licences, after.licences)) found.add('licence-change')
  if (before.supplier !== after.supplier)
    found.add(before.supplier === undefined || after.supplier === undefined ? 'details' : 'new-supplier')
  if (before.parents && after.parents) {
    if (!sameTexts(before.parents, after.parents)) found.add('moved-dependency')
  } else if (before.parents !== after.parents) found.add('details')
  const isNamed = before.purl !== undefined || (before.name === after.name && before.type === after.type)
  const isWritten = isNamed && before.purl === after.purl
  if (found.size === 0 && !(isWritten && sameTexts(hashTexts(before), hashTexts(after)))) found.add('details')
  return changeClasses.filter((one) => found.has(one))
}

/** By the order of the ecosystem the purl names; without a purl by the fallback, which reads numbers. */
export function compareInOrder(left: DiffComponent, right: DiffComponent): number {
  if (left.version === right.version) return 0
  if (left.version === undefined) return -1
  if (right.version === undefined) return 1
  return compareVersions(schemeOf(left), left.version, right.version).order
}

function schemeOf(component: DiffComponent) {
  const parsed = component.purl === undefined ? undefined : parsePurl(component.purl)
  return versionSchemeOf(parsed?.ok ? parsed.value.type : '')
}

function versionChange(before: DiffComponent, after: DiffComponent): ChangeClass {
  if (before.version === undefined || after.version === undefined) return 'version-change'
  const order = compareInOrder(before, after)
  if (order === 0) return 'version-change' // Equal in order and written otherwise, or not to be ordered.
  if (order > 0) return 'downgrade'
  const [was, is] = [numbersOf(before.version), numbersOf(after.version)]
  if (was.epoch !== is.epoch || was.numbers[0] !== is.numbers[0]) return 'upgrade-major'
  // Semantic versioning 2.0, item 4: below 1.0.0 anything may change at any time.
  if ((was.numbers[1] ?? 0) !== (is.numbers[1] ?? 0))
    return was.numbers[0] === 0 && schemeOf(after) === 'semver' ? 'upgrade-major' : 'upgrade-minor'
  return 'upgrade-patch'
}

/** Leading numbers of a version; an epoch (`2:1.0`, `1!2.0`) apart. Only the first 100 characters are looked at. */
function numbersOf(version: string): { readonly epoch: string; readonly numbers: readonly number[] } {
  const [, epoch = '', rest = ''] = /^(?:(\d+)[:!])?(.*)$/s.exec(version.slice(0, 100)) ?? []
  const [upstream = ''] = rest.replace(/^v/i, '').split(/[-+~]/, 1)
  return { epoch, numbers: (upstream.match(/\d+/g) ?? []).slice(0, 3).map(Number) }
}

/** An algorithm both name and agree on in no value: other content under the same version. */
function hasOtherHash(before: DiffComponent, after: DiffComponent): boolean {
  const was = new Map<string, Set<string>>()
  for (const { algorithm, value } of before.hashes)
    was.set(algorithm, (was.get(algorithm) ?? new Set()).add(value))
  const is = new Map<string, boolean>()
  for (const { algorithm, value } of after.hashes) {
    const known = was.get(algorithm)
    if (known) is.set(algorithm, (is.get(algorithm) ?? false) || known.has(value))
  }
  return [...is.values()].some((agrees) => !agrees)
}

function hashTexts(component: DiffComponent): string[] {
  return component.hashes.map(({ algorithm, value }) => `${algorithm}:${value}`)
}

function sameTexts(left: readonly string[], right: readonly string[]): boolean {
  const [one, other] = [new Set(left), new Set(right)]
  return one.size === other.size && [...one].every((text) => other.has(text))
}
