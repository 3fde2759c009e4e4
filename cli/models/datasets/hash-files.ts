import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { ItemToRead, ReadBatch, ThreadInput } from './read-items.ts'

const batchSize = 256
/** So many batches wait in each thread, that none runs dry while the answers of others are taken. */
const aheadMax = 4

/**
 * Reads files on as many threads as the machine has, each with plain blocking calls: for hundreds of thousands of
 * small files that is faster than any queue of promises. Batches come back in any order; `taken` gets each once.
 */
export function readOnThreads(
  files: readonly ItemToRead[],
  input: ThreadInput,
  taken: (batch: ReadBatch) => void,
): Promise<void> {
  const threads = Math.max(1, Math.min(availableParallelism(), Math.ceil(files.length / batchSize)))
  let next = 0
  const serve = () =>
    new Promise<void>((done, fail) => {
      const thread = new Worker(new URL('./hash-thread.ts', import.meta.url), {
        workerData: input,
        execArgv: [],
      })
      let waiting = 0
      const feed = () => {
        for (; waiting < aheadMax && next < files.length; waiting++) {
          thread.postMessage(files.slice(next, next + batchSize))
          next += batchSize
        }
        if (waiting === 0) thread.postMessage(null)
      }
      thread.on('message', (batch: ReadBatch) => {
        waiting--
        taken(batch)
        feed()
      })
      thread.once('error', fail)
      thread.once('exit', () => done())
      feed()
    })
  return Promise.all(Array.from({ length: threads }, serve)).then(() => undefined)
}
