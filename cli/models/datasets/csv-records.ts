/**
 * Records of a CSV text that comes in pieces (RFC 4180: quotes doubled inside quotes, line ends inside quotes, LF or
 * CRLF). Gives the records that are complete; null when the text ends inside quotes. Empty lines are no records.
 */
export function csvRecords(comma: string): (text: string, last: boolean) => string[][] | null {
  let rest = ''
  return (text, last) => {
    const whole = rest + text
    const found = recordsIn(whole, comma, last)
    rest = whole.slice(found.end)
    return last && found.isOpen ? null : found.records
  }
}

type FoundRecords = { readonly records: string[][]; readonly end: number; readonly isOpen: boolean }

function recordsIn(text: string, comma: string, last: boolean): FoundRecords {
  const records: string[][] = []
  let record: string[] = []
  let at = 0
  let end = 0
  while (at < text.length || (last && record.length > 0)) {
    const cell = cellAt(text, at, comma)
    // A cell that touches the end may go on in the next piece.
    if (cell === null || (!last && cell.end + 2 > text.length)) return { records, end, isOpen: cell === null }
    record.push(cell.text)
    at = cell.end
    if (text[at] === comma) {
      at++
      continue
    }
    if (text[at] === '\r') at++
    if (text[at] === '\n') at++
    if (record.length > 1 || record[0] !== '') records.push(record)
    record = []
    end = at
  }
  return { records, end, isOpen: false }
}

/** The cell that begins here, and where its separator stands; null when its quotes are not closed. */
function cellAt(text: string, start: number, comma: string): { text: string; end: number } | null {
  if (text[start] !== '"') {
    const end = plainEnd(text, start, comma)
    return { text: text.slice(start, end), end }
  }
  let quote = text.indexOf('"', start + 1)
  while (quote >= 0 && text[quote + 1] === '"') quote = text.indexOf('"', quote + 2)
  if (quote < 0) return null
  const end = plainEnd(text, quote + 1, comma)
  const inside = text.slice(start + 1, quote).replaceAll('""', '"')
  return { text: inside + text.slice(quote + 1, end), end }
}

function plainEnd(text: string, start: number, comma: string): number {
  let end = start
  while (end < text.length && text[end] !== comma && text[end] !== '\n' && text[end] !== '\r') end++
  return end
}
