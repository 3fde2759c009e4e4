import { parentPort } from 'node:worker_threads'
import { z } from 'zod'
import { prepareSbom } from './prepare-sbom.ts'

/* Reads SBOMs beside the event loop, one after another. */

const asked = z.object({ bytes: z.instanceof(Uint8Array) })
const port = parentPort
if (!port) throw new Error('this program runs as a thread')
port.on('message', (message: unknown) => {
  const answer = prepareSbom(asked.parse(message).bytes)
  if (answer.ok) port.postMessage(answer, [answer.value.versions.buffer, answer.value.lines.buffer])
  else port.postMessage(answer)
})
