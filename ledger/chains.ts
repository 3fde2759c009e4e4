import type { EntryPlaces } from './entry.ts'

/** An object of the log and its newest entry so far. */
type Chain = { readonly key: string; newest: number }

/**
 * Which object each entry is about. An entry that names its predecessor is looked up by that number and only
 * compared, so that hashing a name is needed once for an object, not once for an entry.
 */
export type Chains = { readonly byKey: Map<string, Chain>; chainOf: (Chain | undefined)[] }

export function noChains(): Chains {
  return { byKey: new Map(), chainOf: [] }
}

/** Puts entry `index` at the end of its object's chain; gives the object's key and its newest entry before (-1: none). */
export function follow(
  chains: Chains,
  bytes: Uint8Array,
  at: { readonly index: number; readonly places: EntryPlaces },
) {
  const { index, places } = at
  const chain = namedChain(chains, bytes, places) ?? chainByKey(chains, asciiText(bytes, places))
  const before = chain.newest
  chain.newest = index
  chains.chainOf[index] = chain
  return { key: chain.key, before }
}

function namedChain(chains: Chains, bytes: Uint8Array, places: EntryPlaces): Chain | undefined {
  const chain = places.previous < 0 ? undefined : chains.chainOf[places.previous]
  const length = places.objectTo - places.objectFrom
  if (chain === undefined || chain.key.length !== length) return undefined
  for (let at = 0; at < length; at += 1) {
    if (chain.key.charCodeAt(at) !== bytes[places.objectFrom + at]) return undefined
  }
  return chain
}

function chainByKey(chains: Chains, key: string): Chain {
  const known = chains.byKey.get(key)
  if (known !== undefined) return known
  const chain = { key, newest: -1 }
  chains.byKey.set(key, chain)
  return chain
}

// scanEntry has checked that these bytes are ASCII.
function asciiText(bytes: Uint8Array, places: EntryPlaces): string {
  return Reflect.apply(String.fromCharCode, null, bytes.subarray(places.objectFrom, places.objectTo))
}
