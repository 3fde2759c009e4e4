import type { PublishedSeverity } from './osv.ts'
import { leadingScore, type SeverityWord, scoresOf } from './severity.ts'

/**
 * The severity a finding is listed by. `rank` orders the list: tenths of the leading score; where only a word was
 * published the least score of that word; -1 where nobody said anything, which is not the same as “none”.
 */
export type Ranking = { readonly severity: SeverityWord | 'unknown'; readonly rank: number }

/** Ranks what was published of one vulnerability: a scored vector before a bare word. */
export function severityOf(
  severities: readonly (PublishedSeverity & { readonly issuer: string })[],
): Ranking {
  const leading = leadingScore(scoresOf(severities))
  if (leading) return { severity: leading.word, rank: Math.round(leading.overall * 10) }
  const words = severities.flatMap(({ type, vector }) =>
    type === 'other' || type === 'Ubuntu' ? (byWord.get(vector.trim().toLowerCase()) ?? []) : [],
  )
  return words.toSorted((left, right) => right.rank - left.rank)[0] ?? { severity: 'unknown', rank: -1 }
}

/** Words of GitHub, Ubuntu and Red Hat, each at the least score of its CVSS 3 and 4 band. */
const byWord: ReadonlyMap<string, Ranking> = new Map([
  ['critical', { severity: 'critical', rank: 90 }],
  ['high', { severity: 'high', rank: 70 }],
  ['important', { severity: 'high', rank: 70 }],
  ['moderate', { severity: 'medium', rank: 40 }],
  ['medium', { severity: 'medium', rank: 40 }],
  ['low', { severity: 'low', rank: 1 }],
  ['negligible', { severity: 'low', rank: 1 }],
])
