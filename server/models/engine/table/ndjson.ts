import { join } from 'node:path'
import { fault } from '@maek/domain/models/performance/table-faults.ts'
import { columnPlace } from '@maek/domain/models/performance/table-header.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { named, quoted } from '../duck.ts'
import type { Bench } from '../task.ts'
import { isFaultOfFile } from './csv.ts'
import { tooManyColumns } from './csv-header.ts'
import { checkParquetSize, checkSize } from './size.ts'
import { type Source, textColumn } from './source.ts'

const objectBytesMax = 200_000
const columnsMax = 500

/** NDJSON (one object a line) as a staged relation of texts. Every name of every line is a column: none goes unseen. */
export async function openNdjson(bench: Bench, path: string, isZipped: boolean): Promise<Answer<Source>> {
  const { duck, folder, tell } = bench
  const objects = `read_ndjson_objects(${quoted(path)}, ignore_errors = true, maximum_object_size = ${objectBytesMax},
    compression = ${isZipped ? "'gzip'" : "'uncompressed'"})`
  tell({ step: 'reading', part: 0 })
  try {
    // Lines are parsed once; a line that is no JSON at all is null.
    const lines = join(folder, 'lines.parquet')
    await duck.run(
      `copy (select json from ${objects}) to ${quoted(lines)} (format parquet, compression lz4_raw, use_tmp_file false)`,
    )
    const size = await checkParquetSize(bench, lines)
    if (!size.ok) return size
    const raw = `read_parquet(${quoted(lines)}, file_row_number = true)`
    const broken = await brokenLines(bench, raw)
    if (broken.faultCount > 0) return accept({ relation: raw, columns: [], ...broken })
    const keys = await keysOf(bench, raw)
    if (keys.length > columnsMax) return tooManyColumns
    if (keys.length === 0) return unreadableNdjson
    const wide = checkSize({ ...size.value, columns: keys.length }, bench.bounds)
    if (!wide.ok) return wide
    tell({ step: 'reading', part: 0.5 })
    const staged = join(folder, 'staged.parquet')
    const cells = keys.map((key, at) => `json_extract_string(json, ${pointer(key)}) as c${at}`)
    await duck.run(
      `copy (select ${cells.join(', ')} from ${raw})
       to ${quoted(staged)} (format parquet, compression lz4_raw, dictionary_size_limit 1000, use_tmp_file false)`,
    )
    const relation = `read_parquet(${quoted(staged)}, file_row_number = true)`
    const nested = await nestedCells(bench, raw, keys)
    return accept({ relation, columns: keys.map((key, at) => textColumn(key, named(`c${at}`))), ...nested })
  } catch (error) {
    if (isFaultOfFile(error)) return unreadableNdjson
    throw error
  }
}

/** RFC 6901, quoted for SQL. */
function pointer(key: string): string {
  return quoted(`/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`)
}

async function keysOf({ duck }: Bench, raw: string): Promise<string[]> {
  const found = await duck.runAndReadAll(
    `select key from (select unnest(keys) as key, place from
       (select json_keys(json) as keys, min(file_row_number) as place from ${raw} group by 1))
     group by key order by min(place), key limit ${columnsMax + 1}`,
  )
  return found.getColumnsJS()[0]?.map(String) ?? []
}

const notObject = say('JSON 객체 한 개가 아닌 줄입니다.', 'This line is not one JSON object.')
const doubledName = say('같은 이름이 두 번 있습니다.', 'A name stands twice.')
const nestedValue = say(
  '값은 글자, 수, 참·거짓, 빈 값이어야 합니다.',
  'A value must be a text, a number, true, false or null.',
)

async function brokenLines({ duck }: Bench, raw: string): Promise<Pick<Source, 'faults' | 'faultCount'>> {
  const isObject = `coalesce(json_type(json) = 'OBJECT', false)`
  const isDoubled = `${isObject} and len(json_keys(json)) <> len(list_distinct(json_keys(json)))`
  const bad = `not ${isObject} or (${isDoubled})`
  const counted = await duck.runAndReadAll(`select count(*) from ${raw} where ${bad}`)
  const found = await duck.runAndReadAll(
    `select file_row_number, ${isObject} from ${raw} where ${bad} order by 1 limit 100`,
  )
  return {
    faultCount: Number(counted.getRowsJS()[0]?.[0] ?? 0),
    faults: found
      .getRowsJS()
      .map(([row, doubled]) => fault(doubled === true ? doubledName : notObject, `row ${Number(row) + 1}`)),
  }
}

async function nestedCells(
  { duck }: Bench,
  raw: string,
  keys: readonly string[],
): Promise<Pick<Source, 'faults' | 'faultCount'>> {
  const isNested = (key: string) => `coalesce(json_type(json, ${pointer(key)}) in ('OBJECT', 'ARRAY'), false)`
  const some = keys.map(isNested).join(' or ')
  const marks = keys.map((key) => isNested(key)).join(', ')
  const counted = await duck.runAndReadAll(`select count(*) from ${raw} where ${some}`)
  const faultCount = Number(counted.getRowsJS()[0]?.[0] ?? 0)
  if (faultCount === 0) return { faults: [], faultCount }
  const found = await duck.runAndReadAll(
    `select file_row_number, ${marks} from ${raw} where ${some} order by 1 limit 100`,
  )
  const faults = found
    .getRowsJS()
    .flatMap(([row, ...nested]) =>
      keys.flatMap((key, at) =>
        nested[at] === true ? [fault(nestedValue, `row ${Number(row) + 1}, ${columnPlace(key, at)}`)] : [],
      ),
    )
  return { faults, faultCount: Math.max(faultCount, faults.length) }
}

const unreadableNdjson = refuse(
  'wrong-type',
  say(
    'NDJSON(한 줄에 JSON 객체 하나)으로 읽을 수 없습니다.',
    'This cannot be read as NDJSON, one JSON object a line.',
  ),
  'body',
)
