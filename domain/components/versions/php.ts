import { compareDigits, isDigit, type Order, orderOf, type VersionRule } from './parts.ts'

/** Composer on PHP's version_compare: unknown word < dev < alpha < beta < RC < end < number < patch level. */
export const php: VersionRule<readonly string[]> = {
  read: (text) => {
    const plain = text.trim().replace(/^v(?=\d)/i, '')
    return plain.match(/\d+|[A-Za-z]+/g) ?? undefined
  },
  compare: (left, right) => {
    const length = Math.max(left.length, right.length)
    for (let at = 0; at < length; at++) {
      const l = left[at] ?? ''
      const r = right[at] ?? ''
      const order: Order = isDigit(l, 0) && isDigit(r, 0) ? compareDigits(l, r) : orderOf(rank(l) - rank(r))
      if (order !== 0) return order
    }
    return 0
  },
}

function rank(part: string): number {
  if (part === '') return 4
  if (isDigit(part, 0)) return 5
  if (part.startsWith('dev')) return 0
  if (part.startsWith('a')) return 1
  if (part.startsWith('b')) return 2
  if (part.startsWith('RC') || part.startsWith('rc')) return 3
  // PHP compares only the beginning: `patch` and `post` count as `p`.
  if (part.startsWith('p')) return 6
  return -1
}
