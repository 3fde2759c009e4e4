import { equalBytes, utf8Bytes } from './bytes.ts'
import { type Chains, follow, noChains } from './chains.ts'
import type { Checkpoint } from './checkpoint.ts'
import { type Entry, type EntryPlaces, newPlaces, parseEntry, scanEntry } from './entry.ts'
import { type Findings, find, noFindings } from './findings.ts'
import { type Sha256, sha256 } from './hash.ts'
import { literal, type Scan } from './scan.ts'
import { tilePath, tileWidth } from './tiles.ts'
import { type FinishedTile, newTower, openTiles, raise, shortHash, type Tower, towerRoot } from './tower.ts'

/** Event type that ends a credential's life; its object is the credential. */
export const credentialRevoked = 'cred.revoke'

/** Bytes of a named file of the log, or undefined when it is not there. */
export type FileReader = (name: string) => Uint8Array | undefined | Promise<Uint8Array | undefined>

/** What to check a whole log against. */
export type LogDemand = {
  readonly head: Checkpoint
  readonly read: FileReader
  readonly hash?: Sha256
  /** `all`: every hash tile must be there and right. `none`: only the entry bundles are kept. */
  readonly tiles?: 'all' | 'none'
  /** Entries the caller wants to see afterwards. */
  readonly wanted?: ReadonlySet<number>
  readonly onProgress?: (entries: number) => void
}

export type LogReport = {
  readonly ok: boolean
  readonly entries: number
  readonly root: Uint8Array
  /** Files missing, cut or different; root not the one of the checkpoint. */
  readonly tree: Findings
  /** Entries malformed, misplaced, of another log, or pointing to a wrong previous entry of their object. */
  readonly gaps: Findings
  readonly wanted: ReadonlyMap<number, Entry>
  /** Where each object's credential was first revoked, by objectKey. */
  readonly revoked: ReadonlyMap<string, number>
}

type Pass = {
  readonly demand: LogDemand
  readonly tower: Tower
  readonly origin: Uint8Array
  readonly places: EntryPlaces
  readonly chains: Chains
  readonly wanted: Map<number, Entry>
  readonly revoked: Map<string, number>
  readonly tree: Findings
  readonly gaps: Findings
}

/**
 * Recomputes a log from its first entry, one bundle at a time: the tree against the checkpoint's root, every
 * tile, every entry's own index and name, and every object's chain. Memory grows by one pointer an entry.
 */
export async function verifyLog(demand: LogDemand): Promise<LogReport> {
  const pass: Pass = {
    demand,
    tower: newTower(demand.hash ?? sha256),
    origin: utf8Bytes(demand.head.origin),
    places: newPlaces(),
    chains: noChains(),
    wanted: new Map(),
    revoked: new Map(),
    tree: noFindings(),
    gaps: noFindings(),
  }
  const entries = await readBundles(pass)
  if (entries === demand.head.size) for (const tile of openTiles(pass.tower)) await compareTile(pass, tile)
  const root = towerRoot(pass.tower)
  if (entries === demand.head.size && !equalBytes(root, demand.head.root)) {
    const [found, stated] = [shortHash(root), shortHash(demand.head.root)]
    find(
      pass.tree,
      `다시 계산한 루트(${found}…)가 체크포인트(${stated}…)와 다릅니다.`,
      `The root computed (${found}…) is not the one of the checkpoint (${stated}…).`,
    )
  }
  const { tree, gaps, wanted, revoked } = pass
  return { ok: tree.count === 0 && gaps.count === 0, entries, root, tree, gaps, wanted, revoked }
}

/** The name of an entry's object within its log, as LogReport.revoked uses it. */
export function objectKey(object: { readonly kind: string; readonly id: string }): string {
  return `"id":"${object.id}","kind":"${object.kind}"`
}

async function readBundles(pass: Pass): Promise<number> {
  const { head, read, onProgress } = pass.demand
  for (let first = 0; first < head.size; first += tileWidth) {
    const width = Math.min(tileWidth, head.size - first)
    const name = tilePath({ level: 'entries', index: first / tileWidth, width })
    const bundle = await read(name)
    if (bundle === undefined) {
      find(pass.tree, `${name} 파일이 없습니다.`, `${name} is missing.`)
      return first
    }
    const finished: FinishedTile[] = []
    const read256 = readBundle(pass, { bundle, first, width, finished })
    if (read256 < width) {
      find(
        pass.tree,
        `${name}에 항목 ${width}개가 온전히 들어 있지 않습니다.`,
        `${name} does not hold exactly ${width} entries.`,
      )
      return first + read256
    }
    for (const tile of finished) await compareTile(pass, tile)
    onProgress?.(first + width)
  }
  return head.size
}

type Bundle = {
  readonly bundle: Uint8Array
  readonly first: number
  readonly width: number
  readonly finished: FinishedTile[]
}

/** How many of the bundle's entries were whole; fewer than its width when it is cut or has something left over. */
function readBundle(pass: Pass, part: Bundle): number {
  const { bundle, first, width, finished } = part
  let at = 0
  for (let count = 0; count < width; count += 1) {
    const from = at + 2
    const to = from + (bundle[at] ?? 0) * 256 + (bundle[at + 1] ?? 0)
    if (from > bundle.length || to > bundle.length) return count
    const full = raise(pass.tower, bundle, { from, to })
    if (full.length > 0) finished.push(...full)
    checkEntry(pass, { bytes: bundle, at: from, end: to }, first + count)
    at = to
  }
  return at === bundle.length ? width : width - 1
}

const revokedType = literal(credentialRevoked)

function checkEntry(pass: Pass, scan: Scan, index: number): void {
  const { bytes, at: from, end: to } = scan
  const { places, gaps } = pass
  if (!scanEntry(scan, places)) {
    find(gaps, `${index}번 항목의 형식이 잘못되었습니다.`, `Entry ${index} is malformed.`)
    return
  }
  if (places.index !== index) {
    find(
      gaps,
      `${index}번 자리에 ${places.index}번이라고 적힌 항목이 있습니다.`,
      `Entry ${index} says it is number ${places.index}.`,
    )
  }
  if (!isAt(bytes, { from: places.logFrom, to: places.logTo }, pass.origin)) {
    find(gaps, `${index}번 항목은 다른 원장의 것입니다.`, `Entry ${index} belongs to another log.`)
  }
  const { key, before } = follow(pass.chains, bytes, { index, places })
  if (places.previous !== before) {
    const [said, found] = [countText(places.previous), countText(before)]
    find(
      gaps,
      `${index}번 항목이 가리키는 이전 항목(${said})이 실제(${found})와 다릅니다.`,
      `Entry ${index} names ${said} as its object's previous entry; it is ${found}.`,
    )
  }
  if (isAt(bytes, { from: places.typeFrom, to: places.typeTo }, revokedType) && !pass.revoked.has(key)) {
    pass.revoked.set(key, index)
  }
  if (pass.demand.wanted?.has(index) !== true) return
  const entry = parseEntry(bytes.slice(from, to))
  if (entry.ok) pass.wanted.set(index, entry.value)
}

async function compareTile(pass: Pass, tile: FinishedTile): Promise<void> {
  if (pass.demand.tiles === 'none') return
  const name = tilePath(tile.at)
  const stored = await pass.demand.read(name)
  if (stored === undefined) find(pass.tree, `${name} 파일이 없습니다.`, `${name} is missing.`)
  else if (!equalBytes(stored, tile.bytes)) {
    find(pass.tree, `${name}의 내용이 다시 계산한 해시와 다릅니다.`, `${name} is not what the entries give.`)
  }
}

function isAt(bytes: Uint8Array, { from, to }: { from: number; to: number }, expected: Uint8Array): boolean {
  if (to - from !== expected.length) return false
  for (let at = 0; at < expected.length; at += 1) if (bytes[from + at] !== expected[at]) return false
  return true
}

function countText(index: number): string {
  return index < 0 ? '-' : String(index)
}
