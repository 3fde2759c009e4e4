import { existsSync, readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { base64Bytes, hexBytes } from '../bytes.ts'
import { emptyRange, growRange, hashLeaf, type NodeAt } from '../merkle.ts'

const folder = new URL('../../../shared/data/tlog/', import.meta.url)
export const has = (name: string) => existsSync(new URL(name, folder))
// The vectors are outside data of known form; a wrong form fails the assertions, so the reader stays untyped.
export const load = (name: string) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
export const bytes = (text: string) => base64Bytes(text) ?? expect.unreachable(`not base64: ${text}`)
export const hex = (text: string) => hexBytes(text) ?? expect.unreachable(`not hexadecimal: ${text}`)
export const list = (texts: string[] | null) => (texts ?? []).map(raw)
// Negative vectors also hold hashes of a wrong length; those are bytes all the same.
export const raw = (text: string) => Uint8Array.from(Buffer.from(text, 'base64'))

/** A counter of checks against outside vectors, one for each file. */
export function newChecks() {
  let made = 0
  const check = (truth: boolean, what: string) => {
    made += 1
    expect(truth, what).toBe(true)
  }
  return { check, made: () => made }
}

/** A tree over leaves with a reader for its perfect subtrees. */
export function treeOf(leaves: readonly Uint8Array[]) {
  const nodes = new Map<string, Uint8Array>()
  let range = emptyRange
  const onNode = (node: NodeAt, hash: Uint8Array) => nodes.set(`${node.level}/${node.index}`, hash)
  for (const leaf of leaves) range = growRange(range, hashLeaf(leaf), { onNode })
  const read = (node: NodeAt) =>
    nodes.get(`${node.level}/${node.index}`) ?? expect.unreachable('node not stored')
  return { range, read }
}
