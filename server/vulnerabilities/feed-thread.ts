import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { feedParts } from './feed-parts.ts'

/* Reads a feed beside the event loop, one part ahead of the database. */

const { bytes } = z.object({ bytes: z.instanceof(Uint8Array) }).parse(workerData)
const port = parentPort
if (!port) throw new Error('this program runs as a thread')
for await (const part of feedParts(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))) {
  port.postMessage(part)
  if (!part.ok) process.exit(0)
  await new Promise((next) => port.once('message', next))
}
port.postMessage(null)
