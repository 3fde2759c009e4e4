import { type Sha256, sha256 } from './hash.ts'
import { hashNode, isValidSubtree, type NodeAt } from './merkle.ts'

/**
 * A proof before its hashes are fetched: each proof hash is the fold of some perfect subtrees. Planning apart
 * from reading lets one query (or a handful of tiles) fetch everything, synchronous or not.
 */
export type ProofPlan = readonly (readonly NodeAt[])[]

/** Inclusion of leaf `index` in the tree of `size` leaves: PATH of RFC 9162 section 2.1.3.1. */
export function planInclusion(index: number, size: number): ProofPlan {
  return planSubtreeInclusion(index, 0, size)
}

/** Inclusion of leaf `index` in the subtree [start, end). Throws when the leaf is not inside. */
export function planSubtreeInclusion(index: number, start: number, end: number): ProofPlan {
  if (!isValidSubtree(start, end) || !Number.isSafeInteger(index) || index < start || index >= end) {
    throw new Error(`planSubtreeInclusion: leaf ${index} is not in [${start}, ${end})`)
  }
  const plan: (readonly NodeAt[])[] = []
  let from = start
  let to = end
  while (to - from > 1) {
    const middle = from + split(to - from)
    plan.push(index < middle ? nodesOf(middle, to) : nodesOf(from, middle))
    if (index < middle) to = middle
    else from = middle
  }
  return plan.reverse()
}

/** Consistency of the first `first` leaves with the tree of `second`: SUBPROOF of RFC 9162 section 2.1.4.1. */
export function planConsistency(first: number, second: number): ProofPlan {
  return planSubtreeConsistency(0, first, second)
}

/** Consistency of the subtree [start, end) with the tree of `size` leaves. Empty parts need no hashes. */
export function planSubtreeConsistency(start: number, end: number, size: number): ProofPlan {
  if (!isValidSubtree(start, end) || !Number.isSafeInteger(size) || end > size) {
    throw new Error(`planSubtreeConsistency: [${start}, ${end}) is not in a tree of ${size}`)
  }
  if (start === end) return []
  const plan: (readonly NodeAt[])[] = []
  let begin = start
  let known = true // whether the verifier can work this part out from the subtree hash it already holds
  let from = 0
  let to = size
  while (begin !== from || end !== to) {
    const middle = from + split(to - from)
    plan.push(end <= middle ? nodesOf(middle, to) : nodesOf(from, middle))
    if (end <= middle) {
      to = middle
      continue
    }
    if (begin < middle) {
      known = false
      begin = middle
    }
    from = middle
  }
  if (!known) plan.push(nodesOf(from, to))
  return plan.reverse()
}

/** The perfect subtrees whose fold is the root of the first `size` leaves; none for an empty tree. */
export function planRoot(size: number): readonly NodeAt[] {
  return nodesOf(0, size)
}

/** The proof, once every node can be read. */
export function fillPlan(
  plan: ProofPlan,
  read: (node: NodeAt) => Uint8Array,
  hash: Sha256 = sha256,
): readonly Uint8Array[] {
  return plan.map((nodes) => nodes.map(read).reduceRight((right, left) => hashNode(left, right, hash)))
}

/** Largest power of two strictly below count; count is at least 2. */
function split(count: number): number {
  let width = 1
  while (width * 2 < count) width *= 2
  return width
}

/** The perfect subtrees that make up [from, to), left to right; `from` is aligned by how ranges are split. */
function nodesOf(from: number, to: number): readonly NodeAt[] {
  const nodes: NodeAt[] = []
  let at = from
  while (at < to) {
    let width = 1
    let level = 0
    while (at + width * 2 <= to) {
      width *= 2
      level += 1
    }
    nodes.push({ level, index: at / width })
    at += width
  }
  return nodes
}
