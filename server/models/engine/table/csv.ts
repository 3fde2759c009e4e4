import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createGunzip } from 'node:zlib'
import { fault } from '@maek/domain/models/performance/table-faults.ts'
import { type Answer, accept } from '@maek/domain/refusal.ts'
import { say, type Words } from '@maek/domain/words.ts'
import { named, quoted } from '../duck.ts'
import type { Bench } from '../task.ts'
import { headerOf, lineBytesMax, unreadableCsv } from './csv-header.ts'
import { checkParquetSize } from './size.ts'
import { type Source, textColumn } from './source.ts'

const headBytes = 1 << 20
/** Rows of a broken form that are counted; beyond it a file is simply no table. */
const rejectsMax = 100_000

/**
 * A CSV file as a staged relation of texts, c0, c1 … in the order of its header. What is wrong with its form is told
 * row by row.
 */
export async function openCsv(bench: Bench, path: string, isZipped: boolean): Promise<Answer<Source>> {
  const head = await readHead(path, isZipped)
  const found = headerOf(head)
  if (!found.ok) return found
  const { header, delimiter } = found.value
  const { duck, folder, tell } = bench
  const staged = join(folder, 'staged.parquet')
  const names = header.map((_, at) => `c${at}`)
  tell({ step: 'reading', part: 0 })
  try {
    await duck.run(
      `copy (select * from read_csv(${quoted(path)}, auto_detect = false, header = true, delim = ${quoted(delimiter)},
        quote = '"', escape = '"', nullstr = '', strict_mode = true, null_padding = false,
        compression = ${isZipped ? "'gzip'" : "'none'"}, max_line_size = ${lineBytesMax},
        store_rejects = true, rejects_limit = ${rejectsMax},
        columns = {${names.map((name) => `${quoted(name)}: 'varchar'`).join(', ')}}))
       to ${quoted(staged)} (format parquet, compression lz4_raw, dictionary_size_limit 1000, use_tmp_file false)`,
    )
  } catch (error) {
    if (isFaultOfFile(error)) return unreadableCsv
    throw error
  }
  // What was compressed tells how much it holds only now.
  const size = await checkParquetSize(bench, staged)
  if (!size.ok) return size
  const { faults, faultCount } = await rejected(bench, header.length)
  return accept({
    relation: `read_parquet(${quoted(staged)}, file_row_number = true)`,
    columns: header.map((name, at) => textColumn(name, named(`c${at}`))),
    faults,
    faultCount,
  })
}

/** What DuckDB says of a file that is none, as opposed to a fault of ours. */
export function isFaultOfFile(error: unknown): boolean {
  const said = error instanceof Error ? error.message : String(error)
  return /Invalid Input Error|Conversion Error|CSV Error|Malformed|gzip|deflate|zlib|No magic bytes|not a (valid )?Parquet|thrift|TProtocol|Invalid unicode|UTF-?8|too small to be/i.test(
    said,
  )
}

/** The first megabyte as bytes, unzipped; shorter where the file is. */
export async function readHead(path: string, isZipped: boolean): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  const file = createReadStream(path, { highWaterMark: 1 << 16 })
  const stream = isZipped ? file.pipe(createGunzip()) : file
  try {
    for await (const part of stream) {
      parts.push(Buffer.from(part))
      size += parts.at(-1)?.length ?? 0
      if (size >= headBytes) break
    }
  } catch {
    // No gzip after all, or cut short: what was read so far is judged as it is.
  } finally {
    file.destroy()
  }
  return Buffer.concat(parts)
}

async function rejected({ duck }: Bench, width: number): Promise<Pick<Source, 'faults' | 'faultCount'>> {
  const found = await duck.runAndReadAll(
    `select line, mode(error_type::varchar), min(error_message) from reject_errors group by line order by line`,
  )
  const rows = found.getRowsJS()
  const faults = rows.slice(0, 100).map(([line, type, message]) => {
    // Lines count the header; rows do not.
    return fault(formWords(String(type), String(message), width), `row ${Number(line) - 1}`)
  })
  return { faults, faultCount: rows.length }
}

function formWords(type: string, message: string, width: number): Words {
  const cells = /Found: (\d+)/.exec(message)?.[1]
  if (cells !== undefined) {
    return say(
      `칸 수(${cells}개)가 머리글(${width}개)과 다릅니다.`,
      `The row has another number of cells (${cells}) than the header (${width}).`,
    )
  }
  if (/ENCODING/.test(type)) return say('UTF-8이 아닌 글자가 있습니다.', 'A character is not UTF-8.')
  if (/QUOTE/.test(type)) return say('따옴표가 닫히지 않았습니다.', 'A quotation mark is not closed.')
  return say('이 줄은 CSV로 읽을 수 없습니다.', 'This line cannot be read as CSV.')
}
