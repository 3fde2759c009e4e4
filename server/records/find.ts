import { kindByName } from '@maek/domain/kinds.ts'
import type { GuardView, Linked } from '@maek/domain/life.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import { type Answer, accept } from '@maek/domain/refusal.ts'
import type pg from 'pg'
import { notFound } from '../http/problems.ts'
import { headColumns, type RecordTableRow, recordColumns, storedFrom } from './row.ts'

/** The record as it stands, and the index of its newest ledger entry. */
export async function findRecord(
  client: pg.PoolClient,
  organisation: string,
  asked: { readonly kind: string; readonly id: string },
): Promise<Answer<{ record: StoredRecord; ledgerIndex: number }>> {
  const found = await client.query<RecordTableRow>(
    `select ${recordColumns} from record where org_id = $1 and id = $2 and kind = $3`,
    [organisation, asked.id, asked.kind],
  )
  const row = found.rows[0]
  return row
    ? accept({ record: storedFrom(row), ledgerIndex: row.ledger_index })
    : { ok: false, refusal: notFound }
}

export type LinkedRecord = Linked & { readonly title: string }

/** Both ends of every link of a record, as guards see them: a rule that looked at some of them would be no rule. */
export async function findLinks(
  client: pg.PoolClient,
  organisation: string,
  id: string,
): Promise<
  { readonly out: readonly LinkedRecord[]; readonly in: readonly LinkedRecord[] } & GuardView['links']
> {
  const find = (own: 'from_id' | 'to_id', other: 'from_id' | 'to_id') =>
    client.query<RecordTableRow & { relation: string }>(
      `select record_link.relation, ${headColumns} from record_link
       join record on record.org_id = record_link.org_id and record.id = record_link.${other}
       where record_link.org_id = $1 and record_link.${own} = $2
       order by record_link.relation, record.number`,
      [organisation, id],
    )
  const out = await find('from_id', 'to_id')
  const into = await find('to_id', 'from_id')
  return { out: out.rows.map(linkedFrom), in: into.rows.map(linkedFrom) }
}

function linkedFrom(row: RecordTableRow & { relation: string }): LinkedRecord {
  const state = kindByName(row.kind)?.life.states[row.state]
  return {
    relation: row.relation,
    kind: row.kind,
    id: row.id,
    number: row.number,
    title: row.title,
    state: row.state,
    approved: row.approved_version !== null,
    closed: state?.closed ?? false,
    ended: state?.ended ?? false,
  }
}

/** The person whose token last changed the body, or null: what I wrote by a program of mine, I wrote. */
export async function makerOfAuthor(client: pg.PoolClient, record: StoredRecord): Promise<string | null> {
  const token = /^token-([0-9a-f-]{36})$/.exec(record.authorId)?.[1]
  if (token === undefined) return null
  const found = await client.query<{ created_by: string | null }>(
    `select created_by from api_token where org_id = current_setting('maek.org')::uuid and id = $1`,
    [token],
  )
  return found.rows[0]?.created_by ?? null
}
