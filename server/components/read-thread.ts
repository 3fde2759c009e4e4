import { parentPort, workerData } from 'node:worker_threads'
import { readSbom } from '@maek/domain/components/read-sbom.ts'
import { z } from 'zod'

/* Reads one SBOM beside the event loop. */

const { bytes } = z.object({ bytes: z.instanceof(Uint8Array) }).parse(workerData)
parentPort?.postMessage(readSbom(bytes))
