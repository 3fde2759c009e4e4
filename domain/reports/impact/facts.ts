import { type Cited, cite } from '../../cited.ts'
import type { Kind } from '../../kind.ts'
import type { StoredRecord } from '../../record.ts'
import { shownText } from '../../shown.ts'
import { say, type Words } from '../../words.ts'

/** Records an assessment may cite, as they count. */
export type ImpactRecords = {
  readonly system: StoredRecord
  readonly devices: readonly StoredRecord[]
  readonly models: readonly StoredRecord[]
  readonly datasets: readonly StoredRecord[]
  readonly sites: readonly { readonly site: StoredRecord; readonly units: number }[]
  readonly evaluations: readonly StoredRecord[]
  readonly gaps: readonly StoredRecord[]
  readonly hazards: readonly StoredRecord[]
  readonly controls: readonly StoredRecord[]
  readonly incidents: readonly StoredRecord[]
}

/** A fact with the record it stands in. No fact here is a judgement. */
export type ImpactFact = { readonly label: Words; readonly value: Words; readonly source: Cited }

/** A question of the assessment, what the records say about it, and what they do not. */
export type ImpactQuestion = {
  readonly id: string
  /** Fields of the assessment in which people answer it. */
  readonly fields: readonly string[]
  readonly title: Words
  readonly citation: Words
  readonly facts: readonly ImpactFact[]
  /** What no record says. */
  readonly missing: readonly Words[]
}

type Told = Omit<ImpactQuestion, 'facts' | 'missing'>
export type Maybe = {
  readonly record: StoredRecord | undefined
  readonly label: Words
  readonly value: Words | undefined
}

/** Facts that are there; those that are not are named as missing. */
export function question(told: Told, wanted: readonly Maybe[], none?: Words): ImpactQuestion {
  const facts = wanted.flatMap(({ record, label, value }) =>
    record && value ? [{ label, value, source: cite(record) }] : [],
  )
  const missing = wanted.flatMap(({ label, value }) => (value ? [] : [label]))
  return { ...told, facts, missing: facts.length === 0 && none ? [none] : missing }
}

export const item = (n: number) =>
  say(`인공지능기본법 시행령 제28조제1항제${n}호`, `AI Basic Act Decree Art. 28(1)${n}`)
export const both = (one: Words, clause: string) =>
  say(`${one.ko}, ISO/IEC 42005 ${clause}`, `${one.en}, ISO/IEC 42005 ${clause}`)
export const iso = (clause: string) => say(`ISO/IEC 42005 ${clause}`, `ISO/IEC 42005 ${clause}`)
export const text = (record: StoredRecord, field: string, label: Words): Maybe => ({
  record,
  label,
  value: shownText(record, field),
})
export const labelOf = (kind: Kind, field: string) => kind.fields[field]?.label ?? say(field, field)
