import { expect, test } from 'vitest'
import { hexText, utf8Bytes } from './bytes.ts'
import { digestHex, sha256 } from './hash.ts'
import type { NodeAt } from './merkle.ts'
import {
  emptyRange,
  foldRight,
  hashLeaf,
  hashNode,
  isValidSubtree,
  rangeRoot,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts'
import {
  fillPlan,
  planConsistency,
  planInclusion,
  planRoot,
  planSubtreeConsistency,
  planSubtreeInclusion,
} from './plan.ts'

import { has, hex, list, load, newChecks, raw, treeOf } from './test/vectors.ts'

const { check, made } = newChecks()

const leaves8 = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
]
const roots8 = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

test('leaf, node and root hashes are those of transparency-dev/merkle', () => {
  check(
    hexText(rangeRoot(emptyRange)) === 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    'empty',
  )
  const leaf = hexText(hashLeaf(utf8Bytes('L123456')))
  check(leaf === '395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56', 'leaf')
  const node = hexText(hashNode(utf8Bytes('N123'), utf8Bytes('N456')))
  check(node === 'aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb', 'node')
  for (const [at, root] of roots8.entries()) {
    const { range } = treeOf(leaves8.slice(0, at + 1).map(hex))
    check(hexText(rangeRoot(range)) === root, `root of ${at + 1}`)
  }
})

test('proofs over the eight leaves are the published ones', () => {
  const { read } = treeOf(leaves8.map(hex))
  const short = (proof: readonly Uint8Array[]) => proof.map((hash) => hexText(hash.subarray(0, 4))).join(' ')
  const cases: [string, string][] = [
    [short(fillPlan(planInclusion(0, 8), read)), '96a296d2 5f083f0a 6b47aaf2'],
    [short(fillPlan(planInclusion(5, 8), read)), 'bc1a0643 ca854ea1 d37ee418'],
    [short(fillPlan(planInclusion(2, 3), read)), 'fac54203'],
    [short(fillPlan(planInclusion(1, 5), read)), '6e340b9c 5f083f0a bc1a0643'],
    [short(fillPlan(planConsistency(1, 8), read)), '96a296d2 5f083f0a 6b47aaf2'],
    [short(fillPlan(planConsistency(6, 8), read)), '0ebc5d34 ca854ea1 d37ee418'],
    [short(fillPlan(planConsistency(2, 5), read)), '5f083f0a bc1a0643'],
    [short(fillPlan(planConsistency(6, 7), read)), '0ebc5d34 b08693ec d37ee418'],
  ]
  for (const [found, published] of cases) check(found === published, published)
})

test('every root and proof up to size 130 is in the constants of draft-ietf-plants-merkle-tree-certs', () => {
  const { read } = treeOf(Array.from({ length: 130 }, (_, at) => Uint8Array.of(at)))
  const line = (proof: readonly Uint8Array[]) => proof.map((hash) => ` ${hexText(hash)}`).join('')
  let roots = ''
  let inclusion = ''
  let consistency = ''
  const subtrees: [number, number][] = []
  for (let end = 0; end <= 130; end += 1) {
    for (let start = 0; start <= end; start += 1) if (isValidSubtree(start, end)) subtrees.push([start, end])
  }
  for (const [start, end] of subtrees) {
    const nodes = start === end ? [] : nodesOf(start, end)
    const root = nodes.length === 0 ? sha256(new Uint8Array(0)) : foldRight(nodes.map(read))
    roots += `[${start}, ${end}) ${hexText(root)}\n`
    for (let at = start; at < end; at += 1) {
      inclusion += `${at} [${start}, ${end})${line(fillPlan(planSubtreeInclusion(at, start, end), read))}\n`
      check(true, 'counted')
    }
  }
  for (let size = 0; size <= 130; size += 1) {
    for (const [start, end] of subtrees) {
      if (end > size) continue
      consistency += `[${start}, ${end}) ${size}${line(fillPlan(planSubtreeConsistency(start, end, size), read))}\n`
      check(true, 'counted')
    }
  }
  expect(digestHex(roots)).toBe('b82806ad4265bb151c1119c0f4db437bb4d1a1f887b3a7fba1cd4ebf552e3e81')
  expect(digestHex(inclusion)).toBe('ac2a8f989e44d99e399db448050ff5f19757df53cfb716aa81015d3955d8163f')
  expect(digestHex(consistency)).toBe('10fa99b37bf9bf9ffa26b412fbd98bd75363256d0b75d61bc4538b9c9c5a0a74')
})

// An aligned subtree is the shifted tree of its length.
function nodesOf(start: number, end: number): readonly NodeAt[] {
  return planRoot(end - start).map(({ level, index }) => ({ level, index: index + start / 2 ** level }))
}

test.skipIf(!has('inclusion.json'))(
  'outside inclusion cases get the published verdict (skipped without the data)',
  () => {
    for (const one of load('inclusion.json').cases) {
      const claim = {
        index: one.leafIdx,
        size: one.treeSize,
        root: raw(one.root),
        leafHash: raw(one.leafHash),
        path: list(one.proof),
      }
      check(verifyInclusion(claim) === !one.wantErr, one.id)
    }
    for (const one of load('subtree-inclusion.json').cases) {
      const { start, end } = one
      const claim = {
        index: one.leafIdx - start,
        size: end - start,
        root: raw(one.root),
        leafHash: raw(one.leafHash),
        path: list(one.proof),
      }
      check((isValidSubtree(start, end) && verifyInclusion(claim)) === !one.wantErr, one.id)
    }
  },
)

test.skipIf(!has('consistency.json'))(
  'outside consistency cases get the published verdict (skipped without the data)',
  () => {
    for (const one of load('consistency.json').cases) {
      const claim = {
        first: one.size1,
        second: one.size2,
        firstRoot: raw(one.root1),
        secondRoot: raw(one.root2),
        path: list(one.proof),
      }
      check(verifyConsistency(claim) === !one.wantErr, one.id)
    }
    for (const one of load('subtree-consistency.json').cases) {
      const claim = {
        start: one.start,
        first: one.end,
        second: one.size,
        firstRoot: raw(one.root1),
        secondRoot: raw(one.root2),
        path: list(one.proof),
      }
      // An empty part proves nothing: three cases the source accepts are refused here on purpose.
      const expected = !one.wantErr && one.start !== one.end
      check(verifyConsistency(claim) === expected, one.id)
    }
  },
)

test('tens of thousands of checks against outside trees were made', () => {
  console.info(`ledger: ${made()} outside checks`)
  expect(made()).toBeGreaterThan(50_000)
})
