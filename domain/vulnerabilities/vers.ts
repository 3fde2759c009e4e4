import { compareVersions, type VersionScheme, versionSchemeOf } from '../components/version-order.ts'
import { type Answer, accept, refuse } from '../refusal.ts'
import { say } from '../words.ts'

/** A version range in VERS notation (purl's companion specification): `vers:npm/>=1.0.0|<2.0.0`. */
export type Vers = {
  /** A purl type: `npm`, `pypi`, `deb`. */
  readonly type: string
  /** In version order; empty for `*`, every version. */
  readonly constraints: readonly VersConstraint[]
}

export type VersConstraint = { readonly comparator: Comparator; readonly version: string }

const comparators = ['>=', '<=', '!=', '>', '<', '='] as const
type Comparator = (typeof comparators)[number]

const constraintsMax = 200

/**
 * Reads a range strictly: versions percent-decoded, put into the order of their type, each named once. What
 * contradicts itself (`>2|>1`, `<1|<2`) is refused, because whoever wrote it meant something else.
 */
export function parseVers(text: string): Answer<Vers> {
  const [, type, list] = /^vers:([a-z][a-z0-9.+-]*)\/(.+)$/s.exec(text.trim()) ?? []
  if (type === undefined || list === undefined)
    return wrong('vers:유형/조건의 꼴이어야 합니다', 'must look like vers:type/constraints')
  if (list === '*') return accept({ type, constraints: [] })
  const parts = list.split('|')
  if (parts.length > constraintsMax) return wrong('조건이 너무 많습니다', 'has too many constraints')
  const constraints: VersConstraint[] = []
  for (const part of parts) {
    const constraint = readConstraint(part)
    if (!constraint) return wrong('조건 하나를 읽을 수 없습니다', 'has a constraint that cannot be read')
    constraints.push(constraint)
  }
  const scheme = versionSchemeOf(type)
  const sorted = constraints.toSorted((a, b) => compareVersions(scheme, a.version, b.version).order)
  const isRepeated = sorted.some((one, at) => {
    const next = sorted[at + 1]
    return next !== undefined && compareVersions(scheme, one.version, next.version).order === 0
  })
  if (isRepeated) return wrong('같은 버전이 두 번 나옵니다', 'names a version twice')
  if (!isAlternating(sorted))
    return wrong('조건이 서로 어긋납니다', 'has constraints that contradict each other')
  return accept({ type, constraints: sorted })
}

/** Whether the range holds the version, by the order of the range's own type (VERS, "Checking if a version is within a range"). */
export function versContains({ type, constraints }: Vers, version: string): boolean {
  if (constraints.length === 0) return true
  const scheme = versionSchemeOf(type)
  for (const { comparator, version: named } of constraints) {
    if (compareVersions(scheme, version, named).order === 0)
      return comparator === '=' || comparator === '<=' || comparator === '>='
  }
  const bounds = constraints.filter(({ comparator }) => isBound(comparator))
  if (bounds.length === 0) return constraints.every(({ comparator }) => comparator === '!=')
  return isBetween(bounds, version, scheme)
}

const isBound = (comparator: Comparator) => comparator !== '=' && comparator !== '!='
const opens = (comparator: Comparator) => comparator === '>' || comparator === '>='

function isBetween(bounds: readonly VersConstraint[], version: string, scheme: VersionScheme): boolean {
  const above = bounds.findLast((bound) => compareVersions(scheme, version, bound.version).order > 0)
  // The nearest bound below decides; below all of them, the first one does.
  if (above) return opens(above.comparator)
  const [first] = bounds
  return first !== undefined && !opens(first.comparator)
}

/** Lower and upper bounds take turns: two of a kind in a row say nothing clear. */
function isAlternating(sorted: readonly VersConstraint[]): boolean {
  const bounds = sorted.filter(({ comparator }) => isBound(comparator))
  return bounds.every((bound, at) => {
    const next = bounds[at + 1]
    return next === undefined || opens(bound.comparator) !== opens(next.comparator)
  })
}

function readConstraint(text: string): VersConstraint | undefined {
  const trimmed = text.trim()
  const comparator = comparators.find((one) => trimmed.startsWith(one)) ?? '='
  const rest = trimmed.startsWith(comparator) ? trimmed.slice(comparator.length).trim() : trimmed
  const version = decoded(rest)
  return version === undefined || !/^[^\s|*<>=!]+$/.test(version) ? undefined : { comparator, version }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

function wrong(ko: string, en: string) {
  return refuse('invalid', say(`버전 범위: ${ko}.`, `The range ${en}.`), 'versions')
}
