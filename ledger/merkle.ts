import { equalBytes } from './bytes.ts'
import { type Sha256, sha256 } from './hash.ts'

/** The perfect subtree of 2^level leaves whose first leaf is index * 2^level. */
export type NodeAt = { readonly level: number; readonly index: number }

/** The perfect subtrees of a tree of `size` leaves, left to right: all that is needed to go on growing. */
export type Range = { readonly size: number; readonly hashes: readonly Uint8Array[] }

export const emptyRange: Range = { size: 0, hashes: [] }

/** SHA256(0x00 || leaf), RFC 9162 section 2.1.1. */
export function hashLeaf(leaf: Uint8Array, hash: Sha256 = sha256): Uint8Array {
  const input = new Uint8Array(leaf.length + 1)
  input.set(leaf, 1)
  return hash(input)
}

/** SHA256(0x01 || left || right), RFC 9162 section 2.1.1. */
export function hashNode(left: Uint8Array, right: Uint8Array, hash: Sha256 = sha256): Uint8Array {
  const input = new Uint8Array(1 + left.length + right.length)
  input[0] = 1
  input.set(left, 1)
  input.set(right, 1 + left.length)
  return hash(input)
}

/**
 * The range with one more leaf hash. `onNode` hears of every perfect subtree completed on the way (the leaf
 * first), which is what a store must keep to serve proofs later.
 */
export function growRange(
  range: Range,
  leafHash: Uint8Array,
  options: { readonly hash?: Sha256; readonly onNode?: (node: NodeAt, hash: Uint8Array) => void } = {},
): Range {
  const hashes = [...range.hashes]
  let node = leafHash
  let level = 0
  let index = range.size
  options.onNode?.({ level, index }, node)
  while (index % 2 === 1) {
    const left = hashes.pop()
    if (left === undefined) throw new Error('growRange: hashes do not fit the size')
    node = hashNode(left, node, options.hash)
    level += 1
    index = (index - 1) / 2
    options.onNode?.({ level, index }, node)
  }
  hashes.push(node)
  return { size: range.size + 1, hashes }
}

/** The root hash of the tree a range stands for; the hash of nothing for an empty tree. */
export function rangeRoot(range: Range, hash: Sha256 = sha256): Uint8Array {
  return range.size === 0 ? hash(new Uint8Array(0)) : foldRight(range.hashes, hash)
}

/** Root of neighbouring perfect subtrees, largest first: RFC 9162 splits at the largest power of two. */
export function foldRight(hashes: readonly Uint8Array[], hash: Sha256 = sha256): Uint8Array {
  const last = hashes.at(-1)
  if (last === undefined) throw new Error('foldRight: nothing to fold')
  let root = last
  for (const left of hashes.slice(0, -1).reverse()) root = hashNode(left, root, hash)
  return root
}

/** A leaf's claim to stand at `index` of the tree of `size` leaves with this root. */
export type InclusionClaim = {
  readonly index: number
  readonly size: number
  readonly leafHash: Uint8Array
  readonly root: Uint8Array
  readonly path: readonly Uint8Array[]
}

/** RFC 9162 section 2.1.3.2, literally. False for anything malformed. */
export function verifyInclusion(claim: InclusionClaim, hash: Sha256 = sha256): boolean {
  const { index, size, leafHash, root, path } = claim
  if (!isCount(index) || !isCount(size) || index >= size) return false
  if (!areHashes([leafHash, root, ...path.slice(0, pathMax + 1)]) || path.length > pathMax) return false
  let fn = index
  let sn = size - 1
  let computed = leafHash
  for (const sibling of path) {
    if (sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      computed = hashNode(sibling, computed, hash)
      while (fn % 2 === 0 && fn !== 0) {
        fn = half(fn)
        sn = half(sn)
      }
    } else {
      computed = hashNode(computed, sibling, hash)
    }
    fn = half(fn)
    sn = half(sn)
  }
  return sn === 0 && equalBytes(computed, root)
}

/** The claim that the tree of `second` leaves holds, unchanged, the leaves [start, first) under firstRoot. */
export type ConsistencyClaim = {
  readonly first: number
  readonly second: number
  readonly firstRoot: Uint8Array
  readonly secondRoot: Uint8Array
  readonly path: readonly Uint8Array[]
  /** Where the smaller part begins; 0 (the usual case) gives the proof of RFC 9162 section 2.1.4. */
  readonly start?: number
}

/**
 * RFC 9162 section 2.1.4.2, in the wider form of draft-ietf-plants-merkle-tree-certs (any valid subtree).
 * An empty first tree proves nothing and is false; equal sizes need an empty path and equal roots.
 */
export function verifyConsistency(claim: ConsistencyClaim, hash: Sha256 = sha256): boolean {
  const { first, second, firstRoot, secondRoot, path, start = 0 } = claim
  if (!isCount(second) || !isValidSubtree(start, first) || start === first || first > second) return false
  if (path.length > pathMax || !areHashes([firstRoot, secondRoot, ...path])) return false
  let fn = start
  let sn = first - 1
  let tn = second - 1
  const shift = () => {
    fn = half(fn)
    sn = half(sn)
    tn = half(tn)
  }
  const whole = sn === tn
  while (fn !== sn && (whole || sn % 2 === 1)) shift()
  const rest = [...path]
  const seed = fn === sn ? firstRoot : rest.shift()
  if (seed === undefined) return false
  let fr = seed
  let sr = seed
  for (const sibling of rest) {
    if (tn === 0) return false
    if (sn % 2 === 1 || sn === tn) {
      if (fn < sn) fr = hashNode(sibling, fr, hash)
      sr = hashNode(sibling, sr, hash)
      while (sn % 2 === 0 && sn !== 0) shift()
    } else {
      sr = hashNode(sr, sibling, hash)
    }
    shift()
  }
  return tn === 0 && equalBytes(fr, firstRoot) && equalBytes(sr, secondRoot)
}

/** [start, end) is a subtree when it is empty, begins at 0, or is aligned to the power of two that holds it. */
export function isValidSubtree(start: number, end: number): boolean {
  if (!isCount(start) || !isCount(end) || start > end) return false
  if (start === 0 || start === end) return true
  let width = 1
  while (width < end - start) width *= 2
  return start % width === 0
}

// A tree of 2^53 leaves is 53 levels high; the extra hash is the seed of a consistency proof.
const pathMax = 54

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

function areHashes(hashes: readonly Uint8Array[]): boolean {
  return hashes.every((hash) => hash.length === 32)
}

function half(value: number): number {
  return Math.floor(value / 2)
}
