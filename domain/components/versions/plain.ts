import { compareDigits, compareText, isDigit, type Order, orderOf, type VersionRule } from './parts.ts'

/** Numbers divided by dots or dashes, longer is newer (CRAN's package_version, Haskell's PVP). */
export const numbers: VersionRule<readonly string[]> = {
  read: (text) => {
    const parts = text.trim().split(/[.-]/)
    return parts.every((part) => /^\d+$/.test(part)) ? parts : undefined
  },
  compare: (left, right) => {
    for (let at = 0; at < Math.min(left.length, right.length); at++) {
      const order = compareDigits(left[at] ?? '', right[at] ?? '')
      if (order !== 0) return order
    }
    return orderOf(left.length - right.length)
  },
}

/**
 * The fallback for anything: runs of digits by value, runs of letters by text without regard to case.
 * At each place: pre-release word < end < other word < number. A guess, and every answer that used it says so.
 */
export const fallback: { readonly read: (text: string) => readonly string[] } & VersionRule<
  readonly string[]
> = {
  read: (text) => text.toLowerCase().match(/\d+|[^\d\s.,:;+_~-]+/g) ?? [],
  compare: (left, right) => {
    const length = Math.max(left.length, right.length)
    for (let at = 0; at < length; at++) {
      const order = comparePart(left[at], right[at])
      if (order !== 0) return order
    }
    return 0
  },
}

const preWords: ReadonlySet<string> = new Set(
  'dev snapshot nightly a alpha b beta c rc cr pre preview milestone test'.split(' '),
)

function comparePart(left: string | undefined, right: string | undefined): Order {
  const byRank = orderOf(rank(left) - rank(right))
  if (byRank !== 0 || left === undefined || right === undefined) return byRank
  return isDigit(left, 0) ? compareDigits(left, right) : compareText(left, right)
}

function rank(part: string | undefined): number {
  if (part === undefined) return 1
  if (isDigit(part, 0)) return 3
  return preWords.has(part) ? 0 : 2
}
