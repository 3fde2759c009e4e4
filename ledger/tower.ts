import { hexText } from './bytes.ts'
import type { Sha256 } from './hash.ts'
import { type TileAt, tileWidth } from './tiles.ts'

const hashBytes = 32
const tileBytes = tileWidth * hashBytes

/** The open tile of one level while a log is read from its beginning. */
type Floor = { readonly tile: Uint8Array; count: number; index: number }

/**
 * The tree of a log of any length in at most seven open tiles: hashes go in at the bottom, a full tile's root
 * goes in one floor up. Memory is flat; nothing but the current tiles is kept.
 */
export type Tower = {
  readonly floors: Floor[]
  readonly hash: Sha256
  readonly node: Uint8Array
  readonly leaf: Uint8Array
}

/** A finished tile, handed out to be written or compared; its bytes are only valid until the next call. */
export type FinishedTile = { readonly at: TileAt; readonly bytes: Uint8Array }

export function newTower(hash: Sha256): Tower {
  const node = new Uint8Array(1 + 2 * hashBytes)
  node[0] = 1
  return { floors: [], hash, node, leaf: new Uint8Array(1 + 0xffff) }
}

/** Adds the leaf bytes[from, to). When that fills tiles, they are returned lowest first. */
export function raise(
  tower: Tower,
  bytes: Uint8Array,
  span: { readonly from: number; readonly to: number },
): readonly FinishedTile[] {
  const { leaf } = tower
  const end = span.to - span.from + 1
  leaf.set(bytes.subarray(span.from, span.to), 1)
  return push(tower, 0, tower.hash(leaf.subarray(0, end)))
}

const nothing: readonly FinishedTile[] = []

function push(tower: Tower, level: number, hash: Uint8Array): readonly FinishedTile[] {
  const floor = floorOf(tower, level)
  floor.tile.set(hash, floor.count * hashBytes)
  floor.count += 1
  if (floor.count < tileWidth) return nothing
  const bytes = floor.tile.slice()
  const finished = { at: { level, index: floor.index, width: tileWidth }, bytes }
  const above = push(tower, level + 1, subtreeRoot(tower, bytes, { from: 0, count: tileWidth }))
  floor.index += 1
  floor.count = 0
  return [finished, ...above]
}

function floorOf(tower: Tower, level: number): Floor {
  const floor = tower.floors[level] ?? { tile: new Uint8Array(tileBytes), count: 0, index: 0 }
  tower.floors[level] = floor
  return floor
}

/** The partial tiles at the right edge, lowest first. */
export function openTiles(tower: Tower): readonly FinishedTile[] {
  const tiles: FinishedTile[] = []
  for (const [level, { tile, count, index }] of tower.floors.entries()) {
    if (count > 0) tiles.push({ at: { level, index, width: count }, bytes: tile.slice(0, count * hashBytes) })
  }
  return tiles
}

/** Root over everything raised so far. */
export function towerRoot(tower: Tower): Uint8Array {
  let root: Uint8Array | undefined
  for (const { tile, count } of tower.floors) {
    let to = count
    for (let width = 1; to > 0; width *= 2) {
      if (Math.floor(to / width) % 2 === 0) continue
      const left = subtreeRoot(tower, tile, { from: to - width, count: width })
      root = root === undefined ? left : joined(tower, left, root)
      to -= width
    }
  }
  return root ?? tower.hash(new Uint8Array(0))
}

function joined(tower: Tower, left: Uint8Array, right: Uint8Array): Uint8Array {
  tower.node.set(left, 1)
  tower.node.set(right, 1 + hashBytes)
  return tower.hash(tower.node)
}

/** Root of a power of two of neighbouring hashes in a tile. */
function subtreeRoot(
  tower: Tower,
  tile: Uint8Array,
  span: { readonly from: number; readonly count: number },
): Uint8Array {
  const { node, hash } = tower
  const row = tile.slice(span.from * hashBytes, (span.from + span.count) * hashBytes)
  for (let count = span.count; count > 1; count /= 2) {
    for (let at = 0; at < count / 2; at += 1) {
      const left = at * 2 * hashBytes
      for (let step = 0; step < 2 * hashBytes; step += 1) node[step + 1] = row[left + step] ?? 0
      row.set(hash(node), at * hashBytes)
    }
  }
  return row.slice(0, hashBytes)
}

/** For messages: the first eight hexadecimal digits are enough to tell two hashes apart by eye. */
export function shortHash(hash: Uint8Array): string {
  return hexText(hash.subarray(0, 4))
}
