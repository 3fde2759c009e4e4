import { type Cpe, cpeKey, formatCpe, parseCpe } from '../components/cpe.ts'
import { listUnder, member, textUnder } from '../components/json-value.ts'
import { withoutAbsent } from '../components/without-absent.ts'
import { type Answer, accept, refuse } from '../refusal.ts'
import { say, type Words } from '../words.ts'
import { type FeedRows, instantOf, isCveId, lineOf, takeRows } from './feed-source.ts'
import type { PublishedSeverity } from './osv.ts'

/** Versions of one product that a CVE record names as vulnerable. */
export type CpeCriterion = {
  /** A formatted string; its version is `*` where a range follows. */
  readonly cpe: string
  readonly startIncluding?: string
  readonly startExcluding?: string
  readonly endIncluding?: string
  readonly endExcluding?: string
  /** Only together with another product (running on, built with), which a component alone cannot tell. */
  readonly conditional?: true
}

/** A CVE record of NVD without its prose. */
export type CveRecord = {
  readonly id: string
  readonly modified: string
  readonly published?: string
  /** Rejected by its authority: names nothing any more. */
  readonly withdrawn?: string
  readonly summary: string
  readonly severities: readonly (PublishedSeverity & { readonly issuer: string })[]
  readonly cwes: readonly string[]
  readonly references: readonly string[]
  /** By vendor and product (domain/components/cpe.ts, cpeKey). */
  readonly criteria: ReadonlyMap<string, readonly CpeCriterion[]>
}

/** Linux kernel records name some thousand versions; beyond these a record is refused. */
export const cveLimits = { records: 500_000, criteria: 20_000, depth: 8, references: 1_000 } as const

/**
 * Reads CVE records as NVD's API 2.0 and its yearly files give them (`{ vulnerabilities: [{ cve }] }`). Criteria that
 * leave vendor or product open, and parts that are not vulnerable, are left out; a record beyond the limits or without
 * an id is refused by its place.
 */
export function readNvd(document: unknown): Answer<FeedRows<CveRecord> & { readonly total: number }> {
  const entries = listUnder(document, 'vulnerabilities')
  const total = member(document, 'totalResults')
  if (textUnder(document, 'format') !== 'NVD_CVE' && textUnder(document, 'version') !== '2.0') return notNvd
  if (entries.length > cveLimits.records) return tooMany
  const places = entries.map((entry, at) => [`vulnerabilities[${at}]`, member(entry, 'cve')] as const)
  const { rows, ...refused } = takeRows(places, readCve)
  return accept({
    rows: [...new Map(rows.map((row) => [row.id, row])).values()],
    ...refused,
    contentAt: instantOf(textUnder(document, 'timestamp')) ?? null,
    total: typeof total === 'number' ? total : entries.length,
  })
}

function readCve(cve: unknown): CveRecord | Words {
  const id = textUnder(cve, 'id')
  const modified = instantOf(textUnder(cve, 'lastModified'))
  if (!isCveId(id)) return say('CVE 번호가 없습니다.', 'It has no CVE id.')
  if (modified === undefined) return say('고친 시각이 없습니다.', 'It does not say when it was modified.')
  const found: Found = { criteria: new Map(), count: 0 }
  for (const configuration of listUnder(cve, 'configurations')) collect(configuration, found)
  if (found.count > cveLimits.criteria)
    return say('CPE 조건이 너무 많습니다.', 'It holds too many CPE criteria.')
  const isRejected = textUnder(cve, 'vulnStatus')?.toLowerCase() === 'rejected'
  const links = listUnder(cve, 'references').slice(0, cveLimits.references)
  return withoutAbsent({
    id,
    modified,
    published: instantOf(textUnder(cve, 'published')),
    withdrawn: isRejected ? modified : undefined,
    summary: summaryOf(cve),
    severities: severitiesOf(member(cve, 'metrics')),
    cwes: cwesOf(cve),
    references: links.flatMap((link) => {
      const url = textUnder(link, 'url')
      return url !== undefined && url.length <= 2_000 && /^https?:\/\/[\x21-\x7e]+$/i.test(url) ? url : []
    }),
    criteria: isRejected ? new Map<string, CpeCriterion[]>() : found.criteria,
  })
}

type Found = { readonly criteria: Map<string, CpeCriterion[]>; count: number }

/**
 * The nodes of one configuration stand side by side; joined by AND, each of several names its product only together
 * with the others, and so do the parts of a node that is itself an AND. A negated node names what is not vulnerable.
 */
function collect(configuration: unknown, found: Found): void {
  const nodes = listUnder(configuration, 'nodes')
  if (member(configuration, 'negate') === true) return
  const together = textUnder(configuration, 'operator') === 'AND' && nodes.length > 1
  for (const node of nodes) {
    const matches = listUnder(node, 'cpeMatch')
    if (member(node, 'negate') === true) continue
    const conditional = together || (textUnder(node, 'operator') === 'AND' && matches.length > 1)
    for (const match of matches) {
      if (member(match, 'vulnerable') !== true || ++found.count > cveLimits.criteria) continue
      const criterion = criterionOf(match, conditional)
      if (!criterion) continue
      const list = found.criteria.get(criterion.key)
      if (list) list.push(criterion.value)
      else found.criteria.set(criterion.key, [criterion.value])
    }
  }
}

function criterionOf(match: unknown, conditional: boolean) {
  const parsed = parseCpe(textUnder(match, 'criteria') ?? '')
  const key = parsed.ok ? cpeKey(parsed.value) : undefined
  if (!parsed.ok || key === undefined) return undefined
  const value: CpeCriterion = withoutAbsent({
    cpe: formatCpe(parsed.value satisfies Cpe),
    startIncluding: boundOf(match, 'versionStartIncluding'),
    startExcluding: boundOf(match, 'versionStartExcluding'),
    endIncluding: boundOf(match, 'versionEndIncluding'),
    endExcluding: boundOf(match, 'versionEndExcluding'),
    conditional: conditional ? (true as const) : undefined,
  })
  return { key, value }
}

function boundOf(match: unknown, name: string): string | undefined {
  return lineOf(member(match, name), 200)
}

function summaryOf(cve: unknown): string {
  const descriptions = listUnder(cve, 'descriptions')
  const english = descriptions.find((one) => textUnder(one, 'lang') === 'en') ?? descriptions[0]
  return lineOf(member(english, 'value')) ?? ''
}

const metricTypes = [
  ['cvssMetricV40', 'CVSS_V4'],
  ['cvssMetricV31', 'CVSS_V3'],
  ['cvssMetricV30', 'CVSS_V3'],
  ['cvssMetricV2', 'CVSS_V2'],
] as const

/** Each score with who gave it: NVD itself, or the authority that assigned the CVE. */
function severitiesOf(metrics: unknown): CveRecord['severities'] {
  return metricTypes.flatMap(([name, type]) =>
    listUnder(metrics, name)
      .slice(0, 20)
      .flatMap((metric) => {
        const vector = lineOf(member(member(metric, 'cvssData'), 'vectorString'), 300)
        const source = lineOf(member(metric, 'source'), 200) ?? 'NVD'
        const issuer = source === 'nvd@nist.gov' ? 'NVD' : source
        return vector === undefined ? [] : [{ type, vector, issuer }]
      }),
  )
}

function cwesOf(cve: unknown): string[] {
  const values = listUnder(cve, 'weaknesses').flatMap((weakness) =>
    listUnder(weakness, 'description').map((one) => textUnder(one, 'value') ?? ''),
  )
  return [...new Set(values.filter((value) => /^CWE-\d{1,5}$/.test(value)))].slice(0, 100)
}

const notNvd = refuse(
  'wrong-type',
  say('NVD의 CVE 자료(JSON 2.0)가 아닙니다.', 'These are not CVE records of NVD (JSON 2.0).'),
  'body',
)

const tooMany = refuse(
  'too-large',
  say('CVE 레코드가 너무 많습니다.', 'It holds too many CVE records.'),
  'body',
)
