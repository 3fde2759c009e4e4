import { cellFault, fault, plainHeader } from '@maek/domain/models/performance/table-faults.ts'
import { columnPlace } from '@maek/domain/models/performance/table-header.ts'
import { type Answer, accept, type Refusal, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { named, quoted } from '../duck.ts'
import type { Bench } from '../task.ts'
import { isFaultOfFile } from './csv.ts'
import { tooManyColumns } from './csv-header.ts'
import { checkParquetSize } from './size.ts'
import type { ColumnType, Source, SourceColumn } from './source.ts'

const columnsMax = 500

/** A Parquet file as it stands. Its footer may carry texts of its own: they are looked at too. */
export async function openParquet(bench: Bench, path: string): Promise<Answer<Source>> {
  const { duck, tell } = bench
  tell({ step: 'reading', part: 0 })
  const relation = `read_parquet(${quoted(path)}, file_row_number = true)`
  try {
    const size = await checkParquetSize(bench, path)
    if (!size.ok) return size
    const found = await duck.runAndReadAll(`describe select * exclude (file_row_number) from ${relation}`)
    const described = found.getRowsJS().map(([name, type]) => ({ name: String(name), type: String(type) }))
    if (described.length > columnsMax) return tooManyColumns
    const columns = described.map(({ name, type }) => columnOf(name, type))
    const faults = [...columns.flatMap(unfit), ...(await footerFaults(duck, path))]
    return accept({ relation, columns, faults, faultCount: faults.length })
  } catch (error) {
    if (/with column named file_row_number/i.test(String(error))) return reservedName
    if (isFaultOfFile(error)) return unreadableParquet
    throw error
  }
}

export function typeOf(sqlType: string): ColumnType {
  if (sqlType === 'VARCHAR' || sqlType === 'UUID' || sqlType.startsWith('ENUM')) return 'text'
  if (/^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/.test(sqlType)) return 'whole'
  if (/^(DOUBLE|FLOAT|DECIMAL\(\d+,\d+\))$/.test(sqlType)) return 'number'
  if (sqlType === 'BOOLEAN') return 'yes-no'
  return /^(DATE|TIME|TIMESTAMP)/.test(sqlType) && !sqlType.endsWith(']') ? 'time' : 'other'
}

function columnOf(name: string, sqlType: string): SourceColumn {
  const sql = named(name)
  const type = typeOf(sqlType)
  const label = plainHeader(name)
  const written = `cast(${sql} as varchar)`
  switch (type) {
    case 'text':
      return { name: label, type, sql, text: `nullif(${written}, '')` }
    case 'yes-no':
      return { name: label, type, sql, text: `cast(cast(${sql} as utinyint) as varchar)` }
    case 'number':
      // 9001011234567.0 is a resident number too.
      return {
        name: label,
        type,
        sql,
        text: `case when ${sql} = trunc(${sql}) and abs(${sql}) < 1e15 then cast(cast(${sql} as bigint) as varchar) else ${written} end`,
      }
    default:
      return { name: label, type, sql, text: written }
  }
}

export function unfit({ name, type }: Pick<SourceColumn, 'name' | 'type'>, at: number): Refusal[] {
  if (type !== 'other') return []
  const because = say(
    '글자, 수, 참·거짓, 날짜가 아닌 형식의 열입니다. 이 열을 지우십시오.',
    'The column holds something other than texts, numbers, yes and no, or dates. Remove it.',
  )
  return [fault(because, columnPlace(name, at))]
}

/** What programs write there of themselves: names and types of columns, which are checked as such. */
const ownKeys = new Set([
  'ARROW:schema',
  'pandas',
  'org.apache.spark.sql.parquet.row.metadata',
  'huggingface',
])

export async function footerFaults(duck: Bench['duck'], path: string): Promise<Refusal[]> {
  const found = await duck.runAndReadAll(
    `select decode(key), decode(value) from parquet_kv_metadata(${quoted(path)}) limit 1000`,
  )
  return found.getRowsJS().flatMap(([key, value]) => {
    const texts = ownKeys.has(String(key)) ? [String(key)] : [String(key), String(value)]
    const use = { name: '', isKey: false, isUsed: true }
    const because = texts
      .map((text) => (text === '' ? null : cellFault(text, use)))
      .find((one) => one !== null)
    return because ? [fault(because, 'footer')] : []
  })
}

const reservedName = refuse(
  'invalid',
  say('이 이름의 열은 쓸 수 없습니다. 이름을 바꾸십시오.', 'A column may not have this name. Rename it.'),
  'column file_row_number',
)
const unreadableParquet = refuse(
  'wrong-type',
  say('Parquet 파일로 읽을 수 없습니다.', 'This cannot be read as a Parquet file.'),
  'body',
)
