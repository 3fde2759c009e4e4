import { observationBatch } from '@maek/domain/monitoring/observation-batch.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say, type Words } from '@maek/domain/words.ts'
import type pg from 'pg'
import { type RecordTableRow, recordColumns, storedFrom } from '../records/row.ts'

/** Every batch of a model that stands, in the order they came: the first to tell of an event is the one that counts. */
export async function standingBatches(
  client: pg.PoolClient,
  organisation: string,
  model: string,
): Promise<StoredRecord[]> {
  const found = await client.query<RecordTableRow>(
    `select ${recordColumns} from record
     where org_id = $1 and observed_model = $2 and state = any('{received,in-use}') order by created_at, number`,
    [organisation, model],
  )
  return found.rows.map(storedFrom)
}

/** The file of a batch's original bytes. */
export function fileOf(batch: StoredRecord) {
  const file = observationBatch.shape.file.parse(batch.body.file)
  if (file === undefined) throw new Error(`${batch.number} has no file`)
  return file
}

/** A record named by number or id, of one kind. */
export async function findNamed(
  client: pg.PoolClient,
  organisation: string,
  asked: { readonly kind: string; readonly name: string; readonly title: Words; readonly field: string },
): Promise<Answer<StoredRecord>> {
  const found = await client.query<RecordTableRow>(
    `select ${recordColumns} from record where org_id = $1 and kind = $2
       and (number = upper($3) or id::text = lower($3)) limit 1`,
    [organisation, asked.kind, asked.name],
  )
  const [row] = found.rows
  if (row) return accept(storedFrom(row))
  return refuse(
    'not-found',
    say(`${asked.title.ko} 기록을 찾을 수 없습니다.`, `There is no such record (${asked.title.en}).`),
    asked.field,
  )
}
