import { rowsMax, type TextTable } from '@maek/domain/models/performance/predictions.ts'
import { type Answer, accept } from '@maek/domain/refusal.ts'
import { parse } from 'csv-parse/sync'
import { headerOf, unreadableCsv } from './engine/table/csv-header.ts'

const headBytes = 1 << 20

/**
 * A CSV file as a table of text, its cells parted as the engine parts them; one row more than may be judged is read, so
 * that too many can be told.
 */
export function readCsvTable(bytes: Uint8Array): Answer<TextTable> {
  const found = headerOf(Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, headBytes)))
  if (!found.ok) return found
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const [header = [], ...rows]: string[][] = parse(text, {
      bom: true,
      delimiter: found.value.delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: 100_000,
      to: rowsMax + 2,
    })
    return accept({ header, rows })
  } catch {
    return unreadableCsv
  }
}
