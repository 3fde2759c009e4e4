import { z } from 'zod'
import { type Field, fieldOf } from './field.ts'
import type { Life } from './life.ts'
import type { Domain } from './permissions.ts'
import type { Words } from './words.ts'

/**
 * A kind of record is a value. From it alone come validation, types, the OpenAPI document, the command line,
 * lists, pages and forms, search, history, permissions, signatures, export and import. Adding a kind adds no
 * code elsewhere.
 */
export type Kind = {
  /** Singular, kebab-case, in full: `corrective-action`. Stable: it is stored and signed. */
  readonly name: string
  /** Prefix of record numbers: `CAPA` gives CAPA-2026-0001. Stable. */
  readonly code: string
  readonly domain: Domain
  readonly title: Words
  readonly plural: Words
  /** One sentence for a newcomer: what it is for and which law or standard asks for it. */
  readonly about: Words
  readonly schema: z.ZodType<Body>
  /** All fields in the order of the form. */
  readonly fields: Readonly<Record<string, Field>>
  readonly life: Life
  /** The field (a `line` or `pair`) whose value is the record's title. */
  readonly titleField: string
  /** Months after approval until a review is due; the clock is data, readiness reads it. */
  readonly reviewMonths?: number
  readonly retention: Retention
  /**
   * Fields that can no longer change once the record is in the named state (acceptance criteria after the plan is
   * signed). Under `*`: in every state once they have a value (the awareness time that started statutory clocks).
   */
  readonly sealed?: Readonly<Record<string, readonly string[]>>
  /** What the house writes and nobody by hand (by-hand.ts); absent where people write all of it. */
  readonly byHouse?: ByHouse
  /** What rows of older records hold as codes. */
  readonly olderCodes?: OlderCodes
  /** Completes a body that was entered, from what stood before (a document's other language falls behind); pure. */
  readonly settle?: (before: Body | null, after: Body) => Body
  /** Statutory clocks a record of this kind starts or stops; pure. */
  readonly clocks?: ClockRule
}

/** What is computed or received and proves something only as long as nobody can type it. */
export type ByHouse = {
  /** Records of this kind are never written by hand; how they come to be, in words. */
  readonly records?: Words
  /** Fields that nobody fills, changes or empties by hand. */
  readonly fields?: readonly string[]
  /** Fields that stand as they are once one of those is filled: what was computed together stays together. */
  readonly seals?: readonly string[]
}

export type Body = Readonly<Record<string, unknown>>

/**
 * Codes that rows of older records hold where words are written today. Data and no function, so that pages have it too.
 * A code counts only where the record says what `when` says: elsewhere the same text may be somebody's own name.
 */
export type OlderCodes = {
  readonly field: string
  readonly column: string
  readonly when: { readonly field: string; readonly is: string }
  readonly words: Readonly<Record<string, Words>>
}

/** How long it is kept, and why (article or clause, in words). */
export type Retention = {
  readonly years: number
  readonly from: 'end-of-life' | 'approval' | 'closing'
  readonly because: Words
}

/** Duties that start now, with what made them start, and duties this record's change stops. */
export type ClockRule = (change: {
  readonly before: Body | null
  readonly after: Body
  readonly state: string
  /** The act of this change: 'create', 'edit' or the action's name. */
  readonly act: string
  readonly at: string
}) => ClockChange

export type ClockChange = {
  readonly start: readonly {
    readonly duty: string
    readonly step?: number
    readonly startedAt: string
    /** The record whose clock it is, when not the changed one (a sent notice starts its incident's next step). */
    readonly record?: string
  }[]
  /** Duty met by this record; `record` names the record whose clock stops (a notice stops its incident's clock). */
  readonly stop: readonly {
    readonly duty: string
    readonly step?: number
    readonly record?: string
    readonly stoppedAt: string
  }[]
}

type Description<S extends z.ZodRawShape> = Omit<Kind, 'schema' | 'fields' | 'titleField'> & {
  readonly fields: S
  readonly titleField: keyof S & string
  /** Conditions across fields. Returns the refused field and the words, or null. */
  readonly check?: (body: z.output<z.ZodObject<S>>) => { field: string; because: Words } | null
}

/** Makes a kind and checks at once that its parts fit; throws on our mistake. */
export function kind<S extends z.ZodRawShape>(description: Description<S>): Kind & { readonly shape: S } {
  const { fields: shape, check, ...rest } = description
  const fields: Record<string, Field> = {}
  for (const [name, schema] of Object.entries(shape)) {
    if (!(schema instanceof z.ZodType)) throw new Error(`${rest.name}.${name} is not a zod type`)
    fields[name] = fieldOf(schema)
  }
  if (fields[rest.titleField]?.presence !== 'entry') {
    throw new Error(`${rest.name}: the title field must be needed at entry`)
  }
  const object = z.strictObject(shape)
  const schema = object.superRefine((body, context) => {
    const fault = check?.(body)
    if (fault) {
      const { ko, en } = fault.because
      context.addIssue({ code: 'custom', path: [fault.field], message: en, params: { ko, en } })
    }
  })
  // The strict object's output is a plain record of its fields; Body is that shape without the names.
  return { ...rest, shape, fields, schema: schema as unknown as z.ZodType<Body> }
}

/** The title of a record from its body: the title field, Korean first for a pair. Before: the body is parsed. */
export function titleOf(kind: Kind, body: Body): string {
  const value = body[kind.titleField]
  if (typeof value === 'string') return value
  const both = z.looseObject({ ko: z.string(), en: z.string() }).parse(value)
  return [both.ko, both.en].filter((half) => half !== '').join(' · ')
}

/** Fields needed for completion that are still empty, in form order. */
export function missingFields(kind: Kind, body: Body): string[] {
  return Object.entries(kind.fields)
    .filter(([name, field]) => field.presence !== 'optional' && body[name] === undefined)
    .map(([name]) => name)
}

export type LinkTarget = { readonly relation: string; readonly to: string; readonly kind: string }

/** Links are the reference fields themselves: one truth, navigable from both ends. */
export function linksOf(kind: Kind, body: Body): LinkTarget[] {
  const links: LinkTarget[] = []
  for (const [relation, field] of Object.entries(kind.fields)) {
    if (!field.reference) continue
    const value = body[relation]
    const ids = z.array(z.string()).parse(value === undefined ? [] : Array.isArray(value) ? value : [value])
    for (const to of ids) links.push({ relation, to, kind: field.reference.kind })
  }
  return links
}

/** Every stored file a body refers to. */
export function filesOf(kind: Kind, body: Body): { sha256: string; size: number; mediaType: string }[] {
  const found: { sha256: string; size: number; mediaType: string }[] = []
  const shape = z.object({ sha256: z.string(), size: z.number(), mediaType: z.string() })
  for (const [name, field] of Object.entries(kind.fields)) {
    const value = body[name]
    if (value === undefined) continue
    if (field.widget === 'file') found.push(shape.parse(value))
    if (field.widget === 'files') found.push(...z.array(shape).parse(value))
  }
  return found
}
