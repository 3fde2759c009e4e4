import { rowsMax, type TextTable } from '@maek/domain/models/performance/predictions.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { parse } from 'csv-parse/sync'

/** A CSV file as a table of text; one row more than may be judged is read, so that too many can be told. */
export function readCsvTable(bytes: Uint8Array): Answer<TextTable> {
  let rows: string[][]
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    rows = parse(text, {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: 100_000,
      to: rowsMax + 2,
    })
  } catch {
    return refuse(
      'wrong-type',
      say(
        'UTF-8 CSV로 읽을 수 없습니다. 엑셀에서는 “CSV UTF-8(쉼표로 분리)”로 저장하십시오.',
        'This cannot be read as UTF-8 CSV. In Excel, save it as “CSV UTF-8 (comma delimited)”.',
      ),
      'body',
    )
  }
  const [header, ...body] = rows
  return header
    ? accept({ header, rows: body })
    : refuse('invalid', say('빈 파일입니다.', 'The file is empty.'), 'body')
}
