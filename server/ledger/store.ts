import { hashLeaf } from '@maek/ledger/merkle.ts'
import { encodeBundle, type TileAt, tileWidth } from '@maek/ledger/tiles.ts'
import type pg from 'pg'
import { fastSha256 } from './hash.ts'

/** Hashes of tile level boundaries as they complete: level 0 are leaves, level 8 roots of 256 of them, and so on. */
type Completed = { readonly level: number; readonly index: number; readonly hash: Uint8Array }

/**
 * Stores every tile that became full. The hashes of a tile that began in an earlier transaction are read back;
 * partial tiles are never stored: they are derived from the entries.
 */
export async function keepFullTiles(
  client: pg.PoolClient,
  organisation: string,
  completed: readonly Completed[],
): Promise<void> {
  for (const last of completed.filter((node) => node.index % tileWidth === tileWidth - 1)) {
    const level = last.level / 8
    const number = Math.floor(last.index / tileWidth)
    const first = number * tileWidth
    const fresh = new Map(
      completed.filter((node) => node.level === last.level).map((node) => [node.index, node.hash]),
    )
    const hashes: Uint8Array[] = []
    const begun = fresh.has(first)
      ? []
      : await tileHashes(client, organisation, { level, index: number, width: tileWidth })
    for (let index = first; index < first + tileWidth; index += 1) {
      const hash = fresh.get(index) ?? begun[index - first]
      if (!hash) throw new Error(`tile ${level}/${number} lacks hash ${index}`)
      hashes.push(hash)
    }
    await client.query('insert into ledger_tile (org_id, level, number, hashes) values ($1, $2, $3, $4)', [
      organisation,
      level,
      number,
      Buffer.concat(hashes),
    ])
  }
}

/** The hashes of a tile that may still be partial: leaf hashes from entries, higher ones from the roots of full tiles. */
async function tileHashes(
  client: pg.PoolClient,
  organisation: string,
  tile: TileAt & { level: number },
): Promise<Uint8Array[]> {
  const first = tile.index * tileWidth
  if (tile.level === 0) {
    const found = await client.query<{ leaf: Buffer }>(
      'select leaf from ledger_entry where org_id = $1 and index >= $2 and index < $3 order by index',
      [organisation, first, first + tile.width],
    )
    return found.rows.map((row) => hashLeaf(row.leaf, fastSha256))
  }
  const found = await client.query<{ hashes: Buffer }>(
    'select hashes from ledger_tile where org_id = $1 and level = $2 and number >= $3 and number < $4 order by number',
    [organisation, tile.level - 1, first, first + tile.width],
  )
  return found.rows.map((row) => rootOfFullTile(row.hashes))
}

function rootOfFullTile(tile: Buffer): Uint8Array {
  let row: Uint8Array[] = []
  for (let at = 0; at < tile.length; at += 32) row.push(tile.subarray(at, at + 32))
  while (row.length > 1) {
    const above: Uint8Array[] = []
    for (let at = 0; at < row.length; at += 2)
      above.push(fastSha256(Buffer.concat([Buffer.of(1), ...row.slice(at, at + 2)])))
    row = above
  }
  const root = row[0]
  if (!root) throw new Error('a full tile has a root')
  return root
}

/** One file of the tlog-tiles layout from the database: a hash tile or a bundle of entries. */
export async function readTile(
  client: pg.PoolClient,
  organisation: string,
  tile: TileAt,
): Promise<Uint8Array> {
  if (tile.level === 'entries') {
    const first = tile.index * tileWidth
    const found = await client.query<{ leaf: Buffer }>(
      'select leaf from ledger_entry where org_id = $1 and index >= $2 and index < $3 order by index',
      [organisation, first, first + tile.width],
    )
    return encodeBundle(found.rows.map((row) => row.leaf))
  }
  const stored = await client.query<{ hashes: Buffer }>(
    'select hashes from ledger_tile where org_id = $1 and level = $2 and number = $3',
    [organisation, tile.level, tile.index],
  )
  const whole =
    stored.rows[0]?.hashes ??
    Buffer.concat(await tileHashes(client, organisation, { ...tile, level: tile.level }))
  return whole.subarray(0, tile.width * 32)
}
