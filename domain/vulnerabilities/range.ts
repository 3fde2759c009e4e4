import {
  type ComparedBy,
  compareVersions,
  type VersionScheme,
  versionSchemeOf,
} from '../components/version-order.ts'
import type { AffectedPackage, AffectedRange, RangeEvent } from './osv.ts'

/**
 * How the answer was reached: a range by the ecosystem's rule, a version named one by one, a comparison that had
 * to guess, a component without version, or an advisory that gives no versions to compare (git commits only).
 */
export type AffectedHow = 'range' | 'enumerated' | 'fallback-order' | 'version-unknown' | 'not-comparable'

export type AffectedAnswer = {
  readonly affected: boolean
  readonly how: AffectedHow
  /** The lowest version above this one that the advisory says is fixed. */
  readonly fixedIn?: string
}

/**
 * Whether an advisory's entry affects a version: named one by one, or inside any of its ranges (OSV schema,
 * "Evaluation"). A component without a version counts as affected and says so: to be shown, not to be hidden.
 * A range without `introduced` starts at the beginning; contradictory events simply apply in version order.
 */
export function affects(entry: AffectedPackage, version: string | undefined): AffectedAnswer {
  if (version === undefined || version === '') return { affected: true, how: 'version-unknown' }
  const scheme = versionSchemeOf(entry.ecosystem)
  const answers = entry.ranges.map((range) => inRange(range, version, scheme))
  const hit = answers.find((answer) => answer.affected)
  if (hit) return hit
  if (isNamed(entry, version, scheme)) {
    const fixedIn = answers.find((answer) => answer.fixedIn !== undefined)?.fixedIn
    return fixedIn === undefined
      ? { affected: true, how: 'enumerated' }
      : { affected: true, how: 'enumerated', fixedIn }
  }
  if (answers.some((answer) => answer.how === 'fallback-order'))
    return { affected: false, how: 'fallback-order' }
  if (answers.length > 0) return { affected: false, how: 'range' }
  return { affected: false, how: entry.versions.length > 0 ? 'enumerated' : 'not-comparable' }
}

function isNamed(entry: AffectedPackage, version: string, scheme: VersionScheme): boolean {
  if (entry.versions.includes(version)) return true
  // 1.0 and 1.0.0 are one version where the ecosystem says so; a guess is not enough here.
  return entry.versions.some((named) => {
    const { order, by } = compareVersions(scheme, named, version)
    return order === 0 && by === 'rule'
  })
}

function inRange(range: AffectedRange, version: string, ecosystemScheme: VersionScheme): AffectedAnswer {
  const scheme = range.type === 'SEMVER' ? 'semver' : ecosystemScheme
  let by: ComparedBy = 'rule'
  const compare = (left: string, right: string): number => {
    // `0` is the version before all others, whatever the ecosystem's rule makes of the text (OSV schema).
    if (left === '0' || right === '0') return left === right ? 0 : left === '0' ? -1 : 1
    const compared = compareVersions(scheme, left, right)
    if (compared.by === 'fallback') by = 'fallback'
    return compared.order
  }
  const events = inOrder(range.events, compare)
  let affected = !events.some((event) => event.kind === 'introduced')
  for (const event of events) {
    const order = compare(version, event.version)
    if (event.kind === 'introduced' && order >= 0) affected = true
    if (event.kind === 'fixed' && order >= 0) affected = false
    if (event.kind === 'last_affected' && order > 0) affected = false
  }
  const limits = events.filter((event) => event.kind === 'limit' && event.version !== '*')
  if (limits.length > 0 && limits.every((limit) => compare(version, limit.version) >= 0)) affected = false
  const how = by === 'rule' ? 'range' : 'fallback-order'
  const fix = events.find((event) => event.kind === 'fixed' && compare(event.version, version) > 0)
  return fix === undefined ? { affected, how } : { affected, how, fixedIn: fix.version }
}

/** By version; what stands at one version keeps the record's order. */
function inOrder(
  events: readonly RangeEvent[],
  compare: (left: string, right: string) => number,
): RangeEvent[] {
  return events.toSorted((left, right) => compare(left.version, right.version))
}
