import { cite } from '../../cited.ts'
import type { Kind } from '../../kind.ts'
import type { Staleness } from '../../models/impact-staleness.ts'
import type { StoredRecord } from '../../record.ts'
import { shownChoice, shownText } from '../../shown.ts'
import { say, type Words } from '../../words.ts'
import type { CardFact } from './card.ts'

/** Everything on record about one model version, as it counts. */
export type CardRecords = {
  readonly model: StoredRecord
  readonly aiSystem: StoredRecord | null
  readonly devices: readonly StoredRecord[]
  readonly releases: readonly StoredRecord[]
  readonly datasets: readonly {
    readonly role: 'trainedOn' | 'tunedOn' | 'testedOn'
    readonly record: StoredRecord
  }[]
  readonly evaluations: readonly StoredRecord[]
  readonly gaps: readonly StoredRecord[]
  readonly hazards: readonly StoredRecord[]
  readonly assessment: StoredRecord | null
  readonly staleness: Staleness | null
  readonly plan: StoredRecord | null
  readonly decisions: readonly StoredRecord[]
  readonly checks: readonly StoredRecord[]
  readonly sites: readonly { readonly site: StoredRecord; readonly units: number }[]
  readonly batches: number
}

/** A fact of one field: its label is the field's own, so that nothing is named twice. */
export function fieldFact(kind: Kind, record: StoredRecord | null, field: string): CardFact {
  const label = kind.fields[field]?.label ?? say(field, field)
  const isChosen = kind.fields[field]?.choices !== undefined
  const text = record && (isChosen ? shownChoice(kind, record, field) : shownText(record, field))
  return { label, text: text ?? null, table: null, source: record && text ? cite(record) : null }
}

export function textFact(label: Words, text: Words | null, source: StoredRecord | null): CardFact {
  return { label, text, table: null, source: source && cite(source) }
}

/** A table; without a row it is a gap. */
export function tableFact(
  label: Words,
  {
    columns,
    rows,
    source,
  }: { columns: readonly Words[]; rows: readonly (readonly Words[])[]; source: StoredRecord | null },
): CardFact {
  if (rows.length === 0) return { label, text: null, table: null, source: null }
  const table = { columns: [...columns], rows: rows.map((row) => [...row]) }
  return { label, text: null, table, source: source && cite(source) }
}

export const same = (text: string): Words => say(text, text)
export const dash = same('—')
