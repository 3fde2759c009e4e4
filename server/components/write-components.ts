import { once } from 'node:events'
import { emptyQuality } from '@maek/domain/components/quality.ts'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
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
  create temporary table if not exists intake_line (position integer, component bytea, reference text, licences jsonb,
    hashes jsonb, supplier text, scope text, part_of text, needs integer[], gaps integer, details json)
    on commit delete rows`

/**
 * Writes the lines of an SBOM, what was understood of it, and the component versions nobody named before; answers
 * the keys of those. Before: inside the transaction that writes the SBOM's record.
 */
export async function writeComponents(
  client: pg.PoolClient,
  organisation: string,
  sbom: { readonly id: string; readonly prepared: PreparedSbom },
): Promise<string[]> {
  const { prepared, id } = sbom
  await client.query(`${plansByKey}; ${sessionTables}`)
  await copyInto(client, 'intake_version', prepared.versions)
  const inserted = await client.query<{ key: string }>(
    `insert into component_version (org_id, key, type, name, version, purl, cpe, ecosystem, package, queried_version)
     select $1, key, type, name, version, purl, cpe, ecosystem, package, queried_version from intake_version
     on conflict (org_id, key) do nothing
     returning encode(key, 'hex') as key`,
    [organisation],
  )
  await copyInto(client, 'intake_line', prepared.lines)
  await client.query(
    `insert into sbom_component (org_id, sbom_id, position, component, reference, licences, hashes, supplier, scope,
       part_of, needs, gaps, details)
     select $1, $2, position, component, reference, licences, hashes, supplier, scope, part_of, needs, gaps, details
     from intake_line`,
    [organisation, id],
  )
  await writeReading(client, organisation, sbom)
  return inserted.rows.map((row) => row.key)
}

async function writeReading(
  client: pg.PoolClient,
  organisation: string,
  { id, prepared }: { readonly id: string; readonly prepared: PreparedSbom },
): Promise<void> {
  const { subject } = prepared.head
  await client.query(
    `insert into sbom_reading (org_id, sbom_id, subject, roots, quality, faults, fault_count)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      organisation,
      id,
      subject === undefined ? null : JSON.stringify(subject),
      prepared.roots,
      JSON.stringify(prepared.quality),
      JSON.stringify(prepared.faults),
      prepared.head.faultCount,
    ],
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
  await copyInto(client, 'intake_line', prepared.lines)
  await client.query(
    `update sbom_component line set needs = read.needs, gaps = read.gaps, details = read.details
     from intake_line read
     where line.org_id = $1 and line.sbom_id = $2 and line.position = read.position
       and line.reference = read.reference`,
    [organisation, id],
  )
  await writeReading(client, organisation, { id, prepared })
}

async function copyInto(client: pg.PoolClient, table: string, rows: Uint8Array): Promise<void> {
  if (rows.length === 0) return
  const stream = client.query(copyFrom(`copy ${table} from stdin`))
  stream.end(Buffer.from(rows.buffer, rows.byteOffset, rows.byteLength))
  await once(stream, 'finish')
}
