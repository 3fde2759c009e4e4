import { z } from 'zod'
import type { Body } from '../../kind.ts'
import type { StoredRecord } from '../../record.ts'
import { dataset } from '../dataset.ts'
import type { ManifestSummary } from './api.ts'

/** A dataset as it is written to other formats. */
export type Card = {
  readonly record: Pick<StoredRecord, 'id' | 'number' | 'version' | 'approvedAt' | 'updatedAt' | 'body'>
  /** Null where its manifest is of another make. */
  readonly manifest: ManifestSummary | null
}

const shape = z.object(dataset.shape)
export type DatasetBody = z.infer<typeof shape>

/** The body with its types. Before: it was parsed at the door, so it has them. */
export function typedBody(body: Body): DatasetBody {
  return shape.parse(body)
}

/** Fields that mean something outside this house: no ids of records, no files. */
export function portableFields(body: Body): Body {
  return Object.fromEntries(
    Object.entries(body).filter(([name]) => {
      const field = dataset.fields[name]
      return field && field.reference === undefined && field.widget !== 'file' && field.widget !== 'files'
    }),
  )
}

/** Where the data were collected, a sentence each. */
export function sourceLines(body: DatasetBody): string[] {
  return (body.sources ?? []).map(
    ({ name, country, from, to, acquisition, subjects }) =>
      `${name} (${country}), ${from} – ${to}: ${acquisition}; ${subjects} subjects`,
  )
}

/** Agreement of labellers with intervals. */
export function agreementLines(body: DatasetBody): string[] {
  return (body.agreement ?? []).map(
    ({ measure, estimate, lower, upper, n }) => `${measure} ${estimate} (${lower} – ${upper}), n = ${n}`,
  )
}

/** Whether the data are personal, in words that other tools and people read. */
export function sensitivityLines(body: DatasetBody): string[] {
  const told = {
    identifiable: 'identifiable health data',
    pseudonymised: 'pseudonymised health data',
    anonymised: 'anonymised data',
  } as const
  return [body.identifiability && told[body.identifiability], body.deidentification].filter(
    (line) => line !== undefined,
  )
}

export function keepingLines(body: DatasetBody): string[] {
  return [body.keepUntil && `Kept until ${body.keepUntil}`, body.disposal].filter(
    (line) => line !== undefined,
  )
}

/** JSON with two spaces, absent members and empty lists left out: the same card always gives the same bytes. */
export function jsonText(document: object): string {
  const kept = (_: string, value: unknown) => (Array.isArray(value) && value.length === 0 ? undefined : value)
  return `${JSON.stringify(document, kept, 2)}\n`
}
