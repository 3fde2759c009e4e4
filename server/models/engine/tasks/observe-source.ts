import { open } from 'node:fs/promises'
import type { DuckDBConnection } from '@duckdb/node-api'
import { columnPrefixes } from '@maek/domain/monitoring/observation-columns.ts'
import { type Answer, accept, type Refusal, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { parse } from 'csv-parse/sync'
import { named, quoted } from '../duck.ts'
import { footerFaults, typeOf, unfit as unfitColumn } from '../table/parquet.ts'
import { checkParquetSize } from '../table/size.ts'
import type { Bench } from '../task.ts'
import { isNest, namesIn, pointer, tooManyColumns } from './observe-json.ts'

export type ObservationSyntax = 'csv' | 'ndjson' | 'json' | 'parquet'

/** A column of the file as SQL: its text (null where empty), and what it is as a number and as an instant. */
export type SourceColumn = {
  readonly name: string
  readonly text: string
  readonly number: string
  /** Milliseconds since 1970 UTC; null where it is no instant or names no zone. */
  readonly instant: string
}

const lineBytesMax = 1_000_000
const columnsMax = 500

/** The engine as far as reading a file needs it. */
type Reader = Pick<Bench, 'duck' | 'bounds'>

/** Makes the view `source` over the file and tells its columns. No cell is ever repeated in a refusal. */
export async function openSource(
  reader: Reader,
  { path, syntax }: { readonly path: string; readonly syntax: ObservationSyntax },
): Promise<Answer<SourceColumn[]>> {
  const { duck } = reader
  switch (syntax) {
    case 'csv':
      return openCsv(duck, path)
    case 'ndjson':
      return openJson(duck, path, 'newline_delimited')
    case 'json':
      return openJson(duck, path, 'array')
    case 'parquet':
      return openParquet(reader, path)
    default: {
      const never: never = syntax
      throw new Error(`unknown syntax ${String(never)}`)
    }
  }
}

async function openCsv(duck: DuckDBConnection, path: string): Promise<Answer<SourceColumn[]>> {
  const head = await headOf(path)
  if (head === null) return unreadable
  const delimiter = [',', ';', '\t'].toSorted((a, b) => countOf(head, b) - countOf(head, a))[0] ?? ','
  let header: string[]
  try {
    const [first = []] = parse(head, { bom: true, to: 1, delimiter, relax_column_count: true })
    header = first.map((name: string) => name.trim())
  } catch {
    return unreadable
  }
  if (header.length === 0) return unreadable
  const strange = strangeName(header)
  if (strange) return strange
  const columns = header.map((name) => `${quoted(name)}: 'varchar'`).join(', ')
  await duck.run(
    `create temp view source as select * from read_csv(${quoted(path)}, auto_detect = false, header = true,
      delim = ${quoted(delimiter)}, quote = '"', escape = '"', nullstr = '', columns = {${columns}},
      strict_mode = true, null_padding = false, max_line_size = ${lineBytesMax})`,
  )
  return accept(header.map(textColumn))
}

/** The first lines as text; null when they are not UTF-8. */
async function headOf(path: string): Promise<string | null> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1 << 16), 0, 1 << 16, 0)
    const bytes = buffer.subarray(0, bytesRead)
    const end = bytes.indexOf(10)
    return new TextDecoder('utf-8', { fatal: true }).decode(end < 0 ? bytes : bytes.subarray(0, end + 1))
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  } finally {
    await file.close()
  }
}

const countOf = (text: string, part: string) => text.split(part).length

function textColumn(name: string): SourceColumn {
  return ofText(name, `nullif(trim(${named(name)}), '')`)
}

/** An instant without a zone could be nine hours off: it is none. */
function ofText(name: string, text: string): SourceColumn {
  const hasZone = `regexp_matches(${text}, '(Z|[+-][0-9]{2}:?[0-9]{2})$')`
  return {
    name,
    text,
    number: `case when regexp_full_match(${text}, '[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?') then try_cast(${text} as double) end`,
    instant: `case when ${hasZone} then epoch_ms(try_cast(${text} as timestamptz)) end`,
  }
}

async function openJson(
  duck: DuckDBConnection,
  path: string,
  format: 'newline_delimited' | 'array',
): Promise<Answer<SourceColumn[]>> {
  const objects = `read_json_objects(${quoted(path)}, format = ${quoted(format)}, maximum_object_size = ${lineBytesMax})`
  const found = await namesIn(duck, objects)
  if (!found.ok) return found
  const { flat, nested } = found.value
  if (flat.length === 0) return unreadable
  const inner = nested.map(({ nest, name }) =>
    ofText(
      `${columnPrefixes[nest]}${name}`,
      `nullif(trim(json_extract_string(${named(nest)}, ${pointer(name)})), '')`,
    ),
  )
  const source = [...flat.filter((name) => !isNest(name)).map(textColumn), ...inner]
  const strange = strangeName(source.map(({ name }) => name))
  if (strange) return strange
  const columns = flat.map((name) => `${quoted(name)}: ${isNest(name) ? "'JSON'" : "'VARCHAR'"}`).join(', ')
  await duck.run(
    `create temp view source as select * from read_json(${quoted(path)}, format = ${quoted(format)},
      columns = {${columns}}, maximum_object_size = ${lineBytesMax})`,
  )
  return accept(source)
}

/** SQL tells names apart without regard to case, and ends a text at NUL. */
function strangeName(names: readonly string[]): Answer<never> | null {
  if (names.length > columnsMax) return tooManyColumns
  const low = names.map((name) => name.toLowerCase())
  const at = low.findIndex((name, here) => name === '' || /\p{Cc}/u.test(name) || low.indexOf(name) !== here)
  return at < 0 ? null : doubledColumn(at)
}

async function openParquet(reader: Reader, path: string): Promise<Answer<SourceColumn[]>> {
  const size = await checkParquetSize(reader, path)
  if (!size.ok) return size
  const { duck } = reader
  await duck.run(
    `create temp view source as select * from read_parquet(${quoted(path)}, hive_partitioning = false)`,
  )
  const found = await duck.runAndReadAll('describe source')
  const rows = found.getRowsJS().map(([name, type]) => ({ name: String(name), type: String(type) }))
  const strange = strangeName(rows.map(({ name }) => name))
  if (strange) return strange
  const [hidden] = [...rows.flatMap(unfit), ...(await footerFaults(duck, path))]
  return hidden
    ? { ok: false, refusal: hidden }
    : accept(rows.map(({ name, type }) => typedColumn(name, type)))
}

/** Within a value of another form a person could stand unseen. */
function unfit({ name, type }: { readonly name: string; readonly type: string }, at: number): Refusal[] {
  return unfitColumn({ name, type: typeOf(type) }, at)
}

function typedColumn(name: string, type: string): SourceColumn {
  const column = named(name)
  const text = `nullif(trim(cast(${column} as varchar)), '')`
  if (/^TIMESTAMP/.test(type)) {
    // Parquet keeps instants as counts since 1970 UTC.
    return { name, text, number: 'null', instant: `epoch_ms(${column})` }
  }
  if (/^(DOUBLE|FLOAT|U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DECIMAL)/.test(type)) {
    return { name, text, number: `cast(${column} as double)`, instant: 'null' }
  }
  if (type === 'BOOLEAN') {
    return {
      name,
      text: `cast(cast(${column} as int) as varchar)`,
      number: `cast(${column} as int)`,
      instant: 'null',
    }
  }
  return ofText(name, text)
}

const unreadable = refuse(
  'wrong-type',
  say(
    '읽을 수 없는 파일입니다. UTF-8 CSV, NDJSON, Parquet 가운데 하나로 보내십시오.',
    'The file cannot be read. Send it as UTF-8 CSV, NDJSON or Parquet.',
  ),
  'body',
)

/** By its place: without a header its name is a cell. */
function doubledColumn(at: number): Answer<never> {
  return refuse(
    'invalid',
    say(
      '이름이 없거나 제어 문자가 든 열, 또는 (대소문자만 다른) 같은 이름의 열이 있습니다.',
      'A column has no name or one with control characters, or two have the same, letter case apart.',
    ),
    `column ${at + 1}`,
  )
}

/** What DuckDB says of a file it cannot read, as a refusal without any of its content; null when it is no such fault. */
export function unreadableAt(error: unknown): Answer<never> | null {
  const said = error instanceof Error ? error.message : String(error)
  if (
    !/^(Invalid Input|Conversion|Invalid unicode|IO) Error|CSV Error|Malformed JSON|not a valid Parquet|utf-?8/i.test(
      said,
    )
  )
    return null
  const line = /line:? (\d+)/i.exec(said)?.[1]
  if (line === undefined) return unreadable
  return refuse(
    'wrong-type',
    say(
      `${line}번째 줄을 읽을 수 없습니다. 칸 수, 따옴표, 문자 인코딩을 확인하십시오.`,
      `Line ${line} cannot be read. Check the number of cells, quotes and the encoding.`,
    ),
    `line ${line}`,
  )
}
