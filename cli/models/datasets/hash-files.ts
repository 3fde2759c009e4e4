import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Known } from './journal.ts'
import type { ItemToRead } from './read-items.ts'
import type { Fault } from './walk.ts'

/** What goes to a thread once. */
export type ThreadInput = {
  readonly key: Buffer
  readonly plainNames: boolean
  readonly subjectInside: boolean
  readonly journal: string | null
  readonly known: Known
}

/** What it answers to each batch: lines of the manifest in one text, which travels faster than objects. */
export type ReadBatch = {
  readonly lines: string
  readonly bytes: number
  readonly read: number
  readonly withSubject: number
  readonly faults: readonly Fault[]
}

const batchSize = 512
/** So many batches wait in each thread, that none runs dry while the answers of others are taken. */
const aheadMax = 3

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
  const batches = batchesOf(files)
  return Promise.all(Array.from({ length: threads }, () => serve(batches, input, taken))).then(
    () => undefined,
  )
}

function* batchesOf(files: readonly ItemToRead[]): Generator<readonly ItemToRead[], undefined> {
  for (let at = 0; at < files.length; at += batchSize) yield files.slice(at, at + batchSize)
}

/** One thread, fed from the batches that all share until they are used up. */
function serve(
  batches: Generator<readonly ItemToRead[], undefined>,
  input: ThreadInput,
  taken: (batch: ReadBatch) => void,
): Promise<void> {
  return new Promise((done, fail) => {
    const thread = new Worker(new URL('./hash-thread.ts', import.meta.url), {
      workerData: input,
      execArgv: [],
    })
    let waiting = 0
    const feed = () => {
      while (waiting < aheadMax) {
        const batch = batches.next().value
        if (batch === undefined) break
        thread.postMessage(batch)
        waiting++
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
}
