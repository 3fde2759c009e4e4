import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createGunzip } from 'node:zlib'
import { fault, plainHeader } from '@maek/domain/models/performance/table-faults.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say, type Words } from '@maek/domain/words.ts'
import { parse } from 'csv-parse/sync'
import { named, quoted } from '../duck.ts'
import type { Bench } from '../task.ts'
import { checkParquetSize } from './size.ts'
import { type Source, textColumn } from './source.ts'

/** A line longer than this is no row of a table. */
const lineBytesMax = 200_000
const headBytes = 1 << 20
/** Rows of a broken form that are counted; beyond it a file is simply no table. */
const rejectsMax = 100_000
const columnsMax = 500

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

/** The header and the mark between cells: the one of comma, semicolon and tab that makes the most columns. */
export function headerOf(head: Buffer): Answer<{ header: string[]; delimiter: string }> {
  let best: { header: string[]; delimiter: string } | null = null
  for (const delimiter of [',', ';', '\t']) {
    const header = firstRecord(head, delimiter)
    if (header && header.length > (best?.header.length ?? 0))
      best = { header: header.map(plainHeader), delimiter }
  }
  if (best === null) return head.length === 0 ? emptyFile : unreadableCsv
  return best.header.length > columnsMax ? tooManyColumns : accept(best)
}

function firstRecord(head: Buffer, delimiter: string): string[] | null {
  try {
    // The head may end in the middle of a letter; the header lies long before.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    const rows: string[][] = parse(text, {
      bom: true,
      delimiter,
      to: 1,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: lineBytesMax,
    })
    return rows[0] ?? null
  } catch {
    return null // Not UTF-8, or quotes that do not close: the caller refuses it in words.
  }
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

export const unreadableCsv = refuse(
  'wrong-type',
  say(
    'UTF-8 CSV로 읽을 수 없습니다. 엑셀에서는 “CSV UTF-8(쉼표로 분리)”로 저장하십시오.',
    'This cannot be read as UTF-8 CSV. In Excel, save it as “CSV UTF-8 (comma delimited)”.',
  ),
  'body',
)
const emptyFile = refuse('invalid', say('빈 파일입니다.', 'The file is empty.'), 'body')
export const tooManyColumns = refuse(
  'too-large',
  say(`열이 ${columnsMax}개를 넘습니다.`, `There are more than ${columnsMax} columns.`),
  'body',
)
