import { compareDigits, isDigit, isLetter, type Order, orderOf, runEnd, type VersionRule } from './parts.ts'

type DebianKey = { readonly epoch: string; readonly upstream: string; readonly revision: string }

/** Debian Policy 5.6.12: `[epoch:]upstream[-revision]`; a tilde sorts before the end, letters before the rest. */
export const debian: VersionRule<DebianKey> = {
  read: (text) => {
    const plain = text.trim()
    if (plain === '') return undefined
    const colon = plain.indexOf(':')
    const epoch = colon < 0 ? '0' : plain.slice(0, colon)
    if (runEnd(epoch, 0, isDigit) !== epoch.length) return undefined
    const rest = plain.slice(colon + 1)
    const dash = rest.lastIndexOf('-')
    return {
      epoch,
      upstream: dash < 0 ? rest : rest.slice(0, dash),
      revision: dash < 0 ? '' : rest.slice(dash + 1),
    }
  },
  compare: (left, right) =>
    compareDigits(left.epoch, right.epoch) ||
    comparePart(left.upstream, right.upstream) ||
    comparePart(left.revision, right.revision),
}

function comparePart(left: string, right: string): Order {
  let l = 0
  let r = 0
  while (l < left.length || r < right.length) {
    while ((l < left.length && !isDigit(left, l)) || (r < right.length && !isDigit(right, r))) {
      const order = orderOf(weight(left, l) - weight(right, r))
      if (order !== 0) return order
      l++
      r++
    }
    const leftEnd = runEnd(left, l, isDigit)
    const rightEnd = runEnd(right, r, isDigit)
    const order = compareDigits(left.slice(l, leftEnd), right.slice(r, rightEnd))
    if (order !== 0) return order
    l = leftEnd
    r = rightEnd
  }
  return 0
}

function weight(text: string, at: number): number {
  if (at >= text.length || isDigit(text, at)) return 0
  if (text[at] === '~') return -1
  return isLetter(text, at) ? text.charCodeAt(at) : text.charCodeAt(at) + 256
}
