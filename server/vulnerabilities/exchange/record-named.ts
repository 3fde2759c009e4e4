import type { StoredRecord } from '@maek/domain/record.ts'
import type pg from 'pg'
import { z } from 'zod'
import { type RecordTableRow, recordColumns, storedFrom } from '../../records/row.ts'

/** The record of a kind by its id or its number, or null. */
export async function recordNamed(
  client: pg.PoolClient,
  organisation: string,
  asked: { readonly kind: string; readonly named: string },
): Promise<StoredRecord | null> {
  const found = await client.query<RecordTableRow>(
    `select ${recordColumns} from record
     where record.org_id = $1 and record.kind = $2 and (record.number = upper($3) or record.id = $4::uuid) limit 1`,
    [organisation, asked.kind, asked.named, z.uuid().safeParse(asked.named).data ?? null],
  )
  const [row] = found.rows
  return row ? storedFrom(row) : null
}
