import type { Stats } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import type { ReadBatch, ThreadInput } from './hash-files.ts'
import { journalLine, noteRead } from './journal.ts'
import { type ItemToRead, readItem } from './read-items.ts'
import { keyedBy } from './site-key.ts'
import type { Fault } from './walk.ts'

/* Reads and digests batches of files beside the program that draws the bar; `null` ends it. */

// Our own program starts this thread and posts nothing else.
const { key, journal, ...rest }: ThreadInput = workerData
let noted: string[] = []
const note = (stats: Stats, content: string, subject: string | null) => {
  if (journal !== null) noted.push(journalLine(stats, content, subject))
}
const rules = { ...rest, keyed: keyedBy(Buffer.from(key)), note }

parentPort?.on('message', (batch: readonly ItemToRead[] | null) => {
  if (batch === null) parentPort?.close()
  else parentPort?.postMessage(readBatch(batch))
})

function readBatch(batch: readonly ItemToRead[]): ReadBatch {
  const faults: Fault[] = []
  const lines: string[] = []
  let bytes = 0
  let withSubject = 0
  for (const item of batch) {
    const read = readItem(withBytes(item), rules)
    if ('code' in read) faults.push(read)
    else {
      lines.push(read.line)
      bytes += read.size
      if (read.hasSubject) withSubject++
    }
  }
  if (journal !== null) noteRead(journal, noted)
  noted = []
  return { lines: lines.join('\n'), bytes, read: lines.length, withSubject, faults }
}

/** A Buffer arrives as plain bytes. */
function withBytes(item: ItemToRead): ItemToRead {
  return typeof item.path === 'string' ? item : { ...item, path: Buffer.from(item.path) }
}
