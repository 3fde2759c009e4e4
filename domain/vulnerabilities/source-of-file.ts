import { type FeedSourceName, feedSourceNames } from './feed-source.ts'

const hints: readonly (readonly [FeedSourceName, RegExp])[] = [
  ['kev', /kev|known_exploited/],
  ['epss', /epss/],
  ['nvd', /nvd|cves?-?2\.0/],
  ['eol', /endoflife|eol/],
]

/** Which source a file is of, by the name its publisher gives it; what is none of them is taken for OSV. */
export function sourceOfFileName(name: string): FeedSourceName {
  const folded = name.toLowerCase()
  return hints.find(([, hint]) => hint.test(folded))?.[0] ?? 'osv'
}

/** The source of that name, or undefined: a name from outside is not trusted. */
export function feedSourceByName(name: string): FeedSourceName | undefined {
  return feedSourceNames.find((known) => known === name)
}
