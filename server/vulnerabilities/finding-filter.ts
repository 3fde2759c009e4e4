import type { listFindings } from '@maek/domain/vulnerabilities/api.ts'
import { type StatementState, statementStates } from '@maek/domain/vulnerabilities/statement.ts'
import type pg from 'pg'
import type { z } from 'zod'
import { parameters } from './finding-order.ts'

export type Asked = z.output<(typeof listFindings)['input']>
export type Filter = Omit<Asked, 'sort' | 'after' | 'limit'>

/** First grade of each severity (server/database/migrations/0004-triage.sql): a severity is a range of grades. */
export const gradeOf: Readonly<Record<string, number>> = {
  critical: 1000,
  high: 800,
  medium: 600,
  low: 400,
  none: 200,
  unknown: 0,
}

export function statesAsked({ state, open }: Filter): StatementState[] {
  const named = state?.split(',')
  return statementStates.filter(
    (one) =>
      (named === undefined || named.includes(one)) &&
      (open === undefined || (open === 'true') === (one === 'in-triage')),
  )
}

/** Ranges of grades, neighbours joined: each is one piece of the index. Null: any severity. */
export function gradesAsked({ severity }: Filter): readonly (readonly [from: number, to: number])[] | null {
  if (severity === undefined) return null
  const starts = [...new Set(severity.split(','))].map((one) => gradeOf[one] ?? 0).sort((a, b) => b - a)
  const ranges: [number, number][] = []
  for (const start of starts) {
    const last = ranges.at(-1)
    if (last && last[0] === start + gradeStep) last[0] = start
    else ranges.push([start, start + gradeStep - 1])
  }
  return ranges
}

const gradeStep = 200

/** How many findings are meant at most when they are found by name instead of by index. */
const namedMax = 5000

/** The SBOMs that a release, a device or an SBOM means; null where none of them was asked for. */
export async function sbomsAsked(
  client: pg.PoolClient,
  organisation: string,
  { sbom, release, device }: Filter,
): Promise<string[] | null> {
  if (sbom === undefined && release === undefined && device === undefined) return null
  const { values, add } = parameters(organisation)
  // Arrays, so that PostgreSQL begins at the links and not at all SBOMs there are.
  const ids = []
  if (sbom !== undefined) ids.push(`array[${add(sbom)}::uuid]`)
  if (release !== undefined)
    ids.push(`array(select from_id from record_link where org_id = $1 and to_id = ${add(release)}::uuid
      and relation = 'release')`)
  if (device !== undefined)
    ids.push(`array(select of_sbom.from_id from record_link of_release
      join record_link of_sbom on of_sbom.org_id = $1 and of_sbom.to_id = of_release.from_id
        and of_sbom.relation = 'release'
      where of_release.org_id = $1 and of_release.to_id = ${add(device)}::uuid and of_release.relation = 'device')`)
  const found = await client.query<{ id: string }>(
    `select sbom.id from record sbom where sbom.org_id = $1 and sbom.kind = 'sbom' and sbom.state <> 'retired'
       ${ids.map((given) => `and sbom.id = any(${given})`).join(' ')}`,
    values,
  )
  return found.rows.map(({ id }) => id)
}

/** What narrows a list by names: components or vulnerabilities. */
export type Narrowed = { readonly components: string[] | null; readonly vulnerabilities: string[] | null }

/** Looks up what KEV, a text and “mine” mean, so that the list can begin there. */
export async function narrowed(
  client: pg.PoolClient,
  organisation: string,
  asked: { readonly filter: Filter; readonly actor: string | null },
): Promise<Narrowed> {
  const { filter, actor } = asked
  const sets: string[][] = []
  if (filter.kev === 'true') sets.push(await exploited(client, organisation))
  if (filter.mine === 'true') sets.push(await draftedBy(client, organisation, actor ?? ''))
  let components: string[] | null = null
  if (filter.text !== undefined) {
    const named = await vulnerabilitiesNamed(client, organisation, filter.text.trim())
    if (named.length > 0) sets.push(named)
    else components = await componentsNamed(client, organisation, filter.text.trim())
  }
  const [first, ...rest] = sets
  const vulnerabilities = first
    ? rest.reduce((kept, set) => {
        const other = new Set(set)
        return kept.filter((one) => other.has(one))
      }, first)
    : null
  return { components, vulnerabilities }
}

async function exploited(client: pg.PoolClient, organisation: string): Promise<string[]> {
  const found = await client.query<{ vulnerability: string }>(
    'select vulnerability from found_vulnerability where org_id = $1 and kev_on is not null',
    [organisation],
  )
  return found.rows.map(({ vulnerability }) => vulnerability)
}

async function draftedBy(client: pg.PoolClient, organisation: string, actor: string): Promise<string[]> {
  const found = await client.query<{ vulnerability: string }>(
    `select distinct alias.vulnerability from record
     join decision on decision.org_id = $1 and decision.id = record.id and decision.is_pending
     join decision_row row on row.org_id = $1 and row.decision_id = decision.id
     join found_alias alias on alias.org_id = $1 and alias.alias = row.vulnerability
     where record.org_id = $1 and record.kind in ('triage-decision', 'vulnerability-case') and record.author_id = $2
     limit ${namedMax}`,
    [organisation, actor],
  )
  return found.rows.map(({ vulnerability }) => vulnerability)
}

/** Ids begin with capitals wherever they come from. */
async function vulnerabilitiesNamed(
  client: pg.PoolClient,
  organisation: string,
  text: string,
): Promise<string[]> {
  const [from, to] = prefixRange(text.toUpperCase())
  const [exact, after] = prefixRange(text)
  const found = await client.query<{ vulnerability: string }>(
    `select distinct vulnerability from found_alias
     where org_id = $1 and (alias >= $2 and alias < $3 or alias >= $4 and alias < $5) limit ${namedMax}`,
    [organisation, from, to, exact, after],
  )
  return found.rows.map(({ vulnerability }) => vulnerability)
}

async function componentsNamed(client: pg.PoolClient, organisation: string, text: string): Promise<string[]> {
  const ranges = ['', ...purlBeginnings].map((beginning) => prefixRange(beginning + text))
  const found = await client.query<{ key: string }>(
    `select encode(key, 'hex') as key from json_to_recordset($2) as asked("from" text, "to" text)
     join component_version on org_id = $1 and unversioned >= asked."from" and unversioned < asked."to"
     limit ${namedMax}`,
    [organisation, JSON.stringify(ranges.map(([from, to]) => ({ from, to })))],
  )
  return [...new Set(found.rows.map(({ key }) => key))]
}

/** People type names, not purls: where a name may stand. */
const purlBeginnings = [
  ...[
    'npm',
    'pypi',
    'cargo',
    'gem',
    'nuget',
    'composer',
    'golang',
    'maven',
    'hex',
    'pub',
    'conan',
    'generic',
  ],
  ...['github', 'deb/debian', 'deb/ubuntu', 'apk/alpine', 'rpm/redhat', 'huggingface'],
].map((type) => `pkg:${type}/`)

/** Everything that begins with the text, in byte order. */
function prefixRange(text: string): [from: string, to: string] {
  return [text, `${text}\u{10ffff}`]
}
