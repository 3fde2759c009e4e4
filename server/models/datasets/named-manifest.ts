import { dataset } from '@maek/domain/models/dataset.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import { withOrganisation } from '../../database/scope.ts'
import type { House } from '../../house.ts'
import { findManifests } from './manifest-rows.ts'

/** The hash of the manifest file a dataset names, whoever made it. */
export function manifestHash(record: Pick<StoredRecord, 'body'>): string | undefined {
  return dataset.shape.manifest.safeParse(record.body.manifest).data?.sha256
}

/** The bytes of the manifest of ours that a dataset names; null where it names none, or a file of another make. */
export async function namedManifest(
  house: Pick<House, 'database' | 'files'>,
  organisation: string,
  record: Pick<StoredRecord, 'body'>,
): Promise<{ readonly sha256: string; readonly bytes: Buffer } | null> {
  const sha256 = manifestHash(record)
  if (sha256 === undefined) return null
  const known = await withOrganisation(house.database, organisation, (client) =>
    findManifests(client, organisation, [sha256]),
  )
  if (!known.has(sha256)) return null
  const bytes = await house.files.get(organisation, sha256)
  if (!bytes.ok) throw new Error(bytes.refusal.because.en)
  return { sha256, bytes: bytes.value }
}
