import { type Clock, clockShape } from '@maek/domain/clocks/clock.ts'
import { clockState } from '@maek/domain/clocks/clock-state.ts'
import type { clockSchema } from '@maek/domain/views.ts'
import type pg from 'pg'
import type { z } from 'zod'

type Row = {
  id: string
  record_id: string
  number: string
  title: string
  kind: string
  clock: unknown
  stopped_at: string | null
}

/** Clocks of one record, or all that still run, soonest first; their state is worked out for this instant. */
export async function findClocks(
  client: pg.PoolClient,
  organisation: string,
  asked: { readonly record?: string; readonly now: string },
): Promise<z.input<typeof clockSchema>[]> {
  const found = await client.query<Row>(
    `select clock.id, clock.record_id, record.number, record.title, record.kind, clock.clock, clock.stopped_at
     from clock join record on record.org_id = clock.org_id and record.id = clock.record_id
     where clock.org_id = $1 and (case when $2::uuid is null then clock.stopped_at is null else clock.record_id = $2 end)
     order by clock.due_at nulls first, clock.id limit 200`,
    [organisation, asked.record ?? null],
  )
  return found.rows.map((row) => shownClock(row, Date.parse(asked.now)))
}

function shownClock(row: Row, now: number): z.input<typeof clockSchema> {
  const stored = clockShape.parse(row.clock)
  const clock: Clock = row.stopped_at === null ? stored : { ...stored, stoppedAt: Date.parse(row.stopped_at) }
  const state = clockState(clock, now)
  return {
    id: row.id,
    recordId: row.record_id,
    recordNumber: row.number,
    recordTitle: row.title,
    recordKind: row.kind,
    duty: clock.duty,
    title: clock.title,
    citation: clock.citation,
    startedAt: new Date(clock.startedAt).toISOString(),
    dueAt: clock.dueAt === null ? null : new Date(clock.dueAt).toISOString(),
    stoppedAt: row.stopped_at,
    recipient: clock.recipient,
    how: clock.how,
    state: state.name,
    remaining: state.words,
  }
}
