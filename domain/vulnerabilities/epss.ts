import { type Answer, accept, refuse } from '../refusal.ts'
import { say, type Words } from '../words.ts'
import { type FeedRows, instantOf, isCveId, takeRows } from './feed-source.ts'

/** How likely a vulnerability is to be exploited within 30 days, 0 to 1, and its place among all, 0 to 1 (FIRST EPSS). */
export type ExploitLikelihood = {
  readonly vulnerability: string
  readonly epss: number
  readonly percentile: number
}

/** About 330,000 CVEs are scored today; each line is under a hundred bytes. */
export const epssLimits = { rows: 2_000_000, bytes: 200_000_000 } as const

/**
 * Reads the daily scores of EPSS: a comment `#model_version:v2025.03.14,score_date:2026-01-31T00:00:00+0000`, the
 * heading `cve,epss,percentile`, then a line for each CVE. Lines that are no such line are refused by their number;
 * of two lines for one CVE the last stands, as a table would have it.
 */
export function readEpss(
  text: string,
): Answer<FeedRows<ExploitLikelihood> & { readonly model: string | null }> {
  if (text.length > epssLimits.bytes) return tooMany
  const [comment, at] = text.startsWith('#') ? cutLine(text, 0) : (['', 0] as const)
  const [heading, from] = cutLine(text, at)
  if (heading.trim() !== 'cve,epss,percentile') return notEpss
  const { rows, ...refused } = takeRows(linesOf(text, from, comment === '' ? 2 : 3), readLine)
  if (rows.length > epssLimits.rows) return tooMany
  return accept({
    rows: [...new Map(rows.map((row) => [row.vulnerability, row])).values()],
    ...refused,
    contentAt: instantOf(/score_date:([^,\s]{10,40})/.exec(comment)?.[1]) ?? null,
    model: /model_version:([^,\s]{1,40})/.exec(comment)?.[1] ?? null,
  })
}

function cutLine(text: string, from: number): readonly [line: string, next: number] {
  const end = text.indexOf('\n', from)
  return end < 0 ? [text.slice(from), text.length] : [text.slice(from, end), end + 1]
}

function* linesOf(text: string, from: number, first: number): Generator<readonly [string, unknown]> {
  let number = first
  for (let at = from; at < text.length; number++) {
    const [line, next] = cutLine(text, at)
    if (line.trim() !== '') yield [`${number}`, line]
    at = next
  }
}

function readLine(line: unknown): ExploitLikelihood | Words {
  const [vulnerability, epss, percentile, ...more] = typeof line === 'string' ? line.trim().split(',', 4) : []
  if (!isCveId(vulnerability) || more.length > 0)
    return say('CVE 번호로 시작하는 줄이 아닙니다.', 'The line does not begin with a CVE id.')
  const scores = [epss, percentile].map((value) => (isShare(value) ? Number(value) : Number.NaN))
  const [score = Number.NaN, place = Number.NaN] = scores
  if (!(score <= 1 && place <= 1))
    return say('확률이 0에서 1 사이의 수가 아닙니다.', 'A probability is not a number from 0 to 1.')
  return { vulnerability, epss: score, percentile: place }
}

/** `0.00043`, `1`, `1e-05`: as Python prints a number that is not negative. */
function isShare(value: string | undefined): boolean {
  return value !== undefined && /^\d(?:\.\d{1,20})?(?:e-\d{1,2})?$/.test(value)
}

const notEpss = refuse(
  'wrong-type',
  say(
    'EPSS 점수(cve,epss,percentile로 시작하는 CSV)가 아닙니다.',
    'These are not EPSS scores (a CSV headed cve,epss,percentile).',
  ),
  'body',
)

const tooMany = refuse('too-large', say('EPSS 파일이 너무 큽니다.', 'The EPSS file is too large.'), 'body')
