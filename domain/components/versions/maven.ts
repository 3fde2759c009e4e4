import { compareDigits, compareText, isDigit, type Order, orderOf, type VersionRule } from './parts.ts'

/** Maven's items: a number, a qualifier, or a nested list, which every dash and every digit/letter border opens. */
type Item =
  | { readonly kind: 'number'; readonly digits: string }
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'list'; readonly items: Item[] }

/**
 * Maven's ComparableVersion, as Maven 3.9 reads a word after a dot, ("Version Order Specification" of the Maven POM reference). Own code: the npm port
 * loses long numbers, orders words by the machine's locale and answers -1 both ways for `1-1` and `1-sp`.
 */
export const maven: VersionRule<readonly Item[]> = { read, compare: compareItems }

const qualifiers = ['alpha', 'beta', 'milestone', 'rc', 'snapshot', '', 'sp']
const aliases: ReadonlyMap<string, string> = new Map([
  ['ga', ''],
  ['final', ''],
  ['release', ''],
  ['cr', 'rc'],
])
const shorthands: ReadonlyMap<string, string> = new Map([
  ['a', 'alpha'],
  ['b', 'beta'],
  ['m', 'milestone'],
])

function read(text: string): readonly Item[] | undefined {
  const version = text.trim().toLowerCase()
  const lists: Item[][] = [[]]
  const put = (item: Item) => lists.at(-1)?.push(item)
  const nest = () => {
    const items: Item[] = []
    put({ kind: 'list', items })
    lists.push(items)
  }
  // A word opens a list of its own, as Maven 3.9 reads `1.x1` like `1-x1`: otherwise
  // `1.post < 1-alpha < 1 < 1.post` is a circle.
  const putPart = (end: number, isBeforeDigit: boolean) => {
    const text = version.slice(start, end)
    if (inNumber || text === '') return put({ kind: 'number', digits: text })
    if (lists.length === 1 || (lists.at(-1)?.length ?? 0) > 0) nest()
    put(wordOf(text, isBeforeDigit))
  }
  let start = 0
  let inNumber = false
  for (let at = 0; at < version.length; at++) {
    const mark = version[at]
    if (mark === '.' || mark === '-') {
      putPart(at, false)
      start = at + 1
      inNumber = false
      if (mark === '-') nest()
    } else {
      const digit = isDigit(version, at)
      if (digit !== inNumber && at > start) {
        putPart(at, !inNumber)
        start = at
        nest()
      }
      inNumber = digit
    }
  }
  if (version.length > start) putPart(version.length, false)
  for (const items of lists.reverse()) dropTrailingNulls(items)
  return lists.at(-1)
}

function wordOf(text: string, isBeforeDigit: boolean): Item {
  const long = isBeforeDigit ? (shorthands.get(text) ?? text) : text
  return { kind: 'word', word: aliases.get(long) ?? long }
}

function dropTrailingNulls(items: Item[]): void {
  const begins = items[0]?.kind
  for (let at = items.length - 1; at >= 0; at--) {
    const item = items[at]
    if (item && isNull(item)) items.splice(at, 1)
    else if (item?.kind !== 'list') break
  }
  // A list that holds only a worded list is that list, or `1--rc < 1 < 1-post < 1--rc` were a circle. So is the list
  // that a word without meaning opened: `1-ga-1` is `1-1`.
  const [only] = items
  if (items.length !== 1 || only?.kind !== 'list') return
  if (only.items[0]?.kind === 'word' || begins === 'word') items.splice(0, 1, ...only.items)
}

function isNull(item: Item): boolean {
  if (item.kind === 'number') return /^0*$/.test(item.digits)
  return item.kind === 'word' ? item.word === '' : item.items.length === 0
}

function compareItems(left: readonly Item[], right: readonly Item[]): Order {
  const length = Math.max(left.length, right.length)
  for (let at = 0; at < length; at++) {
    const order = compareItem(left[at], right[at])
    if (order !== 0) return order
  }
  return 0
}

function compareItem(left: Item | undefined, right: Item | undefined): Order {
  if (!left) return right ? negate(compareToNothing(right)) : 0
  if (!right) return compareToNothing(left)
  if (left.kind === 'number' && right.kind === 'number') return compareDigits(left.digits, right.digits)
  if (left.kind === 'word' && right.kind === 'word') return compareWords(left.word, right.word)
  if (left.kind === 'list' && right.kind === 'list') return compareItems(left.items, right.items)
  return orderOf(kindRank(left) - kindRank(right))
}

/** 1.1 comes after 1-1, which comes after 1-sp. */
function kindRank(item: Item): number {
  return item.kind === 'number' ? 2 : item.kind === 'list' ? 1 : 0
}

function compareToNothing(item: Item): Order {
  if (item.kind === 'number') return isNull(item) ? 0 : 1
  if (item.kind === 'word') return compareWords(item.word, '')
  for (const inner of item.items) {
    const order = compareToNothing(inner)
    if (order !== 0) return order
  }
  return 0
}

function compareWords(left: string, right: string): Order {
  const byRank = orderOf(wordRank(left) - wordRank(right))
  return byRank !== 0 || wordRank(left) < qualifiers.length ? byRank : compareText(left, right)
}

function wordRank(word: string): number {
  const at = qualifiers.indexOf(word)
  return at < 0 ? qualifiers.length : at
}

function negate(order: Order): Order {
  return orderOf(-order)
}
