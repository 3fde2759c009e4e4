import { parentPort, workerData } from 'node:worker_threads'
import { type ItemToRead, type ReadItem, readItem, type ThreadInput } from './read-items.ts'
import { keyedBy } from './site-key.ts'
import type { Fault } from './walk.ts'

/* Reads and digests batches of files beside the program that draws the bar; `null` ends it. */

// Our own program starts this thread and posts nothing else.
const { key, ...rules }: ThreadInput = workerData
const keyed = keyedBy(Buffer.from(key))

parentPort?.on('message', (batch: readonly ItemToRead[] | null) => {
  if (batch === null) {
    parentPort?.close()
    return
  }
  const items: ReadItem[] = []
  const faults: Fault[] = []
  for (const item of batch) {
    const read = readItem(withBytes(item), { ...rules, keyed })
    if ('code' in read) faults.push(read)
    else items.push(read)
  }
  parentPort?.postMessage({ items, faults })
})

/** A Buffer arrives as plain bytes. */
function withBytes(item: ItemToRead): ItemToRead {
  return typeof item.path === 'string' ? item : { ...item, path: Buffer.from(item.path) }
}
