import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { sourceParts } from './source-parts.ts'

/* Reads a document of a source beside the event loop, one part ahead of the database. */

const shape = z.object({
  source: z.enum(['kev', 'epss', 'nvd', 'eol']),
  bytes: z.instanceof(Uint8Array),
})
const { source, bytes } = shape.parse(workerData)
const port = parentPort
if (!port) throw new Error('this program runs as a thread')
for (const part of sourceParts(source, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))) {
  port.postMessage(part)
  if (!part.ok) process.exit(0)
  await new Promise((next) => port.once('message', next))
}
port.postMessage(null)
