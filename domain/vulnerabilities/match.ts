import { type PackageQuery, packageQuery } from '../components/ecosystem.ts'
import { parsePurl } from '../components/purl.ts'
import { mergeAliases, type Vulnerability } from './aliases.ts'
import type { CpeHow } from './cpe-match.ts'
import type { Advisory } from './osv.ts'
import { type AffectedAnswer, type AffectedHow, affects } from './range.ts'

/** What matching needs of a component. */
export type MatchableComponent = {
  readonly reference: string
  readonly purl?: string | undefined
  /** Used where the purl has none. */
  readonly version?: string | undefined
}

/**
 * How a finding was reached. Beside the ways of `AffectedHow`: `rule` by what an approved rule says to ask, `cpe` and
 * `cpe-partial` by CPE, `cpe-distribution` by CPE in a package whose distribution publishes its own advisories and
 * often mends without moving the version. All by CPE are less certain, and are shown as that.
 */
export type FindingHow = AffectedHow | 'rule' | CpeHow | 'cpe-distribution'

/** One vulnerability in one component. */
export type Finding = {
  /** CVE where there is one, else the id of the first advisory. */
  readonly vulnerability: string
  readonly reference: string
  /** Ids of the advisories that say so. */
  readonly advisories: readonly string[]
  /** The firmest of the ways the advisories were matched. */
  readonly how: FindingHow
  readonly fixedIn?: string
}

/**
 * Whether anybody could have answered for a component. `no-source`: its ecosystem is known but none of the data
 * covers it. "No vulnerability" may only be said of `answered`.
 */
export type Coverage = 'answered' | 'no-source' | 'no-ecosystem' | 'no-purl'

export type MatchResult = {
  readonly findings: readonly Finding[]
  readonly vulnerabilities: readonly Vulnerability[]
  readonly coverage: ReadonlyMap<string, Coverage>
}

/** The key under which advisories are kept and looked up. */
export function packageKey(query: { readonly ecosystem: string; readonly name: string }): string {
  return `${query.ecosystem}\u0000${query.name}`
}

/** The question a component asks of the advisories, or undefined where it can ask none. */
export function queryOf(component: MatchableComponent): PackageQuery | undefined {
  const parsed = component.purl === undefined ? undefined : parsePurl(component.purl)
  const query = parsed?.ok ? packageQuery(parsed.value) : undefined
  if (!query || query.version !== undefined || component.version === undefined) return query
  return { ...query, version: component.version }
}

/**
 * Which advisories affect one package version. Withdrawn ones affect nothing. `advisories` may hold others:
 * an entry counts only if ecosystem and name are those asked for.
 */
export function matchPackage(
  query: PackageQuery,
  advisories: readonly Advisory[],
): { readonly advisory: Advisory; readonly answer: AffectedAnswer }[] {
  return advisories.flatMap((advisory) => {
    if (advisory.withdrawn !== undefined) return []
    let best: AffectedAnswer | undefined
    for (const entry of advisory.affected) {
      if (entry.ecosystem !== query.ecosystem || entry.name !== query.name) continue
      const answer = affects(entry, query.version)
      if (answer.affected && (!best || firmness[answer.how] > firmness[best.how])) best = answer
    }
    return best ? [{ advisory, answer: best }] : []
  })
}

/**
 * Matches components against advisories held in memory. `ecosystems` names what the advisories cover
 * (`PyPI`, or `AlmaLinux` for all its releases), so that an uncovered component never looks clean.
 */
export function matchComponents(given: {
  readonly components: readonly MatchableComponent[]
  readonly advisories: readonly Advisory[]
  readonly ecosystems: ReadonlySet<string>
}): MatchResult {
  const index = indexAdvisories(given.advisories)
  const coverage = new Map<string, Coverage>()
  const hits: Hit[] = []
  for (const component of given.components) {
    const query = queryOf(component)
    coverage.set(component.reference, coverageOf(component, query, given.ecosystems))
    if (!query) continue
    for (const hit of matchPackage(query, index.get(packageKey(query)) ?? [])) {
      hits.push({ reference: component.reference, ...hit })
    }
  }
  const vulnerabilities = mergeAliases([...new Set(hits.map((hit) => hit.advisory))])
  return { findings: findingsOf(hits, vulnerabilities), vulnerabilities, coverage }
}

/** Advisories by package key; an advisory stands under each package it names. */
export function indexAdvisories(advisories: readonly Advisory[]): ReadonlyMap<string, readonly Advisory[]> {
  const index = new Map<string, Advisory[]>()
  for (const advisory of advisories) {
    for (const key of new Set(advisory.affected.map(packageKey))) {
      const list = index.get(key)
      if (list) list.push(advisory)
      else index.set(key, [advisory])
    }
  }
  return index
}

const firmness: { readonly [How in FindingHow]: number } = {
  range: 7,
  enumerated: 6,
  rule: 5,
  'fallback-order': 4,
  'version-unknown': 3,
  'not-comparable': 2,
  cpe: 1,
  'cpe-partial': 0,
  'cpe-distribution': -1,
}

function coverageOf(
  component: MatchableComponent,
  query: PackageQuery | undefined,
  ecosystems: ReadonlySet<string>,
): Coverage {
  if (component.purl === undefined) return 'no-purl'
  if (!query) return 'no-ecosystem'
  const base = query.ecosystem.split(':', 1)[0] ?? ''
  return ecosystems.has(query.ecosystem) || ecosystems.has(base) ? 'answered' : 'no-source'
}

/** An advisory that names a component, and how. */
export type Hit = {
  readonly reference: string
  readonly advisory: Advisory
  readonly answer: { readonly how: FindingHow; readonly fixedIn?: string }
}

/** One finding for each component and vulnerability, however many advisories say so: the firmest way stands. */
export function findingsOf(hits: readonly Hit[], vulnerabilities: readonly Vulnerability[]): Finding[] {
  const names = new Map(vulnerabilities.flatMap((one) => one.advisories.map((id) => [id, one.id] as const)))
  const findings = new Map<string, Finding>()
  for (const { reference, advisory, answer } of hits) {
    const vulnerability = names.get(advisory.id) ?? advisory.id
    const key = `${reference}\u0000${vulnerability}`
    const known = findings.get(key)
    const fixedIn = known?.fixedIn ?? answer.fixedIn
    findings.set(key, {
      vulnerability,
      reference,
      advisories: known ? [...known.advisories, advisory.id] : [advisory.id],
      how: known && firmness[known.how] >= firmness[answer.how] ? known.how : answer.how,
      ...(fixedIn === undefined ? {} : { fixedIn }),
    })
  }
  return [...findings.values()]
}
