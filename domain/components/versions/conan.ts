import {
  compareDigits,
  compareLists,
  compareText,
  isDigit,
  type Order,
  runEnd,
  type VersionRule,
} from './parts.ts'

type ConanKey = {
  readonly items: readonly string[]
  /** Undefined for a release; an empty label (`1.0-`) is a pre-release before all others. */
  readonly pre: readonly string[] | undefined
  readonly build: readonly string[] | undefined
}

/**
 * Conan's versions: items divided by dots, a pre-release after `-`, a build after `+`, zeros at the end without
 * meaning (docs.conan.io, "Version ranges"). Conan compares a number with a word as texts, by which 9, 10 and 1a form
 * a circle; here an item goes by the number it begins with, then by its rest, and a word comes after all numbers.
 */
export const conan: VersionRule<ConanKey> = {
  read: (text) => {
    const plain = text.trim().toLowerCase()
    if (!/^[a-z0-9]/.test(plain)) return undefined
    const plus = plain.indexOf('+')
    const release = plus < 0 ? plain : plain.slice(0, plus)
    const dash = release.indexOf('-')
    return {
      items: itemsOf(dash < 0 ? release : release.slice(0, dash)),
      pre: dash < 0 ? undefined : itemsOf(release.slice(dash + 1)),
      build: plus < 0 ? undefined : itemsOf(plain.slice(plus + 1)),
    }
  },
  compare: (left, right) =>
    compareItems(left.items, right.items) ||
    compareParts(left, right) ||
    compareItems(left.build ?? [], right.build ?? []),
}

function compareParts({ pre: left }: ConanKey, { pre: right }: ConanKey): Order {
  if (left === undefined || right === undefined) return left === right ? 0 : left === undefined ? 1 : -1
  return compareItems(left, right)
}

function compareItems(left: readonly string[], right: readonly string[]): Order {
  return compareLists({ left, right, missing: '' }, compareItem)
}

/** Nothing, then what begins with a number by its value and its rest, then words. */
function compareItem(left: string, right: string): Order {
  const [a, b] = [numberOf(left), numberOf(right)]
  if (a !== '' && b !== '')
    return compareDigits(a, b) || compareText(left.slice(a.length), right.slice(b.length))
  const [one, other] = [rankOf(left), rankOf(right)]
  return one === other ? compareText(left, right) : one < other ? -1 : 1
}

function rankOf(item: string): 0 | 1 | 2 {
  if (item === '') return 0
  return isDigit(item, 0) ? 1 : 2
}

const numberOf = (item: string) => item.slice(0, runEnd(item, 0, isDigit))

/** Items without the zeros at their end: 1, 1.0 and 1.0.0 are one version. */
function itemsOf(text: string): readonly string[] {
  const items = text.split('.')
  let end = items.length
  while (end > 0 && /^0*$/.test(items[end - 1] ?? '')) end--
  return items.slice(0, end)
}
