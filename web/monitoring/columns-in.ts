import { inspectPredictions } from '@maek/domain/models/api.ts'
import { tableNames } from '@maek/domain/monitoring/table-names.ts'
import { call } from '../api.ts'
import { pieceOf } from '../models/intake/piece-of.ts'

/**
 * Names of the columns of a chosen file. Text is read here, in the browser; of Parquet the footer, of gzip the head is asked about. Null
 * where no name could be read: people then type them, and what is broken is refused when the whole file comes.
 */
export async function columnsIn(file: File): Promise<readonly string[] | null> {
  const piece = await pieceOf(file)
  const [first, second] = new Uint8Array(await piece.slice(0, 2).arrayBuffer())
  const isZipped = first === 0x1f && second === 0x8b
  if (isZipped || (await piece.slice(-4).text()) === 'PAR1') {
    const { columns } = await call(inspectPredictions, { name: file.name }, { bytes: piece })
    return [...new Set(columns.map(({ name }) => name))]
  }
  const text = textOf(await piece.arrayBuffer())
  return text === null ? null : tableNames(text)
}

/** UTF-8, or null; the piece may end within a letter. */
function textOf(bytes: ArrayBuffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}
