import type pg from 'pg'
import type { AddedVersion, AddedVersions } from '../components/matching.ts'
import { cveNote } from './cve-scores.ts'
import { type FoundFinding, findFindings, type VersionRow } from './find-findings.ts'
import { noteFound } from './found-vulnerabilities.ts'
import { clearFindings, placeFindings } from './place-findings.ts'
import { noteCpeQuestions, noteQuestions, noteRuledQuestions, type Question, rulesFor } from './questions.ts'
import { holdSettling, settleFound, settleVersions } from './settle.ts'
import { fireTriggers } from './triggers.ts'

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
    const findings = await findFindings(client, versions)
    added += await replaceFindings(client, organisation, { keys, findings, at: given.at })
  }
  return added
}

/** After an upgrade: notes what versions ask beside their purl, then matches them. */
export async function matchNewVersions(
  client: pg.PoolClient,
  organisation: string,
  given: { readonly keys: readonly string[]; readonly at: string },
): Promise<number> {
  await noteQuestions(client, organisation, given.keys)
  return matchVersions(client, organisation, given)
}

/** `readers`: connections that belong to no organisation; advisories are read on one while `client` writes lines. */
type Readers = { readonly client: pg.PoolClient; readonly readers: pg.Pool }

/**
 * For an intake: matches versions that it has written, so that nothing was found in them before. Their SBOMs' findings
 * are placed when the SBOMs are settled, in the same transaction (react.ts).
 */
export async function matchAdded(
  { client, readers }: Readers,
  organisation: string,
  given: AddedVersions,
): Promise<void> {
  const findings = await findInAdded({ client, readers }, organisation, given)
  if (findings.length === 0) return
  await holdSettling(client, organisation)
  await writeFindings(client, organisation, { found: JSON.stringify(findings), at: given.at })
  const keys = [...new Set(findings.map(({ component }) => component))]
  await settleFound(client, organisation, { keys, today: given.at.slice(0, 10) })
}

async function findInAdded(
  { client, readers }: Readers,
  organisation: string,
  { versions, writeLines }: AddedVersions,
): Promise<FoundFinding[]> {
  const rules = await rulesFor(client, organisation, versions)
  if (rules.length > 0) {
    // Rules ask for suppliers, which stand in the lines.
    await writeLines()
    const keys = versions.map(({ key }) => key)
    await noteRuledQuestions(client, organisation, { keys, rules })
    return findInSteps(client, await findVersions(client, organisation, keys))
  }
  const asking = askingAmong(versions, await noteCpeQuestions(client, organisation, versions))
  const [found, written] = await Promise.allSettled([
    asking.length > 0 && hasRoom(readers) ? findBeside(readers, asking) : undefined,
    writeLines(),
  ])
  if (written.status === 'rejected') throw written.reason
  if (found.status === 'rejected') throw found.reason
  return found.value ?? findInSteps(client, asking)
}

/** A free connection, or room for one: a transaction that waits for a second connection could wait for itself. */
function hasRoom(pool: pg.Pool): boolean {
  return pool.waitingCount === 0 && (pool.idleCount > 0 || pool.totalCount < pool.options.max)
}

async function findBeside(readers: pg.Pool, asking: readonly VersionRow[]): Promise<FoundFinding[]> {
  const reader = await readers.connect()
  try {
    return await findInSteps(reader, asking)
  } finally {
    reader.release()
  }
}

async function findInSteps(client: pg.PoolClient, asking: readonly VersionRow[]): Promise<FoundFinding[]> {
  const findings: FoundFinding[] = []
  for (let at = 0; at < asking.length; at += versionsPerStepMax)
    findings.push(...(await findFindings(client, asking.slice(at, at + versionsPerStepMax))))
  return findings
}

/** Versions that ask anything: by their own purl, or one of these questions beside it. */
function askingAmong(added: readonly AddedVersion[], questions: readonly Question[]): VersionRow[] {
  const further = Map.groupBy(questions, ({ component }) => component)
  return added.flatMap(({ key, purl, version, ecosystem }) => {
    const own = further.get(key) ?? []
    return ecosystem === null && own.length === 0
      ? []
      : { key, purl, version, answered: ecosystem !== null, further: own }
  })
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
    `select encode(version.key, 'hex') as key from feed_import_package touched
     join component_version version on version.org_id = $1
       and version.ecosystem = touched.ecosystem and version.package = touched.name
     where touched.import_id <= $2
     union
     select encode(query.component, 'hex') from feed_import_package touched
     join component_query query on query.org_id = $1
       and query.ecosystem = touched.ecosystem and query.package = touched.name
     where touched.import_id <= $2
     union
     select encode(finding.component, 'hex') from feed_import_package touched
     join finding on finding.org_id = $1 and finding.vulnerability = touched.name and finding.is_standing
     where touched.import_id <= $2 and touched.ecosystem = '${cveNote}'`,
    [organisation, upTo],
  )
  return touched.rows.map((row) => row.key)
}

const lockOf = (organisation: string) => `maek.match.${organisation}`

/** Versions that ask anything at all, by their own purl or beside it. */
async function findVersions(
  client: pg.PoolClient,
  organisation: string,
  keys: readonly string[],
): Promise<VersionRow[]> {
  const found = await client.query<VersionRow>(
    `with given as materialized (
       select decode(key, 'hex') as component from json_array_elements_text($2) as asked(key))
     select encode(key, 'hex') as key, purl, version, ecosystem is not null as answered,
       coalesce(further.asked, '[]') as further
     from given join component_version version on version.org_id = $1 and version.key = given.component
     left join lateral (
       select json_agg(json_build_object('via', query.via, 'asked', query.asked)
         order by query.via desc, query.ecosystem, query.package) as asked
       from component_query query where query.org_id = version.org_id and query.component = version.key) further on true
     where ecosystem is not null or further.asked is not null`,
    [organisation, JSON.stringify(keys)],
  )
  return found.rows
}

async function replaceFindings(
  client: pg.PoolClient,
  organisation: string,
  given: {
    readonly keys: readonly string[]
    readonly findings: readonly FoundFinding[]
    readonly at: string
  },
): Promise<number> {
  await holdSettling(client, organisation)
  const found = JSON.stringify(given.findings)
  const gone = await client.query<FindingKey>(
    `with given as materialized (
       select decode(key, 'hex') as component from json_array_elements_text($2) as asked(key)),
     kept as materialized (
       select decode(component, 'hex') as component, vulnerability
       from json_to_recordset($3) as x(component text, vulnerability text))
     delete from finding using given where finding.org_id = $1 and finding.component = given.component
       and not exists (select 1 from kept
         where kept.component = finding.component and kept.vulnerability = finding.vulnerability)
     returning encode(finding.component, 'hex') as component, vulnerability`,
    [organisation, JSON.stringify(given.keys), found],
  )
  await clearFindings(client, organisation, gone.rows)
  if (given.findings.length === 0) return 0
  const moved = await movedFindings(client, organisation, found)
  const written = await writeFindings(client, organisation, { found, at: given.at })
  const added = written.filter((row) => row.added)
  await placeFindings(
    client,
    organisation,
    [...added, ...moved].map(({ component, vulnerability }) => ({ component, vulnerability })),
  )
  const sightings = [...new Set(moved.map(({ vulnerability }) => vulnerability))].map((vulnerability) => ({
    vulnerability,
    cause: 'advisory' as const,
    seen: given.at,
  }))
  await fireTriggers(client, organisation, { sightings, at: given.at })
  await settleVersions(client, organisation, { keys: given.keys, today: given.at.slice(0, 10) })
  return added.length
}

type FindingKey = { component: string; vulnerability: string }
type WrittenFinding = FindingKey & { added: boolean; aliases: string[] }

/** Findings given as JSON, and the vulnerabilities they are of. */
async function writeFindings(
  client: pg.PoolClient,
  organisation: string,
  { found, at }: { readonly found: string; readonly at: string },
): Promise<WrittenFinding[]> {
  const written = await client.query<WrittenFinding>(
    `insert into finding (org_id, component, vulnerability, aliases, advisories, summary, how, fixed_in, score, vector,
       issuer, severity, rank, found_at)
     select $1, decode(component, 'hex'), vulnerability,
       array(select json_array_elements_text(aliases)), array(select json_array_elements_text(advisories)),
       summary, how, "fixedIn", score, vector, issuer, severity, rank, $3
     from json_to_recordset($2) as x(component text, vulnerability text, aliases json, advisories json, summary text,
       how text, "fixedIn" text, score numeric, vector text, issuer text, severity text, rank smallint)
     on conflict (org_id, component, vulnerability) do update set aliases = excluded.aliases,
       advisories = excluded.advisories, summary = excluded.summary, how = excluded.how, fixed_in = excluded.fixed_in,
       score = excluded.score, vector = excluded.vector, issuer = excluded.issuer, severity = excluded.severity,
       rank = excluded.rank
     returning (xmax = 0) as added, encode(component, 'hex') as component, vulnerability, aliases`,
    [organisation, found, at],
  )
  await noteFound(client, organisation, written.rows)
  return written.rows
}

/** Findings that stand already and whose evidence these change: other advisories, score, fix or range. */
async function movedFindings(
  client: pg.PoolClient,
  organisation: string,
  found: string,
): Promise<FindingKey[]> {
  const moved = await client.query<FindingKey>(
    `with x as materialized (
       select decode(component, 'hex') as component, vulnerability, advisories, how, "fixedIn", score, severity
       from json_to_recordset($2) as given(component text, vulnerability text, advisories json, how text,
         "fixedIn" text, score numeric, severity text))
     select encode(finding.component, 'hex') as component, finding.vulnerability
     from x join finding on finding.org_id = $1 and finding.component = x.component
       and finding.vulnerability = x.vulnerability
     where (finding.how, finding.fixed_in, finding.score, finding.severity, finding.advisories) is distinct from
       (x.how, x."fixedIn", x.score, x.severity, array(select json_array_elements_text(x.advisories)))`,
    [organisation, found],
  )
  return moved.rows
}
