import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { emptyQuality } from '@maek/domain/components/quality.ts'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { bytesCopied } from './copy-text.ts'
import { isCovered } from './coverage.ts'
import type { AddedVersion } from './matching.ts'
import type { PreparedSbom } from './prepare-sbom.ts'

/**
 * Until the transaction ends, tables are read by their keys. PostgreSQL plans the check of a foreign key once a
 * connection: planned while a table is nearly empty, it may read the whole table for every line of every later SBOM.
 */
const plansByKey = 'set local enable_seqscan = off'

/*
 * COPY into tables of the session, then one INSERT from each: PostgreSQL copies into no table with row-level
 * security, and the tables of the session write no log. They are emptied at every commit.
 */
const sessionTables = `
  create temporary table if not exists intake_version (key bytea, type text, name text, version text, purl text,
    cpe text, ecosystem text, package text, queried_version text) on commit delete rows;
  create temporary table if not exists intake_line (sbom_id uuid, position integer, component bytea, reference text,
    licences jsonb, hashes jsonb, supplier text, scope text, part_of text, needs integer[], gaps integer, details json,
    ecosystem text) on commit delete rows`

type PreparedRecord = { readonly id: string; readonly prepared: PreparedSbom }

/**
 * Writes the lines of SBOMs and what was understood of each. Before: after `writeVersions`, inside the transaction that
 * writes the SBOMs' records.
 */
export async function writeLines(
  client: pg.PoolClient,
  organisation: string,
  sboms: readonly PreparedRecord[],
): Promise<void> {
  await copyInto(
    client,
    'intake_line',
    sboms.map(({ prepared }) => prepared.lines),
  )
  await client.query({
    name: 'intake-lines',
    text: `insert into sbom_component (org_id, sbom_id, position, component, reference, licences, hashes, supplier,
       scope, part_of, needs, gaps, details)
     select $1, sbom_id, position, component, reference, licences, hashes, supplier, scope, part_of, needs, gaps,
       details from intake_line`,
    values: [organisation],
  })
  await writeReadings(client, organisation, sboms)
}

/** A component version by its key, with its row for `intake_version`. */
export type NamedVersion = { readonly key: string; readonly row: Buffer }

/** What SBOMs name, each version once; of several descriptions the first stands, as when the SBOMs come one by one. */
export function versionsOf(sboms: readonly Pick<PreparedSbom, 'versions' | 'versionEnds'>[]): NamedVersion[] {
  const found = new Map<string, Buffer>()
  for (const { versions, versionEnds } of sboms) {
    const rows = bytesOf(versions)
    let start = 0
    for (const end of versionEnds) {
      const key = bytesCopied(rows, start, 32)
      if (!found.has(key)) found.set(key, rows.subarray(start, end))
      start = end
    }
  }
  return [...found].map(([key, row]) => ({ key, row }))
}

/** Writes the component versions nobody named before; answers those. */
export async function writeVersions(
  client: pg.PoolClient,
  organisation: string,
  versions: readonly NamedVersion[],
): Promise<AddedVersion[]> {
  await client.query(`${plansByKey}; ${sessionTables}`)
  if (versions.length === 0) return []
  await copyInto(client, 'intake_version', [Buffer.concat(versions.map(({ row }) => row))])
  const inserted = await client.query<AddedVersion>(
    `insert into component_version (org_id, key, type, name, version, purl, cpe, ecosystem, package, queried_version)
     select $1::uuid, key, type, name, version, purl, cpe, ecosystem, package, queried_version
     from intake_version order by key
     on conflict (org_id, key) do nothing
     returning encode(key, 'hex') as key, type, name, version, purl, cpe, ecosystem`,
    [organisation],
  )
  return inserted.rows
}

export type Counts = { readonly covered: number; readonly findings: number }

/** For SBOMs just written, in the same transaction: lines that a source covers, and what was found in them. */
export async function countWritten(
  client: pg.PoolClient,
  organisation: string,
  sboms: readonly string[],
): Promise<ReadonlyMap<string, Counts>> {
  const found = await client.query<Counts & { id: string }>({
    name: 'intake-counts',
    text: `with told as materialized (
       select key, ${isCovered} as covered
       from (select distinct $1::uuid as org_id, component as key, ecosystem from intake_line) version),
     line as materialized (
       select sbom_id, count(*) as covered from intake_line join told on told.key = component
       where told.covered group by sbom_id),
     place as materialized (
       select sbom_id, count(*) as findings from finding_place
       where org_id = $1 and sbom_id = any($2::uuid[]) group by sbom_id)
     select id, coalesce(covered, 0)::int as covered, coalesce(findings, 0)::int as findings
     from unnest($2::uuid[]) as asked(id)
     left join line on line.sbom_id = id left join place on place.sbom_id = id`,
    values: [organisation, sboms],
  })
  return new Map(found.rows.map(({ id, covered, findings }) => [id, { covered, findings }]))
}

async function writeReadings(
  client: pg.PoolClient,
  organisation: string,
  sboms: readonly PreparedRecord[],
): Promise<void> {
  const rows = sboms.map(({ id, prepared }) => ({
    id,
    subject: prepared.head.subject,
    roots: `{${prepared.roots.join()}}`,
    quality: prepared.quality,
    faults: prepared.faults,
    count: prepared.head.faultCount,
  }))
  await client.query(
    `insert into sbom_reading (org_id, sbom_id, subject, roots, quality, faults, fault_count)
     select $1, id, subject, roots::integer[], quality, faults, count
     from json_to_recordset($2) as x(id uuid, subject json, roots text, quality json, faults json, count integer)`,
    [organisation, JSON.stringify(rows)],
  )
}

/**
 * For an SBOM registered before its quality was kept: fills in what its lines lack. The order of lines is the same for
 * the same bytes; where they are gone or read otherwise now, only an empty reading is written, so that it is told.
 */
export async function rewriteReading(
  client: pg.PoolClient,
  organisation: string,
  { id, prepared }: { readonly id: string; readonly prepared: PreparedSbom | null },
): Promise<void> {
  if (!prepared) {
    await client.query(
      `insert into sbom_reading (org_id, sbom_id, roots, quality, faults, fault_count, schema_state, schema_name)
       values ($1, $2, '{}', $3, '[]', 0, 'not-checked', 'the file cannot be read again')`,
      [organisation, id, JSON.stringify(emptyQuality)],
    )
    return
  }
  await client.query(sessionTables)
  await copyInto(client, 'intake_line', [prepared.lines])
  await client.query(
    `update sbom_component line set needs = read.needs, gaps = read.gaps, details = read.details
     from intake_line read
     where line.org_id = $1 and line.sbom_id = read.sbom_id and line.position = read.position
       and line.reference = read.reference`,
    [organisation],
  )
  await writeReadings(client, organisation, [{ id, prepared }])
}

async function copyInto(client: pg.PoolClient, table: string, rows: readonly Uint8Array[]): Promise<void> {
  const full = rows.filter(({ length }) => length > 0)
  if (full.length === 0) return
  await pipeline(Readable.from(full.map(bytesOf)), client.query(copyFrom(`copy ${table} from stdin`)))
}

/** The same memory as a Buffer, which is what the stream takes. */
function bytesOf(rows: Uint8Array): Buffer {
  return Buffer.from(rows.buffer, rows.byteOffset, rows.byteLength)
}
