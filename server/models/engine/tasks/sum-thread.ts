import { parentPort, workerData } from 'node:worker_threads'
import { openPart } from './sum-parts.ts'
import type { SumThreadInput, ToSumThread } from './sum-threads.ts'

/* Sums one part of an evaluation beside the others. Its rows lie in memory that it shares with who fetches them. */

const port = parentPort
if (!port) throw new Error('this program runs as a thread')
// Only sumInThreads starts it.
const { order, slots }: SumThreadInput = workerData
const part = openPart(order)
port.on('message', (message: ToSumThread) => {
  if (message === 'finish') {
    port.postMessage({ found: part.finish() })
    return
  }
  const slot = slots[message.slot]
  if (!slot) throw new Error('no such slot')
  part.push({ ...slot, length: message.length })
  port.postMessage({ free: message.slot })
})
