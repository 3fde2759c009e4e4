import type { DuckDBDataChunk } from '@duckdb/node-api'
import type { GroupedRows } from '@maek/domain/models/performance/stream/group-cells.ts'
import { quoted } from '../duck.ts'
import type { GroupFound } from '../table/check-groups.ts'
import { groupColumn, type Ingested } from './ingest.ts'

/** Rows in the order of their scores. Label and groups are packed into words, so that little travels through the sort. */
export type PackedRows = {
  readonly length: number
  readonly scores: Float64Array
  readonly words: readonly Uint32Array[]
}

/** The label takes the first bit, each group six. */
const bitsOfGroup = 6
const groupsOfWord = 5

/** The words of a canonical table as SQL. */
export function wordsOf({ groups }: Pick<Ingested, 'groups'>): string[] {
  const words: string[][] = [['cast(label as uinteger)']]
  for (const [at, group] of groups.entries()) {
    const shift = 1 + bitsOfGroup * (at % groupsOfWord)
    const word = Math.floor(at / groupsOfWord)
    const own = words[word] ?? []
    own.push(`(cast(${codeOf(group)} as uinteger) << ${shift})`)
    words[word] = own
  }
  return words.map((parts, at) => `cast(${parts.join(' | ')} as uinteger) as word_${at}`)
}

/**
 * The place of a text among the strata, and after them where the cell is empty. DuckDB looks this up once for each entry
 * of a column's dictionary; a cast to an enum would look up every row.
 */
function codeOf({ column, strata, hasEmpty }: GroupFound): string {
  if (strata.length === 0) return '0'
  const place = `list_position([${strata.map(quoted).join(', ')}], ${groupColumn(column)})`
  return hasEmpty ? `(coalesce(${place}, ${strata.length + 1}) - 1)` : `(${place} - 1)`
}

/** Labels and codes of rows, unpacked into arrays that are used again for the next rows. */
export class Unpacked {
  private labels = new Uint8Array(0)
  private readonly codes: Int32Array[]

  constructor(groups: number) {
    this.codes = Array.from({ length: groups }, () => new Int32Array(0))
  }

  rowsOf({ length, scores, words }: PackedRows): GroupedRows {
    if (this.labels.length < length) {
      this.labels = new Uint8Array(length)
      for (const at of this.codes.keys()) this.codes[at] = new Int32Array(length)
    }
    const { labels, codes } = this
    for (const [word, packed] of words.entries()) {
      if (word === 0) for (let row = 0; row < length; row++) labels[row] = (packed[row] ?? 0) & 1
      for (let own = 0; own < groupsOfWord; own++) {
        const code = codes[word * groupsOfWord + own]
        if (!code) break
        const shift = 1 + bitsOfGroup * own
        for (let row = 0; row < length; row++) code[row] = ((packed[row] ?? 0) >>> shift) & 63
      }
    }
    return { length, scores, labels, codes }
  }
}

/** A chunk of scores and so many words. */
export function packedRows(chunk: DuckDBDataChunk, words: number): PackedRows {
  return {
    length: chunk.rowCount,
    scores: doubles(chunk, 0),
    words: Array.from({ length: words }, (_, at) => integers(chunk, 1 + at)),
  }
}

export function doubles(chunk: DuckDBDataChunk, column: number): Float64Array {
  const vector = chunk.getColumnVector(column)
  if ('items' in vector && vector.items instanceof Float64Array) return vector.items
  throw new Error('a column of doubles was expected')
}

function integers(chunk: DuckDBDataChunk, column: number): Uint32Array {
  const vector = chunk.getColumnVector(column)
  if ('items' in vector && vector.items instanceof Uint32Array) return vector.items
  throw new Error('a column of whole numbers was expected')
}
