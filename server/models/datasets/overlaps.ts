import { type Overlap, overlapSchema } from '@maek/domain/models/datasets/manifest-leak.ts'
import type pg from 'pg'
import { withOrganisation } from '../../database/scope.ts'
import type { House } from '../../house.ts'
import { type RecordTableRow, recordColumns, storedFrom } from '../../records/row.ts'
import { compareBeside } from './beside.ts'
import { findManifests } from './manifest-rows.ts'
import { manifestHash } from './named-manifest.ts'

export type DatasetHead = {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly state: string
}
export type Pair = {
  readonly fitted: DatasetHead
  readonly tested: DatasetHead
  readonly overlap: Overlap | 'unknown'
}

/** Each dataset that was learned from against each that is tested on; unknown where one has no manifest of ours. */
export async function overlapsBetween(
  house: Pick<House, 'database' | 'files'>,
  organisation: string,
  ids: { readonly fitted: readonly string[]; readonly tested: readonly string[] },
): Promise<Pair[]> {
  const { heads, manifests } = await withOrganisation(house.database, organisation, (client) =>
    findDatasets(client, organisation, [...ids.fitted, ...ids.tested]),
  )
  const pairs: Pair[] = []
  for (const fitted of ids.fitted) {
    for (const tested of ids.tested) {
      const [learned, judged] = [heads.get(fitted), heads.get(tested)]
      if (!learned || !judged) continue
      const hashes = { fitted: manifests.get(fitted), tested: manifests.get(tested) }
      const overlap = await overlapOfHashes(house, organisation, hashes)
      pairs.push({ fitted: learned, tested: judged, overlap })
    }
  }
  return pairs
}

async function findDatasets(client: pg.PoolClient, organisation: string, ids: readonly string[]) {
  const found = await client.query<RecordTableRow>(
    `select ${recordColumns} from record where org_id = $1 and id = any($2::uuid[])`,
    [organisation, ids],
  )
  const records = found.rows.map(storedFrom)
  const named = records.flatMap((record) => {
    const sha256 = manifestHash(record)
    return sha256 === undefined ? [] : [[record.id, sha256] as const]
  })
  const ours = await findManifests(
    client,
    organisation,
    named.map(([, sha256]) => sha256),
  )
  return {
    heads: new Map(records.map(({ id, number, title, state }) => [id, { id, number, title, state }])),
    manifests: new Map(named.filter(([, sha256]) => ours.has(sha256))),
  }
}

type Hashes = { readonly fitted: string | undefined; readonly tested: string | undefined }

/** Worked out once for two manifests and kept: both are what their hash says for ever. */
async function overlapOfHashes(
  house: Pick<House, 'database' | 'files'>,
  organisation: string,
  { fitted, tested }: Hashes,
): Promise<Overlap | 'unknown'> {
  if (fitted === undefined || tested === undefined) return 'unknown'
  const key = [organisation, Buffer.from(fitted, 'hex'), Buffer.from(tested, 'hex')]
  const kept = await withOrganisation(house.database, organisation, (client) =>
    client.query<{ overlap: unknown }>(
      'select overlap from dataset_overlap where org_id = $1 and fitted = $2 and tested = $3',
      key,
    ),
  )
  if (kept.rows[0]) return overlapSchema.parse(kept.rows[0].overlap)
  const [learned, judged] = [
    await house.files.get(organisation, fitted),
    await house.files.get(organisation, tested),
  ]
  if (!learned.ok || !judged.ok) return 'unknown' // a damaged file is told by the file store and the reconciliation
  const overlap = await compareBeside(learned.value, judged.value)
  if (!overlap.ok) throw new Error(`a manifest that was taken in is refused: ${overlap.refusal.because.en}`)
  await withOrganisation(house.database, organisation, (client) =>
    client.query(
      `insert into dataset_overlap (org_id, fitted, tested, overlap) values ($1, $2, $3, $4) on conflict do nothing`,
      [...key, JSON.stringify(overlap.value)],
    ),
  )
  return overlap.value
}
