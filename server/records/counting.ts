import { countsAsApproved } from '@maek/domain/in-force.ts'
import { kindByName } from '@maek/domain/kinds.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import type pg from 'pg'
import { z } from 'zod'
import { headColumns, type RecordTableRow, recordColumns, storedFrom } from './row.ts'

/* Records as they count: where a newer version is being drafted, with the body of the approved one (ISO 13485 4.2.4). */

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The record of the kind named by its id or its number, as it counts. */
export async function namedRecord(
  client: pg.PoolClient,
  organisation: string,
  { kind, named }: { readonly kind: string; readonly named: string },
): Promise<Answer<StoredRecord>> {
  const isId = uuid.test(named)
  const found = await client.query<RecordTableRow>(
    `select ${recordColumns} from record where org_id = $1 and kind = $2 and ${isId ? 'id = $3::uuid' : 'number = upper($3)'}`,
    [organisation, kind, named.trim()],
  )
  const [record] = await asCounting(client, organisation, found.rows.map(storedFrom))
  return record ? accept(record) : unknownRecord(named)
}

export function unknownRecord(named: string) {
  return refuse(
    'not-found',
    say(`이 번호의 기록이 없거나 볼 권한이 없습니다: ${named}`, `No record ${named}, or you may not see it.`),
  )
}

/** Records by id, as they count, by number. */
export async function recordsByIds(
  client: pg.PoolClient,
  organisation: string,
  ids: readonly string[],
): Promise<StoredRecord[]> {
  if (ids.length === 0) return []
  const found = await client.query<RecordTableRow>(
    `select ${recordColumns} from record where org_id = $1 and id = any($2::uuid[]) order by number`,
    [organisation, [...new Set(ids)]],
  )
  return asCounting(client, organisation, found.rows.map(storedFrom))
}

/** Records of the kind that point at one of `to` by one of the relations, as they count, by number. */
export async function recordsPointingAt(
  client: pg.PoolClient,
  organisation: string,
  {
    kind,
    relations,
    to,
  }: { readonly kind: string; readonly relations: readonly string[]; readonly to: readonly string[] },
): Promise<StoredRecord[]> {
  if (to.length === 0) return []
  const found = await client.query<RecordTableRow>(
    `select distinct on (record.number) ${headColumns}, record.body from record_link link
     join record on record.org_id = link.org_id and record.id = link.from_id
     where link.org_id = $1 and link.to_id = any($2::uuid[]) and link.relation = any($3::text[]) and record.kind = $4
     order by record.number`,
    [organisation, [...new Set(to)], relations, kind],
  )
  return asCounting(client, organisation, found.rows.map(storedFrom))
}

const keptBody = z.looseObject({ body: z.record(z.string(), z.unknown()) })

/** The same records, with the approved body where that is the one that counts; their `version` says which it is. */
export async function asCounting(
  client: pg.PoolClient,
  organisation: string,
  records: readonly StoredRecord[],
): Promise<StoredRecord[]> {
  const drafted = records.filter((record) => {
    const kind = kindByName(record.kind)
    return kind !== undefined && countsAsApproved(kind.life, record)
  })
  if (drafted.length === 0) return [...records]
  const found = await client.query<{ id: string; canonical: string }>(
    `select record_id as id, canonical from unnest($2::uuid[], $3::integer[]) as wanted (id, version)
     join record_revision on org_id = $1 and record_id = wanted.id and record_revision.version = wanted.version`,
    [organisation, drafted.map(({ id }) => id), drafted.map(({ approvedVersion }) => approvedVersion)],
  )
  const approved = new Map(found.rows.map((row) => [row.id, keptBody.parse(JSON.parse(row.canonical)).body]))
  return records.map((record) => {
    const body = approved.get(record.id)
    return body ? { ...record, body, version: record.approvedVersion ?? record.version } : record
  })
}
