import { parentPort } from 'node:worker_threads'
import { z } from 'zod'
import { componentsToCompare } from './diff-read.ts'
import { prepareSbom } from './prepare-sbom.ts'

/* Reads SBOMs beside the event loop, one after another. */

const bytes = z.instanceof(Uint8Array)
const inputSchema = z.discriminatedUnion('purpose', [
  z.object({ bytes, purpose: z.literal('intake'), id: z.uuid() }),
  z.object({ bytes, purpose: z.literal('compare') }),
])
const port = parentPort
if (!port) throw new Error('this program runs as a thread')
port.on('message', (message: unknown) => {
  const input = inputSchema.parse(message)
  if (input.purpose === 'compare') {
    port.postMessage(componentsToCompare(input.bytes))
    return
  }
  const answer = prepareSbom(input.bytes, input.id)
  if (answer.ok) {
    const { versions, versionEnds, lines } = answer.value
    port.postMessage(answer, [versions.buffer, versionEnds.buffer, lines.buffer])
  } else port.postMessage(answer)
})
