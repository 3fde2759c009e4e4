import { kindByName } from '@maek/domain/kinds.ts'
import type { NamedRecord } from '@maek/domain/reports/evaluation-facts.ts'
import { say } from '@maek/domain/words.ts'
import type pg from 'pg'
import { z } from 'zod'
import { type RecordTableRow, recordColumns } from '../records/row.ts'

/** What reports read of records: by id, by link, by number. */

/** The records of these ids, in their order. */
export async function recordsOf(
  client: pg.PoolClient,
  organisation: string,
  ids: readonly string[],
): Promise<RecordTableRow[]> {
  if (ids.length === 0) return []
  const found = await client.query<RecordTableRow>(
    `select ${recordColumns} from record where org_id = $1 and id = any($2::uuid[])
     order by array_position($2::uuid[], id)`,
    [organisation, ids],
  )
  return found.rows
}

/** The records of a kind that link to one by a relation, by number; retired ones are left out. */
export async function linkedTo(
  client: pg.PoolClient,
  organisation: string,
  link: { readonly to: string; readonly relation: string; readonly kind: string },
): Promise<RecordTableRow[]> {
  const found = await client.query<RecordTableRow>(
    `select ${recordColumns} from record
     join record_link link on link.org_id = record.org_id and link.from_id = record.id
     where link.org_id = $1 and link.to_id = $2 and link.relation = $3 and record.kind = $4
       and record.state not in ('retired', 'withdrawn') order by record.number`,
    [organisation, link.to, link.relation, link.kind],
  )
  return found.rows
}

/** A record of a kind by id or number. */
export async function recordNamed(
  client: pg.PoolClient,
  organisation: string,
  { kind, named }: { readonly kind: string; readonly named: string },
): Promise<RecordTableRow | undefined> {
  const found = await client.query<RecordTableRow>(
    `select ${recordColumns} from record
     where org_id = $1 and kind = $2 and (number = upper($3) or id = $4::uuid) limit 1`,
    [organisation, kind, named, z.uuid().safeParse(named).data ?? null],
  )
  return found.rows[0]
}

/** Number, title and state as a report names a record. */
export function namedRecord({ kind, number, title, state }: RecordTableRow): NamedRecord {
  return { number, title, state: kindByName(kind)?.life.states[state]?.label ?? say(state, state) }
}
