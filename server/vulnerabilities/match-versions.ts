import type { Vulnerability } from '@maek/domain/vulnerabilities/aliases.ts'
import { matchComponents } from '@maek/domain/vulnerabilities/match.ts'
import type { Advisory, AffectedPackage } from '@maek/domain/vulnerabilities/osv.ts'
import { severityOf } from '@maek/domain/vulnerabilities/ranking.ts'
import { leadingScore, scoresOf } from '@maek/domain/vulnerabilities/severity.ts'
import type pg from 'pg'

/** The advisories of this many component versions are in memory at once. */
export const versionsPerStepMax = 500

/**
 * Brings the findings of these component versions in line with the advisories as they stand; answers how many are
 * new. Before: inside a transaction that sees one organisation.
 */
export async function matchVersions(
  client: pg.PoolClient,
  organisation: string,
  given: { readonly keys: readonly string[]; readonly at: string },
): Promise<number> {
  let added = 0
  for (let at = 0; at < given.keys.length; at += versionsPerStepMax) {
    const keys = given.keys.slice(at, at + versionsPerStepMax)
    const versions = await findVersions(client, organisation, keys)
    const advisories = await findAdvisories(client, versions)
    const findings = versions.flatMap((version) =>
      findingsOf(version, advisories.get(packageOf(version)) ?? []),
    )
    added += await replaceFindings(client, organisation, { keys, findings, at: given.at })
  }
  return added
}

/**
 * For an intake, before it reads advisories, until its transaction ends: many intakes hold it at once, but
 * `findTouchedVersions` waits for them. So a version written while advisories are written is seen by one of the two.
 */
export async function holdOffRematch(client: pg.PoolClient, organisation: string): Promise<void> {
  await client.query('select pg_advisory_xact_lock_shared(hashtextextended($1, 0))', [lockOf(organisation)])
}

/** Component versions of the packages that imports up to this one touched. Before: as for `matchVersions`. */
export async function findTouchedVersions(
  client: pg.PoolClient,
  organisation: string,
  upTo: number,
): Promise<string[]> {
  await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [lockOf(organisation)])
  const touched = await client.query<{ key: string }>(
    `select distinct encode(version.key, 'hex') as key from feed_import_package touched
     join component_version version on version.org_id = $1
       and version.ecosystem = touched.ecosystem and version.package = touched.name
     where touched.import_id <= $2`,
    [organisation, upTo],
  )
  return touched.rows.map((row) => row.key)
}

const lockOf = (organisation: string) => `maek.match.${organisation}`

type VersionRow = { key: string; ecosystem: string; package: string; purl: string; version: string | null }

const packageOf = (version: VersionRow) => `${version.ecosystem}\u0000${version.package}`

async function findVersions(
  client: pg.PoolClient,
  organisation: string,
  keys: readonly string[],
): Promise<VersionRow[]> {
  const found = await client.query<VersionRow>(
    `select encode(key, 'hex') as key, ecosystem, package, purl, version from component_version
     where org_id = $1 and ecosystem is not null
       and key in (select decode(key, 'hex') from json_array_elements_text($2) as asked(key))`,
    [organisation, JSON.stringify(keys)],
  )
  return found.rows
}

type AdvisoryRow = {
  ecosystem: string
  name: string
  head: Omit<Advisory, 'affected'>
  affected: readonly AffectedPackage[]
}

/** The advisories of the packages, by package; each holds only the entries of that package. */
async function findAdvisories(
  client: pg.PoolClient,
  versions: readonly VersionRow[],
): Promise<Map<string, Advisory[]>> {
  const packages = new Map(
    versions.map((version) => [packageOf(version), { ecosystem: version.ecosystem, name: version.package }]),
  )
  // Written by ourselves from parsed advisories: the types hold.
  const found = await client.query<AdvisoryRow>(
    `select package.ecosystem, package.name, advisory.head, package.affected
     from json_to_recordset($1) as asked(ecosystem text, name text)
     join advisory_package package on package.ecosystem = asked.ecosystem and package.name = asked.name
     join advisory on advisory.id = package.advisory_id
     order by advisory.id`,
    [JSON.stringify([...packages.values()])],
  )
  const byPackage = new Map<string, Advisory[]>()
  for (const { ecosystem, name, head, affected } of found.rows) {
    const key = `${ecosystem}\u0000${name}`
    const list = byPackage.get(key)
    if (list) list.push({ ...head, affected })
    else byPackage.set(key, [{ ...head, affected }])
  }
  return byPackage
}

/** Each version by itself, so that its findings never depend on which others were matched in the same step. */
function findingsOf(version: VersionRow, advisories: readonly Advisory[]) {
  const matched = matchComponents({
    components: [{ reference: version.key, purl: version.purl, version: version.version ?? undefined }],
    advisories,
    ecosystems: new Set(),
  })
  const vulnerabilities = new Map(matched.vulnerabilities.map((one) => [one.id, one]))
  return matched.findings.flatMap((finding) => {
    const vulnerability = vulnerabilities.get(finding.vulnerability)
    if (!vulnerability) return []
    return {
      component: version.key,
      vulnerability: vulnerability.id,
      aliases: vulnerability.aliases,
      advisories: [...finding.advisories].sort(),
      summary: vulnerability.summary,
      how: finding.how,
      fixedIn: finding.fixedIn ?? null,
      ...severityColumns(vulnerability),
    }
  })
}

function severityColumns(vulnerability: Vulnerability) {
  const leading = leadingScore(scoresOf(vulnerability.severities))
  return {
    score: leading?.overall ?? null,
    vector: leading?.vector ?? null,
    ...severityOf(vulnerability.severities),
  }
}

async function replaceFindings(
  client: pg.PoolClient,
  organisation: string,
  given: {
    readonly keys: readonly string[]
    readonly findings: readonly { readonly component: string; readonly vulnerability: string }[]
    readonly at: string
  },
): Promise<number> {
  const found = JSON.stringify(given.findings)
  await client.query(
    `delete from finding where org_id = $1
       and component in (select decode(key, 'hex') from json_array_elements_text($2) as asked(key))
       and not exists (select 1 from json_to_recordset($3) as x(component text, vulnerability text)
         where decode(x.component, 'hex') = finding.component and x.vulnerability = finding.vulnerability)`,
    [organisation, JSON.stringify(given.keys), found],
  )
  if (given.findings.length === 0) return 0
  const written = await client.query<{ added: boolean }>(
    `insert into finding (org_id, component, vulnerability, aliases, advisories, summary, how, fixed_in, score, vector,
       severity, rank, found_at)
     select $1, decode(component, 'hex'), vulnerability,
       array(select json_array_elements_text(aliases)), array(select json_array_elements_text(advisories)),
       summary, how, "fixedIn", score, vector, severity, rank, $3
     from json_to_recordset($2) as x(component text, vulnerability text, aliases json, advisories json, summary text,
       how text, "fixedIn" text, score numeric, vector text, severity text, rank smallint)
     on conflict (org_id, component, vulnerability) do update set aliases = excluded.aliases,
       advisories = excluded.advisories, summary = excluded.summary, how = excluded.how, fixed_in = excluded.fixed_in,
       score = excluded.score, vector = excluded.vector, severity = excluded.severity, rank = excluded.rank
     returning (xmax = 0) as added`,
    [organisation, found, given.at],
  )
  return written.rows.filter((row) => row.added).length
}
