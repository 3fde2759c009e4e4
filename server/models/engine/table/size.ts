import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import type { EngineBounds } from '../bounds.ts'
import { quoted } from '../duck.ts'
import type { Bench } from '../task.ts'

export type TableSize = { readonly rows: number; readonly columns: number; readonly bytes: number }

/**
 * Refuses a Parquet file by what its footer declares, before a row is read. Rows are declared twice, for the whole file
 * and for each of its parts; a hostile file may say less in one place, so the larger counts.
 */
export async function checkParquetSize(
  { duck, bounds }: Pick<Bench, 'duck' | 'bounds'>,
  path: string,
): Promise<Answer<TableSize>> {
  const file = quoted(path)
  // In wide numbers and floating ones: what a hostile file declares may add up beyond 64 bits.
  const found = await duck.runAndReadAll(
    `with part as (select row_group_id, max(row_group_num_rows) as row_count, count(*) as width,
         sum(greatest(total_uncompressed_size, 0)::double) as bytes
       from parquet_metadata(${file}) group by row_group_id)
     select (select max(num_rows)::double from parquet_file_metadata(${file})),
       (select min(num_rows)::double from parquet_file_metadata(${file})),
       sum(row_count::double), min(row_count)::double, max(width), sum(bytes) from part`,
  )
  const [told, least, summed, leastPart, columns, bytes] = (found.getRowsJS()[0] ?? []).map(Number)
  if ((least ?? 0) < 0 || (leastPart ?? 0) < 0) return negative
  return checkSize(
    { rows: Math.max(told ?? 0, summed ?? 0), columns: columns ?? 0, bytes: bytes ?? 0 },
    bounds,
  )
}

export function checkSize(size: TableSize, { rowsMax, cellsMax, bytesMax }: EngineBounds): Answer<TableSize> {
  const { rows, columns, bytes } = size
  if (rows > rowsMax) return tooManyRows(rows, rowsMax)
  if (rows * columns > cellsMax) return tooManyCells(size, cellsMax)
  return bytes > bytesMax ? tooManyBytes(bytes, bytesMax) : accept(size)
}

const inKorean = new Intl.NumberFormat('ko-KR', { maximumFractionDigits: 1 })
const inEnglish = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 })

function tooManyRows(rows: number, rowsMax: number): Answer<never> {
  return refuse(
    'too-large',
    say(
      `행이 ${inKorean.format(rows)}개입니다. 파일 하나는 ${inKorean.format(rowsMax)}행까지 받습니다. 나누어 올리십시오.`,
      `The table has ${inEnglish.format(rows)} rows; one file may have ${inEnglish.format(rowsMax)}. Split it.`,
    ),
    'body',
  )
}

function tooManyCells({ rows, columns }: TableSize, cellsMax: number): Answer<never> {
  return refuse(
    'too-large',
    say(
      `${inKorean.format(rows)}행 × ${inKorean.format(columns)}열입니다. 파일 하나는 ${inKorean.format(cellsMax)}칸까지 받습니다. 쓰지 않는 열을 지우거나 나누어 올리십시오.`,
      `The table has ${inEnglish.format(rows)} rows × ${inEnglish.format(columns)} columns; one file may have ${inEnglish.format(cellsMax)} cells. Remove columns that are not used, or split it.`,
    ),
    'body',
  )
}

export function tooManyBytes(bytes: number, bytesMax: number): Answer<never> {
  return refuse(
    'too-large',
    say(
      `압축을 풀면 ${inKorean.format(bytes / 1e9)} GB입니다. ${inKorean.format(bytesMax / 1e9)} GB까지 받습니다. 나누어 올리십시오.`,
      `Decompressed, the table has ${inEnglish.format(bytes / 1e9)} GB; ${inEnglish.format(bytesMax / 1e9)} GB are taken at most. Split it.`,
    ),
    'body',
  )
}

const negative = refuse(
  'wrong-type',
  say('행 수가 잘못 적힌 Parquet 파일입니다.', 'The Parquet file declares a wrong number of rows.'),
  'body',
)
