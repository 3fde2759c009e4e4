import type { StatementState } from './statement.ts'
import { type Vers, versContains } from './vers.ts'

/** A finding as decisions look at it. */
export type Found = {
  readonly vulnerability: string
  readonly aliases: readonly string[]
  /** Purl of the component without version, else its name: what a decision names it by. */
  readonly package: string
  /** Purl with its version, where there is one. */
  readonly purl: string | null
  readonly version: string | null
}

/** An SBOM that stands and names the component, and its release. */
export type FoundPlace = { readonly sbom: string; readonly release: string | null }

/** A decision about findings, of a `triage-decision` or a `vulnerability-case`, reduced to what counting needs. */
export type Ruling = {
  readonly id: string
  readonly kind: 'triage-decision' | 'vulnerability-case'
  /** It counts: signed, and neither withdrawn nor reopened. */
  readonly isInForce: boolean
  /** It has counted once. What it superseded does not come back when it is withdrawn. */
  readonly wasInForce: boolean
  readonly outcome: Exclude<StatementState, 'in-triage'>
  readonly scope: 'release' | 'component' | 'all'
  /** A row without a package speaks of any component. */
  readonly rows: readonly { readonly vulnerability: string; readonly package: string | null }[]
  readonly versions: Vers | null
  readonly releases: readonly string[]
  readonly sboms: readonly string[]
  readonly supersedes: readonly string[]
  /** The last day on which it counts. */
  readonly expiresOn: string | null
  /** Vulnerabilities for which one of its triggers fired. */
  readonly fired: readonly string[]
}

/** States by how much they ask of people: the first found in any place is that of the whole. */
export const stateUrgency: { readonly [State in StatementState]: number } = {
  'in-triage': 4,
  affected: 3,
  accepted: 2,
  fixed: 1,
  'not-affected': 0,
}

export type Settled = {
  readonly state: StatementState
  /** Last day on which this holds; past it the finding is in triage. Null without an expiry and in triage. */
  readonly until: string | null
  /** The decision that gives it this state; null in triage. */
  readonly by: string | null
}

/** Whether the decision speaks of the finding at that place, in force or not. */
export function speaksOf(ruling: Ruling, found: Found, place: FoundPlace): boolean {
  if (!namesFinding(ruling, found)) return false
  if (ruling.scope === 'all') return true
  if (ruling.scope === 'component' && isInRange(ruling, found)) return true
  const isNamed = place.release !== null && ruling.releases.includes(place.release)
  // A case keeps speaking of the releases and SBOMs it links to, whatever its scope.
  if (ruling.kind === 'vulnerability-case') return isNamed || ruling.sboms.includes(place.sbom)
  return ruling.scope === 'release' && isNamed
}

/** Whether a row of it means this vulnerability, by any of its names, in this component. */
export function namesFinding(ruling: Ruling, found: Found): boolean {
  return ruling.rows.some(
    (row) =>
      (row.vulnerability === found.vulnerability || found.aliases.includes(row.vulnerability)) &&
      (row.package === null ||
        ruling.scope === 'all' ||
        // Which component a case means matters only for its scope “component”; its links say the rest.
        ruling.kind === 'vulnerability-case' ||
        row.package === found.package),
  )
}

/** Whether the version is one the decision means; without a range it means every version. */
function isInRange(ruling: Ruling, found: Found): boolean {
  if (ruling.kind === 'vulnerability-case') {
    return ruling.rows.some((row) => row.package === found.purl || row.package === found.package)
  }
  if (ruling.versions === null) return true
  return found.version !== null && versContains(ruling.versions, found.version)
}

/**
 * The state at one place on a day (YYYY-MM-DD). Of several decisions in force the one that asks most of people
 * wins, so that two that contradict each other are never read as the milder; one that is past its day, or whose
 * trigger fired, leaves the finding in triage until somebody supersedes or withdraws it. A decision gives way to
 * one that supersedes it wherever both speak.
 */
export function stateAt(
  found: Found,
  place: FoundPlace,
  { rulings, today }: { readonly rulings: readonly Ruling[]; readonly today: string },
): Settled {
  const speaking = rulings.filter((ruling) => ruling.wasInForce && speaksOf(ruling, found, place))
  const standing = speaking.filter(
    (ruling) => ruling.isInForce && !speaking.some((other) => other.supersedes.includes(ruling.id)),
  )
  return mostUrgent(standing.map((ruling) => ruledBy(ruling, found, today)))
}

/** The state over several places: the most urgent; until the first of their days. No place: in triage. */
export function stateOver(
  found: Found,
  places: readonly FoundPlace[],
  given: { readonly rulings: readonly Ruling[]; readonly today: string },
): Settled {
  return mostUrgent(places.map((place) => stateAt(found, place, given)))
}

/** Of settled parts the whole. */
export function mostUrgent(parts: readonly Settled[]): Settled {
  const [first, ...rest] = parts
  if (!first) return openFinding
  return rest.reduce((worst, part) => {
    const urgent = stateUrgency[part.state] > stateUrgency[worst.state] ? part : worst
    if (urgent.state === 'in-triage') return openFinding
    return { ...urgent, until: earlier(worst.until, part.until) }
  }, first)
}

export const openFinding: Settled = { state: 'in-triage', until: null, by: null }

function ruledBy(ruling: Ruling, found: Found, today: string): Settled {
  const isFired = ruling.fired.some((id) => id === found.vulnerability || found.aliases.includes(id))
  const isExpired = ruling.expiresOn !== null && ruling.expiresOn < today
  if (isFired || isExpired) return openFinding
  return { state: ruling.outcome, until: ruling.expiresOn, by: ruling.id }
}

function earlier(left: string | null, right: string | null): string | null {
  if (left === null || right === null) return left ?? right
  return left < right ? left : right
}
