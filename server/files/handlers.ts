import { readFile, storeFile } from '@maek/domain/api.ts'
import { fileValue } from '@maek/domain/field.ts'
import type { Body, Kind } from '@maek/domain/kind.ts'
import { accept } from '@maek/domain/refusal.ts'
import { z } from 'zod'
import { withOrganisation } from '../database/scope.ts'
import { actorOf, handle } from '../http/handler.ts'
import { notFound } from '../http/problems.ts'
import { findRecord } from '../records/find.ts'
import { kindFor } from '../records/kind-for.ts'
import { checkFile } from './content.ts'
import { keepFile } from './keep.ts'

export const storeFileHandler = handle(storeFile, async (input, call) => {
  const actor = actorOf(call)
  const checked = await checkFile(input.name, call.bytes)
  if (!checked.ok) return checked
  const { name, mediaType } = checked.value
  const stored = await keepFile(call.house, actor, { bytes: call.bytes, mediaType })
  return accept({ ...stored, name, mediaType })
})

/** Larger files are sent piece by piece. */
const inMemoryBytesMax = 50_000_000

/** A file is read only through a record that shows it, in any of its versions: permission is the record's. */
export const readFileHandler = handle(readFile, async (input, call) => {
  const actor = actorOf(call)
  const kind = kindFor(input.kind, actor, 'read')
  if (!kind.ok) return kind
  const shown = await withOrganisation(call.house.database, actor.organisation, async (client) => {
    const found = await findRecord(client, actor.organisation, input)
    if (!found.ok) return found
    const current = nameOf(kind.value, found.value.record.body, input.sha256)
    if (current !== undefined) return accept({ name: current })
    const earlier = await client.query(
      // As a member of a file value: inside any text the quotation marks would be escaped.
      'select 1 from record_revision where org_id = $1 and record_id = $2 and position($3 in canonical) > 0 limit 1',
      [actor.organisation, input.id, `"sha256":"${input.sha256}"`],
    )
    return earlier.rowCount === 0 ? { ok: false as const, refusal: notFound } : accept({ name: input.sha256 })
  })
  if (!shown.ok) return shown
  const { name } = shown.value
  const mediaType = 'application/octet-stream'
  const { files } = call.house
  if (((await files.sizeOf(actor.organisation, input.sha256)) ?? 0) > inMemoryBytesMax) {
    // Cut off at the end where the bytes are not what the hash says: half a file is no file.
    return accept({ name, mediaType, content: streamOf(files.pieces(actor.organisation, input.sha256)) })
  }
  const bytes = await files.get(actor.organisation, input.sha256)
  return bytes.ok ? accept({ name, mediaType, content: bytes.value }) : bytes
})

function streamOf(pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const next = await pieces.next()
      if (next.done) controller.close()
      else controller.enqueue(next.value)
    },
    cancel: async () => {
      await pieces.return(undefined)
    },
  })
}

function nameOf(kind: Kind, body: Body, sha256: string): string | undefined {
  const shown = Object.entries(kind.fields).flatMap(([name, field]) =>
    field.widget === 'file'
      ? [body[name]]
      : field.widget === 'files'
        ? z.array(z.unknown()).parse(body[name] ?? [])
        : [],
  )
  return shown.map((value) => fileValue.safeParse(value).data).find((file) => file?.sha256 === sha256)?.name
}
