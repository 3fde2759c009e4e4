import { say, type Words } from '../words.ts'

/** Where public knowledge comes from. Each is data of its publisher, fetched or carried in, never asked live. */
export const feedSourceNames = ['osv', 'kev', 'epss', 'nvd', 'eol'] as const
export type FeedSourceName = (typeof feedSourceNames)[number]

export type FeedSource = {
  readonly title: Words
  readonly about: Words
  /** Without a success for longer than this many days the source is stale. A rule of this house, no law's. */
  readonly freshDays: number
  /** What its publisher made longer ago than this many days is stale too, however lately it was carried in. */
  readonly contentDays: number
  /** Where its publisher offers it; nothing is fetched until somebody turns the source on. */
  readonly url: string
  readonly everyHours: number
  /** What one file of it is called inside a bundle. */
  readonly fileName: string
}

export const feedSources: { readonly [Name in FeedSourceName]: FeedSource } = {
  osv: {
    title: say('OSV', 'OSV'),
    about: say(
      '오픈소스 생태계와 배포판의 취약점 권고',
      'Advisories of open-source ecosystems and distributions',
    ),
    freshDays: 7,
    contentDays: 120,
    url: 'https://osv-vulnerabilities.storage.googleapis.com',
    everyHours: 6,
    fileName: 'osv.zip',
  },
  kev: {
    title: say('CISA KEV', 'CISA KEV'),
    about: say('실제 악용이 확인된 취약점 목록', 'Vulnerabilities known to be exploited'),
    freshDays: 3,
    contentDays: 21,
    url: 'https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json',
    everyHours: 6,
    fileName: 'kev.json',
  },
  epss: {
    title: say('EPSS', 'EPSS'),
    about: say('30일 안에 악용될 확률(FIRST)', 'Probability of exploitation within 30 days (FIRST)'),
    freshDays: 3,
    contentDays: 7,
    url: 'https://epss.cyentia.com/epss_scores-current.csv.gz',
    everyHours: 24,
    fileName: 'epss.csv.gz',
  },
  nvd: {
    title: say('NVD', 'NVD'),
    about: say('CVE 레코드의 CVSS와 CPE', 'CVSS and CPE of CVE records'),
    freshDays: 7,
    contentDays: 21,
    url: 'https://services.nvd.nist.gov/rest/json/cves/2.0',
    everyHours: 12,
    fileName: 'nvd.json',
  },
  eol: {
    title: say('endoflife.date', 'endoflife.date'),
    about: say('제품과 언어, 운영체제의 지원 종료일', 'End of support of products, languages and systems'),
    freshDays: 45,
    contentDays: 180,
    url: 'https://endoflife.date/api/v1/products/full',
    everyHours: 168,
    fileName: 'eol.json',
  },
}

/** One part of a feed that was not taken, by its place in the file; the rest was. */
export type RefusedRow = { readonly place: string; readonly because: Words }

/** What a feed held. */
export type FeedRows<Row> = {
  readonly rows: readonly Row[]
  /** The first of them; `refusedCount` counts all. */
  readonly refused: readonly RefusedRow[]
  readonly refusedCount: number
  /** When its publisher made it, ISO UTC; null where it does not say. */
  readonly contentAt: string | null
}

const refusedKept = 200

/** Takes each entry that can be read and keeps the place of each that cannot. `read` answers words for a refusal. */
export function takeRows<Row>(
  entries: Iterable<readonly [place: string, entry: unknown]>,
  read: (entry: unknown) => Row | Words,
): { readonly rows: Row[]; readonly refused: RefusedRow[]; readonly refusedCount: number } {
  const rows: Row[] = []
  const refused: RefusedRow[] = []
  let refusedCount = 0
  for (const [place, entry] of entries) {
    const row = read(entry)
    if (!isWords(row)) rows.push(row)
    else if (++refusedCount <= refusedKept) refused.push({ place, because: row })
  }
  return { rows, refused, refusedCount }
}

function isWords<Row>(value: Row | Words): value is Words {
  return typeof value === 'object' && value !== null && 'ko' in value && 'en' in value
}

/** A day as published, `2026-01-31`, that is one of the calendar; undefined for anything else. */
export function dayOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^(?:19|20|21)\d{2}-\d{2}-\d{2}/.test(value)) return undefined
  const day = value.slice(0, 10)
  const at = Date.parse(`${day}T00:00:00Z`)
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== day ? undefined : day
}

/** An instant as published, as ISO UTC; undefined for anything else. */
export function instantOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^(?:19|20|21)\d{2}-\d{2}-\d{2}/.test(value)) return undefined
  // NVD writes instants of UTC without a zone.
  const at = Date.parse(/T[\d:.]+$/.test(value) ? `${value}Z` : value)
  return Number.isNaN(at) ? undefined : new Date(at).toISOString()
}

/** `CVE-2024-3094`: the only form of id these feeds speak of. */
export function isCveId(value: unknown): value is string {
  return typeof value === 'string' && /^CVE-\d{4}-\d{4,19}$/.test(value)
}

/** One line of a foreign text, short enough for a list, and storable. */
export function lineOf(value: unknown, max = 1_000): string | undefined {
  if (typeof value !== 'string') return undefined
  const line = value
    .slice(0, max * 2)
    .replace(/[\p{Cc}\p{Bidi_Control}]+/gu, ' ')
    .trim()
  return line === '' ? undefined : line.slice(0, max).toWellFormed()
}
