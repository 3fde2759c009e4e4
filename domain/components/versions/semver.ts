import {
  compareDigits,
  compareLists,
  compareText,
  isDigit,
  type Order,
  orderOf,
  runEnd,
  type VersionRule,
} from './parts.ts'

type SemverKey = {
  readonly numbers: readonly string[]
  /** Empty for a release. */
  readonly pre: readonly string[]
  readonly build: readonly string[]
}

/**
 * Semantic Versioning 2.0.0 section 11, read leniently: a leading `v`, `=` or `go`, one to many numbers
 * (`1.19` is `1.19.0`), a pre-release without its dash (`go1.21rc2`). Build metadata does not count.
 */
export const semver: VersionRule<SemverKey> = { read, compare: compareRelease }

/** Dart's pub: as semantic versioning, but build metadata counts and comes after none (pub_semver). */
export const pub: VersionRule<SemverKey> = {
  read,
  compare: (left, right) => {
    const order = compareRelease(left, right)
    return order !== 0
      ? order
      : compareLists({ ...sides(left.build, right.build), missing: '' }, compareBuild)
  },
}

/** NuGet: up to four numbers, labels without regard to case, metadata ignored (NuGet versioning reference). */
export const nuget: VersionRule<SemverKey> = {
  read: (text) => read(text.toLowerCase()),
  compare: compareRelease,
}

function read(text: string): SemverKey | undefined {
  let at = text.startsWith('go') ? 2 : runEnd(text, 0, (all, place) => 'vV= '.includes(all.charAt(place)))
  const numbers: string[] = []
  while (isDigit(text, at)) {
    const end = runEnd(text, at, isDigit)
    numbers.push(text.slice(at, end))
    at = text[end] === '.' && isDigit(text, end + 1) ? end + 1 : end
  }
  if (numbers.length === 0) return undefined
  const plus = text.indexOf('+', at)
  const label = text.slice(at, plus < 0 ? text.length : plus).replace(/^[-.]/, '')
  return {
    numbers,
    pre: label === '' ? [] : label.split('.'),
    build: plus < 0 ? [] : text.slice(plus + 1).split('.'),
  }
}

function compareRelease(left: SemverKey, right: SemverKey): Order {
  const order = compareLists({ ...sides(left.numbers, right.numbers), missing: '0' }, compareDigits)
  if (order !== 0) return order
  if (left.pre.length === 0 || right.pre.length === 0) return orderOf(right.pre.length - left.pre.length)
  return compareLabels(left.pre, right.pre)
}

function compareLabels(left: readonly string[], right: readonly string[]): Order {
  const shared = Math.min(left.length, right.length)
  for (let at = 0; at < shared; at++) {
    const order = compareLabel(left[at] ?? '', right[at] ?? '')
    if (order !== 0) return order
  }
  return orderOf(left.length - right.length)
}

function compareLabel(left: string, right: string): Order {
  const leftNumeric = isNumeric(left)
  const rightNumeric = isNumeric(right)
  if (leftNumeric && rightNumeric) return compareDigits(left, right)
  if (leftNumeric !== rightNumeric) return leftNumeric ? -1 : 1
  return compareText(left, right)
}

function compareBuild(left: string, right: string): Order {
  if (left === '' || right === '') return orderOf(left.length - right.length)
  return compareLabel(left, right)
}

function isNumeric(label: string): boolean {
  return label !== '' && runEnd(label, 0, isDigit) === label.length
}

function sides<Item>(left: readonly Item[], right: readonly Item[]) {
  return { left, right }
}
