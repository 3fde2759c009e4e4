import fc from 'fast-check'
import { expect, test } from 'vitest'
import { concatBytes } from './bytes.ts'
import {
  emptyRange,
  growRange,
  hashLeaf,
  type NodeAt,
  rangeRoot,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts'
import { fillPlan, planConsistency, planInclusion } from './plan.ts'
import {
  decodeBundle,
  encodeBundle,
  parseTilePath,
  readProof,
  readRoot,
  type TileAt,
  tileOfNode,
  tilePath,
  tilesOfLog,
} from './tiles.ts'

const nodes = new Map<string, Uint8Array>()
const roots: Uint8Array[] = []
const sizeMax = 700
let range = emptyRange
for (let at = 0; at <= sizeMax; at += 1) {
  roots.push(rangeRoot(range))
  range = growRange(range, leafHash(at), {
    onNode: ({ level, index }, hash) => nodes.set(`${level}/${index}`, hash),
  })
}

function leafHash(at: number): Uint8Array {
  return hashLeaf(Uint8Array.of(at >> 8, at & 255))
}
function read({ level, index }: NodeAt): Uint8Array {
  return nodes.get(`${level}/${index}`) ?? expect.unreachable('no such node')
}
function rootOf(size: number): Uint8Array {
  return roots[size] ?? expect.unreachable('no such root')
}
function inclusion(index: number, size: number) {
  return {
    index,
    size,
    leafHash: leafHash(index),
    root: rootOf(size),
    path: fillPlan(planInclusion(index, size), read),
  }
}
function consistency(first: number, second: number) {
  const path = fillPlan(planConsistency(first, second), read)
  return { first, second, firstRoot: rootOf(first), secondRoot: rootOf(second), path }
}

test('every inclusion and consistency proof up to size 130 verifies', () => {
  let proofs = 0
  for (let size = 1; size <= 130; size += 1) {
    for (let index = 0; index < size; index += 1) {
      if (!verifyInclusion(inclusion(index, size))) expect.unreachable(`inclusion ${index} in ${size}`)
      if (!verifyConsistency(consistency(index + 1, size)))
        expect.unreachable(`consistency ${index + 1} to ${size}`)
      proofs += 2
    }
  }
  expect(proofs).toBe(130 * 131)
})

test('a proof with one thing changed never verifies', () => {
  const flip = (hash: Uint8Array, bit: number) => {
    const changed = hash.slice()
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    return changed
  }
  const pair = fc.tuple(fc.integer({ min: 2, max: sizeMax }), fc.nat(), fc.nat(255), fc.nat())
  fc.assert(
    fc.property(pair, ([size, pick, bit, place]) => {
      const proof = inclusion(pick % size, size)
      const at = place % (proof.path.length + 1)
      const inserted = [...proof.path.slice(0, at), proof.root, ...proof.path.slice(at)]
      expect(verifyInclusion(proof)).toBe(true)
      expect(
        verifyInclusion({
          ...proof,
          path: proof.path.map((hash, step) => (step === at % proof.path.length ? flip(hash, bit) : hash)),
        }),
      ).toBe(false)
      expect(verifyInclusion({ ...proof, path: inserted })).toBe(false)
      expect(verifyInclusion({ ...proof, path: proof.path.slice(1) })).toBe(false)
      expect(verifyInclusion({ ...proof, index: proof.index ^ 1 })).toBe(false)
      expect(verifyInclusion({ ...proof, root: flip(proof.root, bit) })).toBe(false)
      expect(verifyInclusion({ ...proof, leafHash: flip(proof.leafHash, bit) })).toBe(false)
      const grown = consistency(1 + (pick % size), size)
      expect(verifyConsistency({ ...grown, secondRoot: flip(grown.secondRoot, bit) })).toBe(false)
      expect(verifyConsistency({ ...grown, firstRoot: flip(grown.firstRoot, bit) })).toBe(false)
      expect(verifyConsistency({ ...grown, path: [...grown.path, grown.secondRoot] })).toBe(false)
    }),
    { numRuns: 150 },
  )
})

test('claims with impossible numbers or hashes are false, not errors', () => {
  const good = inclusion(3, 8)
  for (const number of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, 1e300]) {
    expect(verifyInclusion({ ...good, index: number })).toBe(false)
    expect(verifyInclusion({ ...good, size: number })).toBe(false)
    expect(verifyConsistency({ ...consistency(3, 8), first: number })).toBe(false)
    expect(verifyConsistency({ ...consistency(3, 8), second: number })).toBe(false)
  }
  expect(verifyInclusion({ ...good, path: Array.from({ length: 1_000_000 }, () => good.root) })).toBe(false)
  expect(verifyInclusion({ ...good, leafHash: new Uint8Array(31) })).toBe(false)
  expect(verifyConsistency({ ...consistency(3, 8), first: 0 })).toBe(false)
  expect(verifyConsistency(consistency(8, 8))).toBe(true)
})

const tiles = new Map<string, Uint8Array>()
function tileBytes(tile: TileAt): Uint8Array {
  if (tile.level === 'entries') return expect.unreachable('bundles are not asked for')
  const level = tile.level * 8
  const hashes = Array.from({ length: tile.width }, (_, at) => read({ level, index: tile.index * 256 + at }))
  const bytes = concatBytes(...hashes)
  tiles.set(tilePath(tile), bytes)
  return bytes
}

test('proofs read from tiles are those of the tree, from few tiles', async () => {
  for (const size of [1, 2, 255, 256, 257, 511, 512, 513, 700]) {
    const source = { size, read: tileBytes }
    expect(await readRoot(source)).toEqual(rootOf(size))
    for (const index of [0, 1, 100, 254, 255, 256, 511, 512, size - 1].filter((at) => at < size)) {
      expect(await readProof(planInclusion(index, size), source)).toEqual(inclusion(index, size).path)
      expect(await readProof(planConsistency(index + 1, size), source)).toEqual(
        consistency(index + 1, size).path,
      )
    }
  }
  for (const path of tiles.keys())
    expect(tilePath(parseTilePath(path) ?? expect.unreachable(path))).toBe(path)
})

test('a proof in a log of a million entries needs at most six tiles', () => {
  for (const plan of [planInclusion(777_777, 1_000_000), planConsistency(777_777, 1_000_000)]) {
    const paths = new Set(plan.flat().map((node) => tilePath(tileOfNode(node, 1_000_000))))
    expect(plan.length).toBeLessThanOrEqual(21)
    expect(paths.size).toBeLessThanOrEqual(6)
  }
})

test('tile paths follow the layout and have one spelling', () => {
  expect(tilePath({ level: 0, index: 1_234_067, width: 256 })).toBe('tile/0/x001/x234/067')
  const paths = tilesOfLog(70_000)
    .map(tilePath)
    .filter((path) => !path.includes('entries'))
  expect(paths.filter((path) => path.startsWith('tile/0/'))).toHaveLength(274)
  expect(paths.filter((path) => path.includes('.p/'))).toEqual([
    'tile/0/273.p/112',
    'tile/1/001.p/17',
    'tile/2/000.p/1',
  ])
  expect(tilesOfLog(256).map(tilePath)).toEqual(['tile/entries/000', 'tile/0/000', 'tile/1/000.p/1'])
  expect(tilesOfLog(0)).toEqual([])
  for (const path of [
    'tile/0/0',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/00/000',
    'tile/64/000',
    'tile/0/x000/001',
    'tile/0/001/067',
    'tile/0/../000',
    'tile/0/000/',
  ]) {
    expect(parseTilePath(path), path).toBeUndefined()
  }
})

test('a bundle holds exactly its entries', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 256 }), (entries) => {
      const bundle = encodeBundle(entries)
      expect(decodeBundle(bundle, entries.length)).toEqual({ ok: true, value: entries })
      expect(decodeBundle(bundle, entries.length + 1).ok).toBe(false)
      expect(decodeBundle(concatBytes(bundle, Uint8Array.of(0)), entries.length).ok).toBe(false)
      if (entries.length > 0) expect(decodeBundle(bundle.slice(0, -1), entries.length).ok).toBe(false)
    }),
  )
})
