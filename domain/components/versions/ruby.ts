import { compareDigits, compareLists, compareText, isDigit, type Order, type VersionRule } from './parts.ts'

/** Gem::Version: words come before numbers, a missing part is 0, zeros before a word or the end do not count. */
export const ruby: VersionRule<readonly string[]> = {
  read: (text) => {
    const plain = text.trim().replaceAll('-', '.pre.')
    if (!/^[0-9A-Za-z.]*$/.test(plain)) return undefined
    const parts = plain.match(/\d+|[A-Za-z]+/g) ?? []
    return canonical(parts)
  },
  compare: (left, right) => compareLists({ left, right, missing: '0' }, comparePart),
}

function canonical(parts: readonly string[]): string[] {
  const firstWord = parts.findIndex((part) => !isDigit(part, 0))
  const numbers = firstWord < 0 ? parts : parts.slice(0, firstWord)
  let keep = numbers.length
  while (keep > 0 && /^0+$/.test(numbers[keep - 1] ?? '')) keep--
  return [...numbers.slice(0, keep), ...(firstWord < 0 ? [] : parts.slice(firstWord))]
}

function comparePart(left: string, right: string): Order {
  const leftNumeric = isDigit(left, 0)
  const rightNumeric = isDigit(right, 0)
  if (leftNumeric && rightNumeric) return compareDigits(left, right)
  if (leftNumeric !== rightNumeric) return leftNumeric ? 1 : -1
  return compareText(left, right)
}
