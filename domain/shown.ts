import type { Field } from './field.ts'
import type { Body, Kind } from './kind.ts'
import { say, type Words } from './words.ts'

/* What a body holds, as words for people. The body was parsed at the door; what is not there is undefined. */

type Has = { readonly body: Body }

/** A line, prose, day, decimal or whole number as it stands; a pair in the languages it is written in. */
export function shownText({ body }: Has, field: string): Words | undefined {
  const value = body[field]
  if (typeof value === 'number') return say(String(value), String(value))
  if (typeof value === 'string' && value !== '') return say(value, value)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const { ko = '', en = '' }: { ko?: unknown; en?: unknown } = value
  const [korean, english] = [String(ko), String(en)]
  // One text may be written in one language only: better that than a blank.
  return korean === '' && english === '' ? undefined : say(korean || english, english || korean)
}

/** The word of a choice, or of several joined; undefined where nothing is chosen. */
export function shownChoice(kind: Kind, { body }: Has, field: string): Words | undefined {
  const value = body[field]
  const names = (Array.isArray(value) ? value : [value]).filter(
    (one): one is string => typeof one === 'string',
  )
  const words = names.map((name) => kind.fields[field]?.choices?.[name] ?? say(name, name))
  return words.length === 0 ? undefined : joined(words)
}

export function joined(words: readonly Words[], between = ', '): Words {
  return say(words.map(({ ko }) => ko).join(between), words.map(({ en }) => en).join(between))
}

/** One row of a table inside a record, cell by cell in words. */
export type ShownRow = { readonly [column: string]: Words }

/** The rows of a table field; choices in their words, yes and no too. */
export function shownRows(kind: Kind, { body }: Has, field: string): ShownRow[] {
  const value = body[field]
  const columns = kind.fields[field]?.columns
  if (!Array.isArray(value) || !columns) return []
  return value.flatMap((row: unknown) =>
    typeof row === 'object' && row !== null ? [shownRow(columns, new Map(Object.entries(row)))] : [],
  )
}

function shownRow(columns: Readonly<Record<string, Field>>, row: ReadonlyMap<string, unknown>): ShownRow {
  const shown: Record<string, Words> = {}
  for (const [name, field] of Object.entries(columns)) {
    const cell = row.get(name)
    if (cell === undefined || cell === null) continue
    if (typeof cell === 'boolean') shown[name] = cell ? say('예', 'Yes') : say('아니요', 'No')
    else shown[name] = field.choices?.[String(cell)] ?? say(String(cell), String(cell))
  }
  return shown
}

/** The state of a record in words. */
export function shownState(kind: Kind, { state }: { readonly state: string }): Words {
  return kind.life.states[state]?.label ?? say(state, state)
}
