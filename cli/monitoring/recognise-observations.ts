import { open } from 'node:fs/promises'
import {
  mayBeObservations,
  type ObservationContents,
  observationColumns,
  observationsIn,
} from '@maek/domain/monitoring/observation-columns.ts'
import { tableNames } from '@maek/domain/monitoring/table-names.ts'

/** `contents` where a table can only be observations; else whether it may be some. */
export type Seen = { readonly contents: ObservationContents | null; readonly isPossible: boolean }

const evaluationNames = ['case_id', 'label', 'score']

/** What the columns of a table tell of being observations from the field. Of Parquet its footer names them. */
export async function recogniseObservations(path: string, head: Uint8Array): Promise<Seen> {
  const text = new TextDecoder().decode(head)
  if (text.startsWith('PAR1')) {
    const told = await footerOf(path)
    // Thrift puts its length before each name.
    const stands = (name: string) => told.includes(`${String.fromCharCode(name.length)}${name}`)
    return seenIn([...usualNames, ...evaluationNames].filter(stands))
  }
  return seenIn(tableNames(text) ?? [])
}

/** A table with the usual names of an evaluation is one, whatever else stands in it. */
function seenIn(names: readonly string[]): Seen {
  if (evaluationNames.every((name) => names.includes(name))) return { contents: null, isPossible: false }
  return { contents: observationsIn(names), isPossible: mayBeObservations(names) }
}

const usualNames = Object.values(observationColumns).map(({ usual }) => usual)
const footerBytesMax = 1_000_000

/** The end of a Parquet file, where the names of its columns stand as plain text between their types. */
async function footerOf(path: string): Promise<string> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const length = Math.min(size, footerBytesMax)
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, size - length)
    const end = buffer.subarray(0, bytesRead)
    const footer = bytesRead < 8 ? 0 : end.readUInt32LE(bytesRead - 8) + 8
    return end.subarray(Math.max(0, bytesRead - footer)).toString('latin1')
  } finally {
    await file.close()
  }
}
