import { compareDigits, compareText, type Order, orderOf, type VersionRule } from './parts.ts'

/** What stands next in an apk version; the rank decides when two versions have different things there. */
type Token = { readonly rank: number; readonly text: string; readonly isFirst?: boolean }

/** apk-tools' order: a pre-release comes before the end, then revision, hash, patch suffix, letter, number. */
const ranks = { pre: 0, end: 1, revision: 2, hash: 3, post: 4, letter: 5, number: 6 }
const preSuffixes = ['alpha', 'beta', 'pre', 'rc']
const postSuffixes = ['cvs', 'svn', 'git', 'hg', 'p']
const end: Token = { rank: ranks.end, text: '' }

const shape = /^(\d+(?:\.\d+)*)([a-z]\d*)?((?:_[a-z]+\d*)*)(?:~([0-9a-f]+))?(?:-r(\d*))?$/

/** Alpine's apk versions, `1.2.3a_rc4-r5` (apk-tools, version.c). Anything else is left to the fallback. */
export const alpine: VersionRule<readonly Token[]> = {
  read: (text) => {
    const found = shape.exec(text.trim())
    if (!found) return undefined
    const [, numbers = '', letter = '', suffixes = '', hash, revision] = found
    const tokens: Token[] = numbers
      .split('.')
      .map((number, at) => ({ rank: ranks.number, text: number, isFirst: at === 0 }))
    if (letter !== '') tokens.push({ rank: ranks.letter, text: letter.charAt(0) })
    // `6.6.2p1` breaks apk's rule but ships (OpenSSH): the digits after the letter count as a number.
    if (letter.length > 1) tokens.push({ rank: ranks.number, text: letter.slice(1), isFirst: true })
    for (const suffix of suffixes.split('_').slice(1)) {
      const token = suffixToken(suffix)
      if (!token) return undefined
      tokens.push(...token)
    }
    if (hash !== undefined) tokens.push({ rank: ranks.hash, text: hash })
    if (revision !== undefined) tokens.push({ rank: ranks.revision, text: revision })
    return tokens
  },
  compare: (left, right) => {
    const length = Math.max(left.length, right.length)
    for (let at = 0; at < length; at++) {
      const order = compareToken(left[at] ?? end, right[at] ?? end)
      if (order !== 0) return order
    }
    return 0
  },
}

function suffixToken(suffix: string): readonly Token[] | undefined {
  const word = suffix.replace(/\d+$/, '')
  const number = suffix.slice(word.length)
  const pre = preSuffixes.indexOf(word)
  const post = postSuffixes.indexOf(word)
  if (pre < 0 && post < 0) return undefined
  return [
    { rank: pre >= 0 ? ranks.pre : ranks.post, text: String(pre >= 0 ? pre : post) },
    { rank: ranks.number, text: number === '' ? '0' : number, isFirst: true },
  ]
}

function compareToken(left: Token, right: Token): Order {
  const byRank = orderOf(left.rank - right.rank)
  if (byRank !== 0) return byRank
  if (left.rank === ranks.letter || left.rank === ranks.hash) return compareText(left.text, right.text)
  // After the first number a leading zero makes a fraction: 1.05 comes before 1.1 (apk-tools, version.c).
  const isFraction =
    left.rank === ranks.number && !left.isFirst && (left.text[0] === '0' || right.text[0] === '0')
  return isFraction ? compareText(left.text, right.text) : compareDigits(left.text, right.text)
}
