import fc from 'fast-check'
import type { RecordRow } from '../fact.ts'
import type { Finding } from '../finding.ts'
import { monthsAfter } from '../look.ts'
import { watched } from '../rules/every-rule.ts'

/* What may go wrong with a record, and what a finding tells. */

export type Mutation = (record: RecordRow) => RecordRow | null

const months = (instant: string | null, back: number) =>
  instant && `${monthsAfter(instant.slice(0, 10), -back)}T00:00:00.000Z`

export const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.constant<Mutation>(() => null),
  fc.constant<Mutation>((record) => ({ ...record, approvedVersion: null, approvedAt: null })),
  fc.nat(40).map(
    (back): Mutation =>
      (record) => ({ ...record, approvedAt: months(record.approvedAt, back) }),
  ),
  fc.nat(9).map(
    (at): Mutation =>
      (record) => {
        const states = Object.keys(watched.get(record.kind)?.kind.life.states ?? {})
        return { ...record, state: states[at % states.length] ?? record.state }
      },
  ),
  fc.nat(30).map(
    (at): Mutation =>
      (record) => {
        const fields = [...(watched.get(record.kind)?.needs.keys() ?? [])]
        const { [fields[at % fields.length] ?? '']: _, ...body } = record.body
        return { ...record, body }
      },
  ),
)

/** Some reference of the record leads elsewhere, to one of these ids. */
export function relinked(ids: readonly string[]): fc.Arbitrary<Mutation> {
  return fc.tuple(fc.nat(), fc.nat(), fc.boolean()).map(([at, to, isMore]) => (record) => {
    const kind = watched.get(record.kind)?.kind
    const fields = Object.keys(record.body).filter((field) => kind?.fields[field]?.reference)
    const field = fields[at % Math.max(1, fields.length)]
    if (field === undefined) return record
    const reference = kind?.fields[field]?.reference
    const fitting = ids.filter((id) => id === reference?.kind || id.startsWith(`${reference?.kind}-`))
    const target = fitting[to % Math.max(1, fitting.length)]
    const held = record.body[field]
    const more = isMore && Array.isArray(held) ? [...held, target] : [target]
    return { ...record, body: { ...record.body, [field]: reference?.many ? more : target } }
  })
}

export const told = ({ verdict, because, counting, lacking, mend }: Finding) => ({
  verdict,
  because,
  counting: counting.map(({ id }) => id),
  lacking: lacking.map(({ id }) => id),
  mend,
})
