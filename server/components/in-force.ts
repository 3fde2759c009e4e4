import type { Body, Kind } from '@maek/domain/kind.ts'
import type pg from 'pg'
import { z } from 'zod'

/** An approved record as it was approved, whatever is being drafted since. */
export type InForce = {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly approvedAt: string
  readonly body: Body
}

const sealed = z.looseObject({ body: z.record(z.string(), z.unknown()) })

/**
 * Every approved, unended record of a kind with the body that was approved, the newest approval first. For kinds of
 * which an organisation has few and that hold no personal fields (policies, plans).
 */
export async function readInForce(
  client: pg.PoolClient,
  organisation: string,
  kind: Kind,
): Promise<InForce[]> {
  const ended = Object.entries(kind.life.states).flatMap(([name, state]) => (state.ended ? [name] : []))
  const found = await client.query<{
    id: string
    number: string
    title: string
    approved_at: string
    body: Body
    approved: unknown
  }>({
    // Named, so that a connection plans it once: every upload asks it.
    name: 'in-force',
    text: `select record.id, record.number, record.title, record.approved_at, record.body,
       revision.canonical::jsonb as approved
     from record
     left join record_revision revision on record.version <> record.approved_version
       and revision.org_id = record.org_id and revision.record_id = record.id
       and revision.version = record.approved_version
     where record.org_id = $1 and record.kind = $2 and record.approved_version is not null
       and record.state <> all($3::text[])
     order by record.approved_at desc, record.number desc`,
    values: [organisation, kind.name, ended],
  })
  return found.rows.map(({ id, number, title, approved_at, body, approved }) => ({
    id,
    number,
    title,
    approvedAt: approved_at,
    body: approved === null ? body : sealed.parse(approved).body,
  }))
}
