import type { StoredRecord } from '@maek/domain/record.ts'

/** A row of the table `record` as the driver gives it (times as ISO text, see server/database/values.ts). */
export type RecordTableRow = {
  id: string
  kind: string
  number: string
  title: string
  state: string
  version: number
  edition: number
  approved_version: number | null
  approved_at: string | null
  author_id: string
  author_name: string
  created_at: string
  updated_at: string
  ledger_index: number
  body: Record<string, unknown>
}

export const headColumns = `record.id, record.kind, record.number, record.title, record.state, record.version, record.edition,
  record.approved_version, record.approved_at, record.author_id, record.author_name, record.created_at, record.updated_at,
  record.ledger_index`

export const recordColumns = `${headColumns}, record.body`

export function storedFrom(row: RecordTableRow): StoredRecord {
  return { ...headFrom(row), body: row.body }
}

export function headFrom(row: Omit<RecordTableRow, 'body'>): Omit<StoredRecord, 'body'> {
  return {
    id: row.id,
    kind: row.kind,
    number: row.number,
    title: row.title,
    state: row.state,
    version: row.version,
    edition: row.edition,
    approvedVersion: row.approved_version,
    approvedAt: row.approved_at,
    authorId: row.author_id,
    authorName: row.author_name,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
