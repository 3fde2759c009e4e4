import {
  compareDigits,
  compareText,
  isDigit,
  isLetter,
  type Order,
  runEnd,
  type VersionRule,
} from './parts.ts'

type RpmKey = { readonly epoch: string; readonly version: string; readonly release: string | undefined }

/** rpmvercmp of RPM 4.15 and later (`~` before the end, `^` after it) over `[epoch:]version[-release]`. */
export const rpm: VersionRule<RpmKey> = {
  read: (text) => {
    const plain = text.trim()
    if (plain === '') return undefined
    const colon = plain.indexOf(':')
    const rest = plain.slice(colon + 1)
    const dash = rest.indexOf('-')
    return {
      epoch: colon < 0 ? '0' : plain.slice(0, colon),
      version: dash < 0 ? rest : rest.slice(0, dash),
      release: dash < 0 ? undefined : rest.slice(dash + 1),
    }
  },
  compare: (left, right) =>
    comparePart(left.epoch, right.epoch) ||
    comparePart(left.version, right.version) ||
    compareRelease(left.release, right.release),
}

function compareRelease(left: string | undefined, right: string | undefined): Order {
  if (left === undefined || right === undefined) return left === right ? 0 : left === undefined ? -1 : 1
  return comparePart(left, right)
}

function comparePart(left: string, right: string): Order {
  let l = 0
  let r = 0
  for (;;) {
    l = runEnd(left, l, isSeparator)
    r = runEnd(right, r, isSeparator)
    if (left[l] === '~' || right[r] === '~') {
      if (left[l] !== '~') return 1
      if (right[r] !== '~') return -1
      l++
      r++
      continue
    }
    if (left[l] === '^' || right[r] === '^') {
      if (l >= left.length) return -1
      if (r >= right.length) return 1
      if (left[l] !== '^') return 1
      if (right[r] !== '^') return -1
      l++
      r++
      continue
    }
    if (l >= left.length || r >= right.length) break
    const numeric = isDigit(left, l)
    // A number is newer than a word (rpmvercmp).
    if (numeric !== isDigit(right, r)) return numeric ? 1 : -1
    const leftEnd = runEnd(left, l, numeric ? isDigit : isLetter)
    const rightEnd = runEnd(right, r, numeric ? isDigit : isLetter)
    const compare = numeric ? compareDigits : compareText
    const order = compare(left.slice(l, leftEnd), right.slice(r, rightEnd))
    if (order !== 0) return order
    l = leftEnd
    r = rightEnd
  }
  return l < left.length ? 1 : r < right.length ? -1 : 0
}

function isSeparator(text: string, at: number): boolean {
  return !isDigit(text, at) && !isLetter(text, at) && text[at] !== '~' && text[at] !== '^'
}
