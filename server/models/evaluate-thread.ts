import { parentPort, workerData } from 'node:worker_threads'
import { binaryPlanSchema } from '@maek/domain/models/performance/plan.ts'
import { predictionColumnsSchema } from '@maek/domain/models/performance/predictions.ts'
import { z } from 'zod'
import { evaluateTable } from './evaluate-table.ts'

/* Evaluates one predictions file beside the event loop. */

const asked = z.object({
  bytes: z.instanceof(Uint8Array),
  columns: predictionColumnsSchema,
  plan: binaryPlanSchema,
})
parentPort?.postMessage(evaluateTable(asked.parse(workerData)))
