import { packageQuery } from '@maek/domain/components/ecosystem.ts'
import { formatPurl, type Purl, parsePurl } from '@maek/domain/components/purl.ts'
import { type ReachQuestion, reachLimits } from '@maek/domain/vulnerabilities/reach.ts'
import type pg from 'pg'

/** A component version that was asked for, or in which what was asked for was found. */
export type Reached = {
  readonly key: string
  readonly name: string
  readonly version: string | null
  readonly purl: string | null
  /** Purl without version, or name: what decisions name it by. */
  readonly package: string
  /** With every name each goes by. */
  readonly vulnerabilities: { readonly id: string; readonly aliases: readonly string[] }[]
}

type Row = Omit<Reached, 'vulnerabilities'> & { vulnerability: string | null; aliases?: string[] }

/** The question with every id it goes by. */
export type Named = { readonly question: ReachQuestion; readonly names: readonly string[] }

/** Component versions reached, one more than the limit where there are more. Every way in is an index. */
export async function findComponents(
  client: pg.PoolClient,
  organisation: string,
  { question, names }: Named,
): Promise<Reached[]> {
  switch (question.by) {
    case 'vulnerability':
      return findByVulnerability(client, organisation, names)
    case 'finding':
      return findByFinding(client, organisation, question)
    case 'purl':
      return findByPurl(client, organisation, question.purl)
    case 'name':
      return findByName(client, organisation, question.name)
    default:
      return question satisfies never
  }
}

const columns = `encode(version.key, 'hex') as key, version.name, version.version, version.purl,
  version.unversioned as package`
const atMost = `limit ${reachLimits.components + 1}`

async function findByVulnerability(
  client: pg.PoolClient,
  organisation: string,
  names: readonly string[],
): Promise<Reached[]> {
  const found = await client.query<Row>(
    `select ${columns}, finding.vulnerability, finding.aliases from finding
     join component_version version on version.org_id = finding.org_id and version.key = finding.component
     where finding.org_id = $1 and finding.vulnerability = any($2::text[]) and finding.is_standing
     order by finding.grade desc, finding.component ${atMost}`,
    [organisation, names],
  )
  return gathered(found.rows)
}

async function findByFinding(
  client: pg.PoolClient,
  organisation: string,
  asked: { readonly component: string; readonly vulnerability: string },
): Promise<Reached[]> {
  const found = await client.query<Row>(
    `select ${columns}, finding.vulnerability, finding.aliases from finding
     join component_version version on version.org_id = finding.org_id and version.key = finding.component
     where finding.org_id = $1 and finding.component = decode($2, 'hex') and finding.vulnerability = $3`,
    [organisation, asked.component, asked.vulnerability],
  )
  return gathered(found.rows)
}

/** By the question the package asks of advisories, and by the purl itself for those that ask none. */
async function findByPurl(client: pg.PoolClient, organisation: string, purl: Purl): Promise<Reached[]> {
  const query = packageQuery(purl)
  const found = await client.query<Row & { queried: string | null }>(
    `select ${columns}, null as vulnerability, version.queried_version as queried from component_version version
     where org_id = $1 and ecosystem = $2 and package = $3
     union all
     select ${columns}, null, null from component_version version
     where org_id = $1 and unversioned = left($4, 400) and ecosystem is distinct from $2`,
    [organisation, query?.ecosystem ?? null, query?.name ?? null, withoutVersion(purl)],
  )
  const fits = found.rows.filter((row) => {
    const own = row.purl === null ? undefined : parsePurl(row.purl)
    const versions = [row.version, row.queried, own?.ok ? own.value.version : undefined]
    return purl.version === undefined || versions.includes(purl.version)
  })
  return gathered(fits.slice(0, reachLimits.components + 1))
}

/** As the column `unversioned` holds it. */
function withoutVersion({ type, namespace, name }: Purl): string {
  return formatPurl({ type, ...(namespace !== undefined && { namespace }), name, qualifiers: new Map() })
}

/** By the last part of the name, whatever its case; a name with a group before it must be that group's. */
async function findByName(client: pg.PoolClient, organisation: string, name: string): Promise<Reached[]> {
  const found = await client.query<Row>(
    `select ${columns}, null as vulnerability from component_version version
     where org_id = $1 and short_name = lower(left(regexp_replace($2::text, '^.*/', ''), 200))
       and (position('/' in $2::text) = 0 or lower(version.name) = lower($2::text))
     order by version.key ${atMost}`,
    [organisation, name],
  )
  return gathered(found.rows)
}

function gathered(rows: readonly Row[]): Reached[] {
  const byKey = new Map<string, Reached>()
  for (const { vulnerability, aliases = [], ...row } of rows) {
    const known = byKey.get(row.key) ?? { ...componentOf(row), vulnerabilities: [] }
    byKey.set(row.key, known)
    if (vulnerability !== null) known.vulnerabilities.push({ id: vulnerability, aliases })
  }
  return [...byKey.values()]
}

function componentOf({ key, name, version, purl, package: named }: Omit<Row, 'vulnerability' | 'aliases'>) {
  return { key, name, version, purl, package: named }
}
