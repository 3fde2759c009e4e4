import { plainHeader } from '@maek/domain/models/performance/table-faults.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { parse } from 'csv-parse/sync'

/** A line longer than this is no row of a table. */
export const lineBytesMax = 200_000
const columnsMax = 500

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
