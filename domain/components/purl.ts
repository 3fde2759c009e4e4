import { type Answer, accept, refuse } from '../refusal.ts'
import { say } from '../words.ts'
import { purlTypeRule } from './purl-types.ts'

/** A package URL in normal form (ECMA-427): parts decoded, case folded as the type says, qualifiers by key. */
export type Purl = {
  readonly type: string
  readonly namespace?: string
  readonly name: string
  readonly version?: string
  readonly qualifiers: ReadonlyMap<string, string>
  readonly subpath?: string
}

/** Parts as somebody wrote them, before any rule was applied. */
export type PurlParts = {
  readonly type: string
  readonly namespace?: string | undefined
  readonly name: string
  readonly version?: string | undefined
  readonly qualifiers?: Iterable<readonly [string, string]> | undefined
  readonly subpath?: string | undefined
}

/** Longest purl read, in UTF-16 units: real ones stay under 1,000. */
export const purlLengthMax = 4096
export const purlQualifiersMax = 64

/**
 * Reads a purl strictly and answers it in normal form; every fault of ECMA-427 is refused, none repaired.
 * Own code, because the library of the specification's authors takes 15 of 35 purls it must refuse.
 */
export function parsePurl(text: string): Answer<Purl> {
  if (text.length > purlLengthMax) return wrong('너무 깁니다', 'is too long')
  if (text.slice(0, 4).toLowerCase() !== 'pkg:')
    return wrong('pkg:로 시작해야 합니다', 'must start with pkg:')
  const [beforeSubpath, subpath] = cutAtLast(text.slice(4).replace(/^\/+/, ''), '#')
  const [beforeQualifiers, query] = cutAtLast(beforeSubpath, '?')
  const slash = beforeQualifiers.indexOf('/')
  if (slash < 0)
    return wrong('유형과 이름이 /로 나뉘어야 합니다', 'must have a type and a name, divided by /')
  const path = beforeQualifiers.slice(slash + 1).replace(/^\/+/, '')
  const at = path.lastIndexOf('@')
  // `npm/@scope/name` has an @ that opens a segment and has a / after it: a scope, not a version.
  const isVersion = at >= 0 && !((at === 0 || path[at - 1] === '/') && path.includes('/', at))
  const type = beforeQualifiers.slice(0, slash)
  const [spaces, names] = divide(type, (isVersion ? path.slice(0, at) : path).split('/'))
  const version = isVersion ? decode(path.slice(at + 1)) : ''
  const name = names.length === 1 ? decode(names[0] ?? '') : decodeSegments(names)?.join('/')
  const namespace = decodeSegments(spaces)
  const below = decodeSegments((subpath ?? '').split('/'))
  const qualifiers = readQualifiers(query ?? '')
  if (version === undefined || name === undefined || namespace === undefined || below === undefined) {
    return wrong('퍼센트 표기가 깨졌습니다', 'has a broken percent code or a slash hidden in one')
  }
  if (!qualifiers) return wrong('한정자가 깨졌습니다', 'has a qualifier without a clean key=value')
  return buildPurl({
    type,
    namespace: namespace.join('/'),
    name,
    version,
    qualifiers,
    subpath: below.join('/'),
  })
}

/** Makes a purl from decoded parts and applies the rules of its type; empty parts count as absent. */
export function buildPurl(parts: PurlParts): Answer<Purl> {
  if (!/^[A-Za-z][A-Za-z0-9.-]*$/.test(parts.type))
    return wrong('유형이 올바르지 않습니다', 'has no valid type')
  const type = parts.type.toLowerCase()
  const rule = purlTypeRule(type)
  const fold = (part: 'namespace' | 'name' | 'version', text: string) =>
    rule.lower.includes(part) ? text.toLowerCase() : text
  const namespace = trimSegments(fold('namespace', parts.namespace ?? ''))
  const version = fold('version', parts.version ?? '')
  const subpath = trimSegments(parts.subpath ?? '', true)
  const qualifiers = normalQualifiers(parts.qualifiers ?? [])
  if (!qualifiers)
    return wrong('한정자 키가 올바르지 않습니다', 'has a qualifier key that is not allowed or is repeated')
  const name = normalName(type, fold('name', parts.name), qualifiers)
  const fault = typeFault({ type, namespace, name, version, qualifiers })
  if (fault) return fault
  return accept({
    type,
    ...(namespace === '' ? {} : { namespace }),
    name,
    ...(version === '' ? {} : { version }),
    qualifiers,
    ...(subpath === '' ? {} : { subpath }),
  })
}

/** Writes the one canonical text of a purl: equal purls give equal texts. */
export function formatPurl(purl: Purl): string {
  const namespace = purl.namespace === undefined ? '' : `${encodeSegments(purl.namespace)}/`
  const version = purl.version === undefined ? '' : `@${encode(purl.version)}`
  const pairs = [...purl.qualifiers].map(([key, value]) => `${key}=${encode(value)}`).join('&')
  const subpath = purl.subpath === undefined ? '' : `#${encodeSegments(purl.subpath)}`
  const name = purl.type === 'git' ? encodeSegments(purl.name) : encode(purl.name)
  return `pkg:${purl.type}/${namespace}${name}${version}${pairs === '' ? '' : `?${pairs}`}${subpath}`
}

function wrong(ko: string, en: string) {
  return refuse('invalid', say(`패키지 URL(purl)이 ${ko}.`, `The package URL (purl) ${en}.`), 'purl')
}

function typeFault(purl: Purl & { namespace: string; version: string }) {
  const rule = purlTypeRule(purl.type)
  if (purl.name === '') return wrong('이름이 없습니다', 'has no name')
  // Control characters never belong in a name and would travel into reports and logs.
  if (hasControl(purl.namespace) || hasControl(purl.name) || hasControl(purl.version)) {
    return wrong('제어 문자가 들어 있습니다', 'contains a control character')
  }
  if (rule.namespace === 'required' && purl.namespace === '') {
    return wrong(
      `유형 ${purl.type}에 필요한 네임스페이스가 없습니다`,
      `needs a namespace for type ${purl.type}`,
    )
  }
  if (rule.namespace === 'prohibited' && purl.namespace !== '') {
    return wrong(
      `유형 ${purl.type}에 쓸 수 없는 네임스페이스가 있습니다`,
      `may not have a namespace for type ${purl.type}`,
    )
  }
  if (rule.requiredQualifier !== undefined && !purl.qualifiers.has(rule.requiredQualifier)) {
    return wrong(
      `한정자 ${rule.requiredQualifier}가 없습니다`,
      `needs the qualifier ${rule.requiredQualifier}`,
    )
  }
  if (rule.namePattern && !rule.namePattern.test(purl.name)) {
    return wrong('이름이 유형의 규칙에 맞지 않습니다', 'has a name its type does not allow')
  }
  if (purl.version !== '' && rule.versionPattern && !rule.versionPattern.test(purl.version)) {
    return wrong('버전이 유형의 규칙에 맞지 않습니다', 'has a version its type does not allow')
  }
  return undefined
}

function normalName(type: string, name: string, qualifiers: ReadonlyMap<string, string>): string {
  if (type === 'git') return trimSegments(name)
  if (type === 'pypi') return name.replaceAll('_', '-')
  if (type === 'pub') return name.replace(/[^a-z0-9]/g, '_')
  // Azure Databricks folds the case of model names, Azure ML keeps it (mlflow type definition).
  if (type === 'mlflow' && (qualifiers.get('repository_url') ?? '').includes('databricks'))
    return name.toLowerCase()
  return name
}

function normalQualifiers(pairs: Iterable<readonly [string, string]>): Map<string, string> | undefined {
  const kept = new Map<string, string>()
  for (const [written, value] of pairs) {
    const key = written.toLowerCase()
    if (!/^[a-z][a-z0-9._-]*$/.test(key) || kept.has(key) || hasControl(value)) return undefined
    if (value !== '') kept.set(key, value)
    if (kept.size > purlQualifiersMax) return undefined
  }
  return new Map([...kept].sort(([left], [right]) => (left < right ? -1 : 1)))
}

function readQualifiers(query: string): (readonly [string, string])[] | undefined {
  const pairs: (readonly [string, string])[] = []
  for (const pair of query.split('&')) {
    if (pair === '') continue
    const equals = pair.indexOf('=')
    const value = decode(pair.slice(equals + 1))
    if (equals < 1 || value === undefined) return undefined
    pairs.push([pair.slice(0, equals), value])
  }
  return pairs
}

/** A name is the last segment; of type git, whose namespace is the host, everything after the first. */
function divide(type: string, segments: readonly string[]): [readonly string[], readonly string[]] {
  const at = type.toLowerCase() === 'git' && segments.length > 2 ? 1 : segments.length - 1
  return [segments.slice(0, at), segments.slice(at)]
}

function cutAtLast(text: string, mark: string): [string, string | undefined] {
  const at = text.lastIndexOf(mark)
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)]
}

function decode(text: string): string | undefined {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined // not a bug of ours: the text holds a percent code that is no UTF-8
  }
}

function decodeSegments(segments: readonly string[]): string[] | undefined {
  const decoded: string[] = []
  for (const segment of segments) {
    const plain = decode(segment)
    if (plain === undefined || plain.includes('/')) return undefined
    if (plain !== '') decoded.push(plain)
  }
  return decoded
}

function trimSegments(path: string, isSubpath = false): string {
  if (!path.includes('/') && !isSubpath) return path
  return path
    .split('/')
    .filter((segment) => segment !== '' && !(isSubpath && (segment === '.' || segment === '..')))
    .join('/')
}

function hasControl(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit < 0x20 || unit === 0x7f) return true
  }
  return false
}

function encodeSegments(path: string): string {
  return path.split('/').map(encode).join('/')
}

/** ECMA-427 section 5: everything but letters, digits, `.`, `-`, `_`, `~` and the colon is percent-coded. */
function encode(text: string): string {
  if (/^[A-Za-z0-9.\-_~:]*$/.test(text)) return text
  return encodeURIComponent(text.toWellFormed())
    .replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%3A', ':')
}
