import { parentPort, workerData } from 'node:worker_threads'
import { readVex } from '@maek/domain/vulnerabilities/exchange/read-vex.ts'
import { z } from 'zod'

/* Reads one VEX document beside the event loop. */

const { bytes } = z.object({ bytes: z.instanceof(Uint8Array) }).parse(workerData)
parentPort?.postMessage(readVex(bytes))
