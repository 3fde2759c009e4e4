import { columnPrefixes } from './observation-columns.ts'

/**
 * Names of the columns of a table from the beginning of its text: the header of CSV, or the names in the JSON records
 * that are whole (those within `attributes` and `inputs` as columns of their own). Null where there is no such table.
 * A name that stands twice is told once; of JSON a later record may hold further names.
 */
export function tableNames(text: string): readonly string[] | null {
  const head = text.replace(/^\uFEFF/, '').trimStart()
  const names = head.startsWith('{')
    ? namesOf(head.split(/\r?\n/).flatMap(recordIn))
    : head.startsWith('[')
      ? namesOf(firstRecordIn(head))
      : headerIn(head.slice(0, headerCharsMax))
  const given = [...new Set(names)].filter((name) => name !== '')
  return given.length === 0 ? null : given
}

/** A header is no longer than the server reads for one. */
const headerCharsMax = 65_536

type Json = Readonly<Record<string, unknown>>

function recordIn(text: string): Json[] {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? [value] : []
  } catch {
    return [] // Cut off, or no JSON: what is broken is refused with its row when the whole file comes.
  }
}

/** The first record of an array: up to the bracket that makes it whole. */
function firstRecordIn(text: string): Json[] {
  const from = text.indexOf('{')
  const bracketsMax = 200
  let end = from
  for (let tried = 0; from >= 0 && tried < bracketsMax; tried++) {
    end = text.indexOf('}', end + 1)
    if (end < 0) break
    const found = recordIn(text.slice(from, end + 1))
    if (found.length > 0) return found
  }
  return []
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function namesOf(records: readonly Json[]): string[] {
  const names = records.flatMap((record) =>
    Object.entries(record).flatMap(([name, value]) => {
      const prefix = Object.entries(columnPrefixes).find(([nest]) => nest === name)?.[1]
      if (prefix === undefined) return [name]
      return isRecord(value) ? Object.keys(value).map((inner) => `${prefix}${inner}`) : []
    }),
  )
  return [...new Set(names)]
}

/** The header by RFC 4180; of comma, semicolon and tab the one that makes the most columns. */
function headerIn(text: string): string[] | null {
  const found = [',', ';', '\t'].map((delimiter) => firstLine(text, delimiter))
  const [most] = found.flatMap((cells) => (cells ? [cells] : [])).sort((a, b) => b.length - a.length)
  return most ?? null
}

function firstLine(text: string, delimiter: string): string[] | null {
  const cells: string[] = []
  let at = 0
  for (;;) {
    const quoted = text[at] === '"' ? /^"((?:[^"]|"")*)"/.exec(text.slice(at)) : null
    if (text[at] === '"' && quoted === null) return null
    const plain = quoted ? '' : (/^[^\r\n]*/.exec(text.slice(at))?.[0].split(delimiter)[0] ?? '')
    cells.push((quoted ? (quoted[1] ?? '').replaceAll('""', '"') : plain).trim())
    at += quoted ? quoted[0].length : plain.length
    if (text[at] !== delimiter) return cells
    at += 1
  }
}
