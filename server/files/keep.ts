import type { Actor } from '@maek/domain/record.ts'
import { withOrganisation } from '../database/scope.ts'
import type { House } from '../house.ts'

/** Bytes first, durable; then the row that makes them usable. A crash in between leaves an unused file, no loss. */
export async function keepFile(
  house: Pick<House, 'files' | 'database' | 'now'>,
  actor: Actor,
  file: { readonly bytes: Buffer; readonly mediaType: string },
): Promise<{ sha256: string; size: number }> {
  const stored = await house.files.put(actor.organisation, file.bytes)
  await withOrganisation(house.database, actor.organisation, (client) =>
    client.query(
      `insert into file (org_id, sha256, size, media_type, created_at, created_by) values ($1, $2, $3, $4, $5, $6)
       on conflict do nothing`,
      [
        actor.organisation,
        Buffer.from(stored.sha256, 'hex'),
        stored.size,
        file.mediaType,
        house.now(),
        actor.id,
      ],
    ),
  )
  return stored
}
