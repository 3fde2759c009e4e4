import type { ManifestSummary } from '@maek/domain/models/datasets/api.ts'
import { splitSummarySchema } from '@maek/domain/models/datasets/api.ts'
import { type ManifestChanges, manifestChangesSchema } from '@maek/domain/models/datasets/manifest-diff.ts'
import type pg from 'pg'
import { z } from 'zod'

/* Rows that say what manifests came to; worked out from the kept files, so nothing is lost with them. */

export type ManifestRow = {
  readonly sha256: Buffer
  readonly root: Buffer
  readonly key_id: string
  readonly items: number
  readonly subjects: number | null
  readonly duplicates: number
  readonly splits: unknown
  readonly labelled: boolean
  readonly unit: 'file' | 'row'
  readonly total_bytes: string | number
}

export const manifestColumns =
  'm.sha256, m.root, m.key_id, m.items, m.subjects, m.duplicates, m.splits, m.labelled, m.unit, m.total_bytes'

export function summaryFrom(row: ManifestRow): ManifestSummary {
  return {
    sha256: row.sha256.toString('hex'),
    root: row.root.toString('hex'),
    key: row.key_id,
    items: row.items,
    subjects: row.subjects,
    duplicates: row.duplicates,
    splits: z.array(splitSummarySchema).parse(row.splits),
    labelled: row.labelled,
    unit: row.unit,
    bytes: Number(row.total_bytes),
  }
}

/** What is known of manifests by their hashes; those that are none of ours are not among them. */
export async function findManifests(
  client: pg.PoolClient,
  organisation: string,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, ManifestSummary>> {
  if (hashes.length === 0) return new Map()
  const found = await client.query<ManifestRow>(
    `select ${manifestColumns} from dataset_manifest m where m.org_id = $1 and m.sha256 = any($2::bytea[])`,
    [organisation, hashes.map((one) => Buffer.from(one, 'hex'))],
  )
  return new Map(found.rows.map((row) => [row.sha256.toString('hex'), summaryFrom(row)]))
}

export type FingerprintToWrite = {
  readonly dataset: string
  readonly at: string
  readonly summary: ManifestSummary
  readonly against: string | null
  readonly changes: ManifestChanges | null
  readonly check: string | null
}

export async function writeFingerprint(
  client: pg.PoolClient,
  organisation: string,
  written: FingerprintToWrite,
): Promise<void> {
  const { dataset, at, summary, against, changes, check } = written
  await client.query(
    `insert into dataset_manifest
       (org_id, sha256, root, key_id, items, subjects, duplicates, splits, labelled, unit, total_bytes)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing`,
    [
      organisation,
      Buffer.from(summary.sha256, 'hex'),
      Buffer.from(summary.root, 'hex'),
      summary.key,
      summary.items,
      summary.subjects,
      summary.duplicates,
      JSON.stringify(summary.splits),
      summary.labelled,
      summary.unit,
      summary.bytes,
    ],
  )
  await client.query(
    `insert into dataset_fingerprint (org_id, dataset_id, n, at, sha256, against, changes, check_id)
     select $1, $2, coalesce(max(n), 0) + 1, $3, $4, $5, $6, $7
     from dataset_fingerprint where org_id = $1 and dataset_id = $2`,
    [
      organisation,
      dataset,
      at,
      Buffer.from(summary.sha256, 'hex'),
      against === null ? null : Buffer.from(against, 'hex'),
      changes === null ? null : JSON.stringify(changes),
      check,
    ],
  )
}

export type Fingerprint = {
  readonly at: string
  readonly manifest: ManifestSummary
  readonly changes: ManifestChanges | null
  readonly isFirst: boolean
  readonly checkId: string | null
}

/** The fingerprints of a dataset, the newest first. */
export async function findFingerprints(
  client: pg.PoolClient,
  organisation: string,
  dataset: string,
): Promise<Fingerprint[]> {
  const found = await client.query<
    ManifestRow & { at: string; against: Buffer | null; changes: unknown; check_id: string | null }
  >(
    `select f.at, f.against, f.changes, f.check_id, ${manifestColumns} from dataset_fingerprint f
     join dataset_manifest m on m.org_id = f.org_id and m.sha256 = f.sha256
     where f.org_id = $1 and f.dataset_id = $2 order by f.n desc limit 200`,
    [organisation, dataset],
  )
  return found.rows.map((row) => ({
    at: row.at,
    manifest: summaryFrom(row),
    changes: row.changes === null ? null : manifestChangesSchema.parse(row.changes),
    isFirst: row.against === null,
    checkId: row.check_id,
  }))
}
