import { listUnder, textUnder } from '../components/json-value.ts'
import { type Answer, accept, refuse } from '../refusal.ts'
import { say, type Words } from '../words.ts'
import { dayOf, type FeedRows, instantOf, isCveId, takeRows } from './feed-source.ts'

/** A vulnerability CISA says is exploited: since when it is listed, until when federal agencies must act, and whether by ransomware. */
export type ExploitedVulnerability = {
  readonly vulnerability: string
  readonly on: string
  readonly due: string | null
  readonly ransomware: boolean
}

/** The catalogue grows by some 200 entries a year. */
export const kevEntriesMax = 50_000

/**
 * Reads CISA's catalogue of known exploited vulnerabilities (known_exploited_vulnerabilities.json). Entries without
 * a CVE id or a day are refused by their place; the rest is taken. Of two entries for one CVE the earlier day stands.
 */
export function readKev(document: unknown): Answer<FeedRows<ExploitedVulnerability>> {
  const entries = listUnder(document, 'vulnerabilities')
  if (textUnder(document, 'catalogVersion') === undefined || entries.length === 0) return notKev
  if (entries.length > kevEntriesMax) return tooMany
  const { rows, ...refused } = takeRows(placed(entries), readEntry)
  const first = new Map<string, ExploitedVulnerability>()
  for (const row of rows) {
    const known = first.get(row.vulnerability)
    if (!known || row.on < known.on) first.set(row.vulnerability, row)
  }
  const released = textUnder(document, 'dateReleased')
  return accept({ rows: [...first.values()], ...refused, contentAt: instantOf(released) ?? null })
}

function* placed(entries: readonly unknown[]): Generator<readonly [string, unknown]> {
  for (const [at, entry] of entries.entries()) yield [`vulnerabilities[${at}]`, entry]
}

function readEntry(entry: unknown): ExploitedVulnerability | Words {
  const vulnerability = textUnder(entry, 'cveID')
  const on = dayOf(textUnder(entry, 'dateAdded'))
  if (!isCveId(vulnerability)) return say('CVE 번호가 없습니다.', 'It has no CVE id.')
  if (on === undefined) return say('등재일이 없습니다.', 'It does not say when it was added.')
  const due = dayOf(textUnder(entry, 'dueDate')) ?? null
  return { vulnerability, on, due, ransomware: textUnder(entry, 'knownRansomwareCampaignUse') === 'Known' }
}

const notKev = refuse(
  'wrong-type',
  say('CISA KEV 목록(JSON)이 아닙니다.', 'This is not the CISA KEV catalogue (JSON).'),
  'body',
)

const tooMany = refuse('too-large', say('항목이 너무 많습니다.', 'It holds too many entries.'), 'body')
