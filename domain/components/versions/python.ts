import { compareDigits, compareLists, compareText, type Order, orderOf, type VersionRule } from './parts.ts'

type PythonKey = {
  readonly epoch: string
  readonly release: readonly string[]
  /** Rank and number; the ranks put dev before a, a before b, b before rc, rc before the release. */
  readonly pre: readonly [number, string]
  readonly post: readonly [number, string]
  readonly dev: readonly [number, string]
  readonly local: readonly string[]
}

/** PEP 440, appendix B (public and local versions). Texts that PEP 440 does not know are left to the fallback. */
export const python: VersionRule<PythonKey> = { read, compare }

// Each part starts with a mark no other part can start with, so the expression never steps back far.
const shape =
  /^v?(?:(\d+)!)?(\d+(?:\.\d+)*)(?:[-_.]?(alpha|a|beta|b|preview|pre|c|rc)[-_.]?(\d*))?(?:-(\d+)|[-_.]?(post|rev|r)[-_.]?(\d*))?(?:[-_.]?(dev)[-_.]?(\d*))?(?:\+([a-z0-9]+(?:[-_.][a-z0-9]+)*))?$/

function read(text: string): PythonKey | undefined {
  const found = shape.exec(text.trim().toLowerCase())
  if (!found) return undefined
  const [, epoch, release = '0', preWord, preNumber, bare, postWord, postNumber, devWord, devNumber, local] =
    found
  const isPost = bare !== undefined || postWord !== undefined
  const isDev = devWord !== undefined
  const preRank = preWord !== undefined ? preRanks(preWord) : isDev && !isPost ? 0 : 9
  return {
    epoch: epoch ?? '0',
    release: release.split('.'),
    pre: [preRank, preNumber ?? ''],
    post: [isPost ? 1 : 0, bare ?? postNumber ?? ''],
    dev: [isDev ? 0 : 1, devNumber ?? ''],
    local: local === undefined ? [] : local.split(/[-_.]/),
  }
}

function preRanks(word: string): number {
  return word.startsWith('a') ? 1 : word.startsWith('b') ? 2 : 3
}

function compare(left: PythonKey, right: PythonKey): Order {
  return (
    compareDigits(left.epoch, right.epoch) ||
    compareLists({ left: left.release, right: right.release, missing: '0' }, compareDigits) ||
    compareMark(left.pre, right.pre) ||
    compareMark(left.post, right.post) ||
    compareMark(left.dev, right.dev) ||
    compareLists({ left: left.local, right: right.local, missing: '' }, compareLocal)
  )
}

function compareMark(left: readonly [number, string], right: readonly [number, string]): Order {
  return orderOf(left[0] - right[0]) || compareDigits(left[1], right[1])
}

function compareLocal(left: string, right: string): Order {
  if (left === '' || right === '') return orderOf(left.length - right.length)
  const leftNumeric = /^\d+$/.test(left)
  const rightNumeric = /^\d+$/.test(right)
  if (leftNumeric && rightNumeric) return compareDigits(left, right)
  if (leftNumeric !== rightNumeric) return leftNumeric ? 1 : -1
  return compareText(left, right)
}
