import { z } from 'zod'
import { type Cited, cite } from '../../cited.ts'
import type { LookResult } from '../../monitoring/look-result.ts'
import { type DayBegins, dayNumber, dayOf } from '../../monitoring/period.ts'
import { postMarketReport } from '../../monitoring/post-market-report.ts'
import type { StoredRecord } from '../../record.ts'
import { say, type Words } from '../../words.ts'

/** What a post-market report may cite, as it stands: of the model, whatever its day. */
export type PostMarketRecords = {
  readonly report: StoredRecord
  readonly model: StoredRecord
  readonly plan: StoredRecord | null
  readonly releases: readonly StoredRecord[]
  readonly batches: readonly StoredRecord[]
  readonly looks: readonly StoredRecord[]
  /** The look whose whole result is read: the newest that the report names, else the newest of all. */
  readonly look: { readonly record: StoredRecord; readonly result: LookResult } | null
  readonly alerts: readonly StoredRecord[]
  readonly incidents: readonly StoredRecord[]
  readonly actions: readonly StoredRecord[]
}

/** A fact with the records it stands in. No fact here is a judgement. */
export type PostMarketFact = {
  readonly label: Words
  readonly value: Words
  readonly sources: readonly Cited[]
}

/** One part of the report: what the records say of the period, and what they do not. */
export type PostMarketSection = {
  readonly id: 'subject' | 'observations' | 'performance' | 'looks' | 'alerts' | 'incidents' | 'actions'
  readonly title: Words
  readonly citation: Words
  readonly facts: readonly PostMarketFact[]
  readonly missing: readonly Words[]
}

export type Period = {
  readonly from: string
  readonly to: string
  /** Whether an instant lies on one of its days, both ends included. */
  readonly holds: (at: string) => boolean
  /** Whether an instant lies on its last day or before. */
  readonly hasBegunBy: (at: string) => boolean
  /** Whether two instants and it have a day in common. */
  readonly meets: (from: string, to: string) => boolean
}

/** The report's days, as days begin where the plan says; without a plan in Seoul. */
export function periodOf({ report, plan }: Pick<PostMarketRecords, 'report' | 'plan'>): Period {
  const { from, to } = ends.parse(report.body)
  const begins: DayBegins = zone.parse(plan?.body.dayBegins) ?? 'seoul'
  const [first, last] = [dayOf(from), dayOf(to)]
  const day = (at: string) => dayNumber(at, begins)
  return {
    from,
    to,
    holds: (at) => day(at) >= first && day(at) <= last,
    hasBegunBy: (at) => day(at) <= last,
    meets: (begin, end) => day(begin) <= last && day(end) >= first,
  }
}

const ends = z.object({ from: postMarketReport.shape.from, to: postMarketReport.shape.to })
const zone = z.enum(['seoul', 'utc']).optional()

/** Prose of a record among facts: its paragraphs as lines. */
const dense = (text: string) => text.replaceAll(/\n\s*\n/g, '\n')

export function factOf(label: Words, value: Words, sources: readonly StoredRecord[]): PostMarketFact {
  return { label, value: say(dense(value.ko), dense(value.en)), sources: sources.map(cite) }
}
