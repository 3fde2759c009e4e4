import { open } from 'node:fs/promises'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { checkLabel } from '../files/content.ts'
import type { Upload } from '../files/upload.ts'
import { readHead } from './engine/table/csv.ts'
import type { TableFormat } from './engine/table/open.ts'

/** What a table's bytes are, by how they begin, and the type it is kept as; the name is only a label. */
export type RecognisedTable = {
  readonly name: string
  readonly format: TableFormat
  readonly mediaType: string
}

const mediaTypes: Readonly<Record<TableFormat, string>> = {
  csv: 'text/csv',
  'csv-gzip': 'application/gzip',
  ndjson: 'application/x-ndjson',
  'ndjson-gzip': 'application/gzip',
  parquet: 'application/vnd.apache.parquet',
}

/** Recognises an uploaded table; whether it is sound is for the engine to say. */
export async function recogniseTable(name: string, { path, size }: Upload): Promise<Answer<RecognisedTable>> {
  const label = checkLabel(name)
  if (!label.ok) return label
  if (size === 0) return refuse('invalid', say('빈 파일입니다.', 'The file is empty.'), 'body')
  const format = await formatOf(path)
  return accept({ name: label.value, format, mediaType: mediaTypes[format] })
}

async function formatOf(path: string): Promise<TableFormat> {
  const first = await firstBytes(path)
  if (first.toString('latin1') === 'PAR1') return 'parquet'
  const isZipped = first[0] === 0x1f && first[1] === 0x8b
  const head = await readHead(path, isZipped)
  const isObject = /^\uFEFF?\s*\{/.test(head.subarray(0, 4096).toString('utf8'))
  if (isObject) return isZipped ? 'ndjson-gzip' : 'ndjson'
  return isZipped ? 'csv-gzip' : 'csv'
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
