import { readFile } from 'node:fs/promises'
import type { Actor } from '@maek/domain/record.ts'
import { type Answer, accept } from '@maek/domain/refusal.ts'
import type { House } from '../house.ts'
import type { TableFormat } from './engine/table/open.ts'
import type { EngineProgress } from './engine/task.ts'

export type TableFile = {
  readonly path: string
  readonly format: TableFormat
  /** More is refused; a CSV file is asked by its bytes beforehand. */
  readonly cellsMax: number
  /** Only these, where not all are needed. */
  readonly columns?: readonly string[]
  readonly onProgress?: (progress: EngineProgress) => void
}

/** A table as CSV, whatever it came as: what is no plain CSV is read in the engine. */
export async function tableBytes(
  { engine }: Pick<House, 'engine'>,
  { organisation }: Actor,
  { onProgress, ...file }: TableFile,
): Promise<Answer<Uint8Array>> {
  if (file.format === 'csv' && file.columns === undefined) return accept(await readFile(file.path))
  const read = await engine.run({ task: 'read-rows', ...file }, { organisation, onProgress })
  if (!read.ok) return read
  const lines = [read.value.header, ...read.value.rows].map((row) => row.map(csvCell).join(','))
  return accept(Buffer.from(`${lines.join('\n')}\n`))
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
