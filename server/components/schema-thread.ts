import { parentPort } from 'node:worker_threads'
import { accept } from '@maek/domain/refusal.ts'
import { z } from 'zod'
import { checkSchema } from './schema-check.ts'

/* Asks the official schemas beside the event loop. */

const inputSchema = z.object({ bytes: z.instanceof(Uint8Array) })
const port = parentPort
if (!port) throw new Error('this program runs as a thread')
port.on('message', (message: unknown) => {
  void checkSchema(inputSchema.parse(message).bytes).then((told) => port.postMessage(accept(told)))
})
