import { type Checked, sound, unsound } from './answer.ts'
import { concatBytes, equalBytes } from './bytes.ts'
import { type Sha256, sha256 } from './hash.ts'
import { foldRight, hashNode, type NodeAt } from './merkle.ts'
import { fillPlan, type ProofPlan, planRoot } from './plan.ts'

/** One file of the tlog-tiles layout: up to 256 hashes of a level, or up to 256 entries. */
export type TileAt = { readonly level: number | 'entries'; readonly index: number; readonly width: number }

/** Bytes of a tile, from wherever they are kept. */
export type TileReader = (tile: TileAt) => Uint8Array | Promise<Uint8Array>

export const tileWidth = 256
const tileHeight = 8
const hashBytes = 32

/** `tile/0/x001/x234/067`, `tile/entries/000.p/15`: the path rule of tlog-tiles. */
export function tilePath(tile: TileAt): string {
  const parts: string[] = []
  let rest = tile.index
  do {
    const part = String(rest % 1000).padStart(3, '0')
    parts.unshift(parts.length === 0 ? part : `x${part}`)
    rest = Math.floor(rest / 1000)
  } while (rest > 0)
  const partial = tile.width === tileWidth ? '' : `.p/${tile.width}`
  return `tile/${tile.level}/${parts.join('/')}${partial}`
}

/** The tile a path names, or undefined. Only the exact spelling tilePath gives is accepted. */
export function parseTilePath(path: string): TileAt | undefined {
  const match =
    /^tile\/(entries|[0-9]|[1-5][0-9]|6[0-3])\/((?:x[0-9]{3}\/){0,5}[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/.exec(
      path,
    )
  const [, level, number, partial] = match ?? []
  if (level === undefined || number === undefined) return undefined
  const index = Number(number.replaceAll(/[x/]/g, ''))
  const width = partial === undefined ? tileWidth : Number(partial)
  const tile: TileAt = { level: level === 'entries' ? level : Number(level), index, width }
  return Number.isSafeInteger(index) && tilePath(tile) === path ? tile : undefined
}

/** All tiles of one level for a log of `size` entries, left to right; the last may be partial. */
export function tilesOfLevel(level: number | 'entries', size: number): readonly TileAt[] {
  const hashes = level === 'entries' ? size : Math.floor(size / tileWidth ** level)
  const tiles: TileAt[] = []
  for (let index = 0; index * tileWidth < hashes; index += 1) {
    tiles.push({ level, index, width: Math.min(tileWidth, hashes - index * tileWidth) })
  }
  return tiles
}

/** Every file of a log of `size` entries: bundles, then hash tiles level by level. */
export function tilesOfLog(size: number): readonly TileAt[] {
  const tiles: TileAt[] = []
  for (const tile of tilesOfLevel('entries', size)) tiles.push(tile)
  for (let level = 0; tileWidth ** level <= size; level += 1) {
    for (const tile of tilesOfLevel(level, size)) tiles.push(tile)
  }
  return tiles
}

/** The tile of a log of `size` entries from which a node can be worked out. */
export function tileOfNode(node: NodeAt, size: number): TileAt {
  const level = Math.floor(node.level / tileHeight)
  const first = node.index * 2 ** (node.level % tileHeight)
  const index = Math.floor(first / tileWidth)
  const hashes = Math.floor(size / tileWidth ** level)
  return { level, index, width: Math.min(tileWidth, hashes - index * tileWidth) }
}

/** The hash of a node, folded from its tile. Throws when the tile is too short: it is not the tile asked for. */
export function nodeFromTile(node: NodeAt, tile: Uint8Array, hash: Sha256 = sha256): Uint8Array {
  const count = 2 ** (node.level % tileHeight)
  const first = (node.index * count) % tileWidth
  let row: Uint8Array[] = []
  for (let at = first; at < first + count; at += 1) {
    const found = tile.subarray(at * hashBytes, (at + 1) * hashBytes)
    if (found.length !== hashBytes) throw new Error('nodeFromTile: the tile is too short')
    row.push(found)
  }
  while (row.length > 1) row = pairs(row, hash)
  return foldRight(row, hash)
}

function pairs(row: readonly Uint8Array[], hash: Sha256): Uint8Array[] {
  const above: Uint8Array[] = []
  for (let at = 0; at + 1 < row.length; at += 2) {
    const [left, right] = row.slice(at, at + 2)
    if (left !== undefined && right !== undefined) above.push(hashNode(left, right, hash))
  }
  return above
}

/** Where a planned proof is read from: the size of the log and its tiles. */
export type TileSource = { readonly size: number; readonly read: TileReader; readonly hash?: Sha256 }

/** A planned proof, reading each tile it needs once: at most 2 tiles a level, so at most 6 for a million entries. */
export async function readProof(plan: ProofPlan, source: TileSource): Promise<readonly Uint8Array[]> {
  const hash = source.hash ?? sha256
  const tiles = new Map<string, Uint8Array>()
  for (const node of plan.flat()) {
    const tile = tileOfNode(node, source.size)
    const path = tilePath(tile)
    if (!tiles.has(path)) tiles.set(path, await source.read(tile))
  }
  const read = (node: NodeAt) => {
    const tile = tiles.get(tilePath(tileOfNode(node, source.size)))
    if (tile === undefined) throw new Error('readProof: tile was not read')
    return nodeFromTile(node, tile, hash)
  }
  return fillPlan(plan, read, hash)
}

/** The root of the whole log, read from its tiles. */
export async function readRoot(source: TileSource): Promise<Uint8Array> {
  const hash = source.hash ?? sha256
  if (source.size === 0) return hash(new Uint8Array(0))
  const [root] = await readProof([planRoot(source.size)], source)
  if (root === undefined) throw new Error('readRoot: the plan was empty')
  return root
}

/** An entry bundle: each entry behind its length as a 16-bit big-endian number. Throws above 65,535 bytes. */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  if (entries.length > tileWidth) throw new Error('encodeBundle: more than 256 entries')
  const parts: Uint8Array[] = []
  for (const entry of entries) {
    if (entry.length > 0xffff) throw new Error('encodeBundle: entry above 65,535 bytes')
    parts.push(Uint8Array.of(entry.length >> 8, entry.length & 255), entry)
  }
  return concatBytes(...parts)
}

/** The entries of a bundle that must hold exactly `width` of them and nothing more. */
export function decodeBundle(bytes: Uint8Array, width: number): Checked<readonly Uint8Array[]> {
  const entries: Uint8Array[] = []
  let at = 0
  while (at < bytes.length && entries.length < width) {
    const [high, low] = bytes.subarray(at, at + 2)
    if (high === undefined || low === undefined) break
    const end = at + 2 + high * 256 + low
    if (end > bytes.length) break
    entries.push(bytes.subarray(at + 2, end))
    at = end
  }
  if (entries.length !== width || at !== bytes.length) {
    return unsound(
      '엔트리 묶음의 길이가 맞지 않습니다.',
      `The bundle does not hold exactly ${width} entries.`,
    )
  }
  return sound(entries)
}

/** Whether a smaller version of a tile is the beginning of a larger one. */
export function isTilePrefix(shorter: Uint8Array, longer: Uint8Array): boolean {
  return shorter.length <= longer.length && equalBytes(shorter, longer.subarray(0, shorter.length))
}
