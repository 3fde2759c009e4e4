import { parentPort, workerData } from 'node:worker_threads'
import { againstSchema, taskPlanSchema } from '@maek/domain/models/performance/tasks/task-plan.ts'
import { z } from 'zod'
import { evaluateTaskTable } from './evaluate-task-table.ts'

/* Evaluates one table of cases beside the event loop. */

const asked = z.object({
  bytes: z.instanceof(Uint8Array),
  plan: taskPlanSchema,
  mapping: z.record(z.string(), z.string()),
  earlier: z.array(z.object({ against: againstSchema, bytes: z.instanceof(Uint8Array) })),
})
parentPort?.postMessage(evaluateTaskTable(asked.parse(workerData)))
