import { z } from 'zod'
import type { Words } from './words.ts'

/**
 * What a field is to people: its label and help, how it is entered, whether it is listed, searched or
 * sorted, whether it is personal data, and what it points to. The zod schema says what is valid; this says
 * the rest. Both live in one value, so a form, a list column, a CSV heading and an OpenAPI property cannot
 * drift apart.
 */
export type Field = {
  readonly label: Words
  readonly help?: Words
  readonly widget: Widget
  readonly presence: Presence
  /** Shown as a column of the kind's list. */
  readonly listed?: boolean
  readonly searched?: boolean
  /** Has an expression index; lists can be ordered and filtered by it. */
  readonly sorted?: boolean
  /** Personal data: enters the ledger only as a salted digest and can be erased. */
  readonly personal?: boolean
  readonly choices?: Readonly<Record<string, Words>>
  readonly unit?: Words
  readonly reference?: Reference
  /** Columns of a `rows` field, in order. */
  readonly columns?: Readonly<Record<string, Field>>
}

export type Widget =
  | 'line' // one line of text
  | 'prose' // Markdown
  | 'pair' // one text in Korean and English
  | 'choice'
  | 'choices'
  | 'yes-no'
  | 'whole' // whole number
  | 'decimal' // exact decimal, kept as text: floats never enter the ledger
  | 'day' // calendar day, YYYY-MM-DD
  | 'moment' // instant, ISO 8601 UTC
  | 'reference'
  | 'references'
  | 'file'
  | 'files'
  | 'rows' // a small table

/** `entry`: needed to create; `completion`: needed before it is submitted for review or closed; or optional. */
export type Presence = 'entry' | 'completion' | 'optional'

export type Reference = {
  readonly kind: string
  readonly many: boolean
  /** How the link reads from the other end, e.g. dataset → “used to train”. */
  readonly reverse: Words
}

const fields = z.registry<Field>()

/** The people-facing side of a schema made by the builders below. Throws for any other schema (our bug). */
export function fieldOf(schema: z.ZodType): Field {
  const field = fields.get(schema)
  if (!field) throw new Error('schema was not made by a field builder')
  return field
}

type Told = Omit<Field, 'widget' | 'presence' | 'choices' | 'reference' | 'columns'>

function make<T extends z.ZodType>(schema: T, told: Told, rest: Partial<Field> & { widget: Widget }): T {
  const { label, help, listed, searched, sorted, personal, unit } = told
  fields.add(schema, {
    presence: 'entry',
    label,
    ...(help && { help }),
    ...(listed && { listed }),
    ...(searched && { searched }),
    ...(sorted && { sorted }),
    ...(personal && { personal }),
    ...(unit && { unit }),
    ...rest,
  })
  return schema
}

// Control characters break prints, logs and CSV; direction controls can reverse what a reader sees.
const unsafeCharacter = /(?![\t\n\r])\p{Cc}|\p{Bidi_Control}/u
const wellFormed = (text: string) => text.isWellFormed() && !unsafeCharacter.test(text)
const wellFormedMessage = { error: 'unsafe-character' }

// Brought to its one form first, so that what is accepted is accepted again unchanged.
function text(max: number) {
  return z
    .string()
    .refine(wellFormed, wellFormedMessage)
    .overwrite((value) => value.normalize('NFC').trim())
    .max(max)
}

// Format characters and the Hangul fillers show nothing: a title of them alone would be a blank that counts.
const visible = /[^\p{C}\p{Z}\u115f\u1160\u3164\uffa0\u2800]/u
const notEmpty = { error: 'empty' }
const isFilled = (value: string) => visible.test(value)

/** A stored file as a record refers to it; the bytes lie content-addressed under `sha256`. */
export const fileValue = z.strictObject({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  name: text(255).refine((value) => isFilled(value) && !/[\\/\p{Cc}]/u.test(value), { error: 'file-name' }),
  size: z.number().int().min(1),
  mediaType: z
    .string()
    .max(120)
    .regex(/^[a-z0-9.+-]+\/[a-z0-9.+-]+$/),
})
export type FileValue = z.infer<typeof fileValue>

export function line(told: Told & { max?: number; pattern?: RegExp }) {
  const bounded = text(told.max ?? 200)
    .refine(isFilled, notEmpty)
    .refine((value) => !/[\n\r\u2028\u2029]/.test(value), { error: 'one-line' })
    .refine((value) => told.pattern?.test(value) ?? true, { error: 'pattern' })
  return make(bounded, told, { widget: 'line' })
}

export function prose(told: Told & { max?: number }) {
  return make(text(told.max ?? 20_000).refine(isFilled, notEmpty), told, { widget: 'prose' })
}

/** One text in both languages; a record in one language only is incomplete where the law asks for two. */
export function pair(told: Told & { max?: number }) {
  const half = text(told.max ?? 20_000)
  return make(
    z
      .strictObject({ ko: half, en: half })
      .refine((value) => isFilled(value.ko) || isFilled(value.en), notEmpty),
    told,
    { widget: 'pair' },
  )
}

export function choice<const C extends Readonly<Record<string, Words>>>(told: Told & { choices: C }) {
  // Object.keys loses the literal types; C's own keys are exactly the enum's values.
  const names = Object.keys(told.choices) as (keyof C & string)[]
  return make(z.enum(names), told, { widget: 'choice', choices: told.choices })
}

export function choices<const C extends Readonly<Record<string, Words>>>(told: Told & { choices: C }) {
  // As in `choice`.
  const names = Object.keys(told.choices) as (keyof C & string)[]
  const list = z
    .array(z.enum(names))
    .min(1, notEmpty)
    .max(names.length)
    .refine((values) => new Set(values).size === values.length, { error: 'repeated' })
  return make(list, told, { widget: 'choices', choices: told.choices })
}

export function yesNo(told: Told) {
  return make(z.boolean(), told, { widget: 'yes-no' })
}

export function whole(told: Told & { min?: number; max?: number }) {
  const schema = z
    .number()
    .int()
    .min(told.min ?? 0)
    .max(told.max ?? 2_147_483_647)
    // Minus zero has no place in canonical JSON (RFC 8785); nobody counts it.
    .overwrite((value) => (value === 0 ? 0 : value))
  return make(schema, told, { widget: 'whole' })
}

/** An exact decimal as text (`"0.853"`): what was entered is what is proved, on any machine. */
export function decimal(told: Told) {
  return make(z.string().regex(/^-?(0|[1-9]\d{0,14})(\.\d{1,12})?$/, { error: 'decimal' }), told, {
    widget: 'decimal',
  })
}

export function day(told: Told) {
  return make(
    z.iso.date({ abort: true }).refine((value) => value >= '1900', { error: 'years' }),
    told,
    { widget: 'day' },
  )
}

export function moment(told: Told) {
  const instant = z.iso
    .datetime({ offset: true, abort: true })
    .overwrite((value) => (Number.isNaN(Date.parse(value)) ? value : new Date(value).toISOString()))
    // Clocks count years on from here; a calendar that leaves four digits has no form in the database.
    .refine((value) => value >= '1900' && value < '2200', { error: 'years' })
  return make(instant, told, { widget: 'moment' })
}

export const recordId = z.uuid()

export function ref(kind: string, told: Told & { reverse: Words }) {
  // A clone: the registry knows a schema by identity, and two fields must not share one.
  return make(recordId.clone(), told, {
    widget: 'reference',
    reference: { kind, many: false, reverse: told.reverse },
  })
}

export function refs(kind: string, told: Told & { reverse: Words; max?: number }) {
  const list = z
    .array(recordId)
    .min(1, notEmpty)
    .max(told.max ?? 500)
    .refine((ids) => new Set(ids).size === ids.length, { error: 'repeated' })
  return make(list, told, {
    widget: 'references',
    reference: { kind, many: true, reverse: told.reverse },
  })
}

export function file(told: Told) {
  return make(fileValue.clone(), told, { widget: 'file' })
}

export function files(told: Told) {
  return make(z.array(fileValue).min(1, notEmpty).max(50), told, { widget: 'files' })
}

/** A small table inside a record (population by sex and age, agenda and minutes): at most 500 rows. */
export function rows<S extends z.ZodRawShape>(told: Told & { columns: S; max?: number }) {
  const columns: Record<string, Field> = {}
  for (const [name, schema] of Object.entries(told.columns)) {
    if (schema instanceof z.ZodType) columns[name] = fieldOf(schema)
  }
  const table = z
    .array(z.strictObject(told.columns))
    .min(1, notEmpty)
    .max(told.max ?? 500)
  return make(table, told, { widget: 'rows', columns })
}

/** Not needed to begin, but before the record is submitted, approved or closed. */
export function later<T extends z.ZodType>(schema: T): z.ZodOptional<T> {
  return withPresence(schema, 'completion')
}

/** Never demanded. */
export function optional<T extends z.ZodType>(schema: T): z.ZodOptional<T> {
  return withPresence(schema, 'optional')
}

function withPresence<T extends z.ZodType>(schema: T, presence: Presence): z.ZodOptional<T> {
  const outer = schema.optional()
  fields.add(outer, { ...fieldOf(schema), presence })
  return outer
}
