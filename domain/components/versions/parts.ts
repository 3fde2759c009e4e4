/** What sorts first gets -1: the order of two values, as every compare function here answers it. */
export type Order = -1 | 0 | 1

/** Versions longer than this (UTF-16 units) are not read by the rules of an ecosystem; real ones stay under 100. */
export const versionLengthMax = 512

/**
 * One ecosystem's rule. `read` answers undefined for a text the rule does not know;
 * `compare` is a total preorder over what `read` answers.
 */
export type VersionRule<Key> = {
  readonly read: (text: string) => Key | undefined
  readonly compare: (left: Key, right: Key) => Order
}

export function orderOf(difference: number): Order {
  return difference < 0 ? -1 : difference > 0 ? 1 : 0
}

/** Text by UTF-16 unit, which for the ASCII of versions is byte order. */
export function compareText(left: string, right: string): Order {
  return left < right ? -1 : left > right ? 1 : 0
}

/** Runs of decimal digits of any length by value; no number type, as real versions reach 30 digits. */
export function compareDigits(left: string, right: string): Order {
  const a = withoutLeadingZeros(left)
  const b = withoutLeadingZeros(right)
  return a.length === b.length ? compareText(a, b) : orderOf(a.length - b.length)
}

/** Lists item by item; a missing item counts as `missing`. */
export function compareLists<Item>(
  lists: { readonly left: readonly Item[]; readonly right: readonly Item[]; readonly missing: Item },
  compare: (left: Item, right: Item) => Order,
): Order {
  const { left, right, missing } = lists
  const length = Math.max(left.length, right.length)
  for (let at = 0; at < length; at++) {
    const order = compare(left[at] ?? missing, right[at] ?? missing)
    if (order !== 0) return order
  }
  return 0
}

export function isDigit(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit >= 48 && unit <= 57
}

export function isLetter(text: string, at: number): boolean {
  const unit = text.charCodeAt(at) | 32
  return unit >= 97 && unit <= 122
}

/** The place after the run that starts at `at` and for which `belongs` holds. */
export function runEnd(text: string, at: number, belongs: (text: string, at: number) => boolean): number {
  let end = at
  while (end < text.length && belongs(text, end)) end++
  return end
}

function withoutLeadingZeros(digits: string): string {
  let at = 0
  while (at < digits.length && digits.charCodeAt(at) === 48) at++
  return at === 0 ? digits : digits.slice(at)
}
