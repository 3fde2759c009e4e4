import { parentPort } from 'node:worker_threads'
import { z } from 'zod'
import { componentsToCompare } from './diff-read.ts'
import { prepareSbom } from './prepare-sbom.ts'

/* Reads SBOMs beside the event loop, one after another. */

const inputSchema = z.object({ bytes: z.instanceof(Uint8Array), purpose: z.enum(['intake', 'compare']) })
const port = parentPort
if (!port) throw new Error('this program runs as a thread')
port.on('message', (message: unknown) => {
  const { bytes, purpose } = inputSchema.parse(message)
  if (purpose === 'compare') {
    port.postMessage(componentsToCompare(bytes))
    return
  }
  const answer = prepareSbom(bytes)
  if (answer.ok) port.postMessage(answer, [answer.value.versions.buffer, answer.value.lines.buffer])
  else port.postMessage(answer)
})
