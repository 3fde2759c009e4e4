import { hash } from 'node:crypto'
import { parseEntry } from '@maek/ledger/entry.ts'
import { emptyRange, growRange, hashLeaf } from '@maek/ledger/merkle.ts'
import { withOrganisation } from '@maek/server/database/scope.ts'
import type { House } from '@maek/server/house.ts'
import { expect } from 'vitest'

/** Holds every entry against its text, the tree against its head, and the signer against both. */
export async function judgeLog(house: House, organisation: string): Promise<void> {
  const { entries, head, tiles } = await withOrganisation(house.database, organisation, async (client) => ({
    entries: await client.query<{
      index: number
      leaf: Buffer
      digest: Buffer
      canonical: string
      body: string
    }>(
      `select entry.index, entry.leaf, entry.digest, coalesce(revision.canonical, note.canonical) as canonical
       from ledger_entry entry
       left join record_revision revision on revision.org_id = entry.org_id and revision.ledger_index = entry.index
       left join ledger_note note on note.org_id = entry.org_id and note.ledger_index = entry.index order by entry.index`,
    ),
    head: await client.query<{ size: number; edge: Buffer; signed_size: number }>(
      'select * from ledger_head',
    ),
    tiles: await client.query<{ number: number; hashes: Buffer }>(
      'select number, hashes from ledger_tile where level = 0 order by number',
    ),
  }))
  const sha256 = (bytes: Uint8Array) => hash('sha256', bytes, 'buffer')
  let range = emptyRange
  const leaves: Uint8Array[] = []
  for (const [at, row] of entries.rows.entries()) {
    expect(row.index).toBe(at)
    expect(hash('sha256', row.canonical, 'hex')).toBe(row.digest.toString('hex'))
    expect(parseEntry(row.leaf)).toMatchObject({ ok: true, value: { i: at, h: row.digest.toString('hex') } })
    const leaf = hashLeaf(row.leaf, sha256)
    leaves.push(leaf)
    range = growRange(range, leaf, { hash: sha256 })
  }
  const standing = head.rows[0]
  expect(standing?.size).toBe(entries.rows.length)
  expect(standing?.edge.equals(Buffer.concat(range.hashes))).toBe(true)
  for (const tile of tiles.rows) {
    expect(tile.hashes.equals(Buffer.concat(leaves.slice(tile.number * 256, tile.number * 256 + 256)))).toBe(
      true,
    )
  }
  expect(tiles.rows.length).toBe(Math.floor(entries.rows.length / 256))
  // The signer remembers nothing the database does not hold, and goes on from there.
  expect(await house.checkpoints.gapOf(organisation)).toBeNull()
  expect((await house.checkpoints.sign(organisation)).signedSize).toBe(entries.rows.length)
}
