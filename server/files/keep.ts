import type { Actor } from '@maek/domain/record.ts'
import type pg from 'pg'
import type { KeptFile } from '../acts.ts'
import type { Database } from '../database/open.ts'
import { withOrganisation } from '../database/scope.ts'
import type { FileStore } from './store.ts'
import type { Upload } from './upload.ts'

type Shelf = { readonly files: FileStore; readonly database: Database; readonly now: () => string }

/** Bytes first, durable; then the row that makes them usable. A crash in between leaves an unused file, no loss. */
export async function keepFile(
  house: Shelf,
  actor: Actor,
  file: { readonly bytes: Buffer; readonly mediaType: string },
): Promise<{ sha256: string; size: number }> {
  const stored = await house.files.put(actor.organisation, file.bytes)
  const kept = { ...stored, mediaType: file.mediaType, by: actor.id, at: house.now() }
  await withOrganisation(house.database, actor.organisation, (client) =>
    insertFiles(client, actor.organisation, [kept]),
  )
  return stored
}

/** The same for a body that lies in a file: it is moved into the store. */
export async function keepUpload(
  house: Shelf,
  actor: Actor,
  { upload, mediaType }: { readonly upload: Upload; readonly mediaType: string },
): Promise<void> {
  await house.files.adopt(actor.organisation, upload)
  const { sha256, size } = upload
  await withOrganisation(house.database, actor.organisation, (client) =>
    insertFiles(client, actor.organisation, [{ sha256, size, mediaType, by: actor.id, at: house.now() }]),
  )
}

/** The rows of files whose bytes are durable already. */
export async function insertFiles(
  client: pg.PoolClient,
  organisation: string,
  files: readonly KeptFile[],
): Promise<void> {
  if (files.length === 0) return
  await client.query(
    `insert into file (org_id, sha256, size, media_type, created_at, created_by)
     select $1, decode(sha256, 'hex'), size, "mediaType", at, by
     from json_to_recordset($2) as x(sha256 text, size bigint, "mediaType" text, at timestamptz, by text)
     order by sha256 on conflict do nothing`,
    [organisation, JSON.stringify(files)],
  )
}
