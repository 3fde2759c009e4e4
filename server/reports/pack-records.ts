import { filesOf } from '@maek/domain/kind.ts'
import { kindByName } from '@maek/domain/kinds.ts'
import { canonicalText, generalRules } from '@maek/ledger/canonical.ts'
import { recordFileBytes } from '@maek/ledger/pack.ts'
import { z } from 'zod'
import { withOrganisation } from '../database/scope.ts'
import type { House } from '../house.ts'

/** A revision chosen for a pack. Once chosen it never changes: history is only ever added to. */
export type Pinned = { readonly id: string; readonly version: number }

type Source = { readonly house: Pick<House, 'database'>; readonly organisation: string }

/** The newest version of each record that stood at the moment asked for; a record made later is not there. */
export async function pinVersions(
  { house, organisation }: Source,
  asked: { readonly ids: readonly string[]; readonly asOf: string },
): Promise<readonly Pinned[]> {
  const found = await withOrganisation(house.database, organisation, (client) =>
    client.query<Pinned>(
      `select record_id as id, max(version) as version from record_revision
       where org_id = $1 and record_id = any($2::uuid[]) and at <= $3 group by record_id order by record_id`,
      [organisation, asked.ids, asked.asOf],
    ),
  )
  return found.rows
}

/** A record as the pack shows it. Personal fields stand in it as salted digests only. */
export type ShownRecord = {
  readonly name: string
  readonly bytes: Uint8Array
  readonly files: readonly { readonly sha256: string; readonly size: number }[]
}

const revision = z.looseObject({ kind: z.string(), body: z.record(z.string(), z.unknown()) })
const recordsAtOnce = 200

/** The pinned revisions in their order, a few hundred at a time: a pack of any size needs little memory. */
export async function* shownRecords(
  { house, organisation }: Source,
  pinned: readonly Pinned[],
): AsyncGenerator<ShownRecord> {
  for (let first = 0; first < pinned.length; first += recordsAtOnce) {
    const part = pinned.slice(first, first + recordsAtOnce)
    const found = await withOrganisation(house.database, organisation, (client) =>
      client.query<{ id: string; ledger_index: number; canonical: string }>(
        `select record_id as id, ledger_index, canonical from record_revision
         join json_to_recordset($2) as x(id uuid, version integer)
           on record_revision.record_id = x.id and record_revision.version = x.version
         where org_id = $1 order by record_id`,
        [organisation, JSON.stringify(part)],
      ),
    )
    for (const row of found.rows) {
      const said = revision.parse(JSON.parse(row.canonical))
      const kind = kindByName(said.kind)
      yield {
        name: `records/${row.id}.json`,
        bytes: fileOf(row.canonical, row.ledger_index),
        files: kind ? filesOf(kind, said.body) : [],
      }
    }
  }
}

function fileOf(canonical: string, ledgerIndex: number): Uint8Array {
  // Written by canonicalText from a plain object (server/records/revision.ts), so it reads back as one.
  const said = JSON.parse(canonical) as Parameters<typeof recordFileBytes>[0]
  if (canonicalText(said, generalRules) !== canonical) throw new Error('a stored revision is not canonical')
  return recordFileBytes(said, ledgerIndex)
}
