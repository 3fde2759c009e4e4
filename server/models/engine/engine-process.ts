import type { Answer } from '@maek/domain/refusal.ts'
import { usualBounds } from './bounds.ts'
import { openDuck } from './duck.ts'
import { faultText } from './fault-text.ts'
import type { Bench, EngineTaskRunner } from './task.ts'
import type { EngineMessage, EngineOrder, EngineSpent } from './work.ts'

/*
 * The engine's process: takes one order, does it with a DuckDB of its own that sees only the files of that order, and
 * ends. Started by child.ts.
 */

/** Only what the task needs is loaded: the process lives for one job, and all of it takes half a second. */
async function act(order: EngineOrder): Promise<Answer<unknown>> {
  const { task } = order
  switch (task.task) {
    case 'ingest':
      return carryOut((await import('./tasks/ingest.ts')).ingestTask, task, order)
    case 'describe':
      return carryOut((await import('./tasks/describe.ts')).describeTask, task, order)
    case 'evaluate':
      return carryOut((await import('./tasks/evaluate.ts')).evaluateTask, task, order)
    case 'read-rows':
      return carryOut((await import('./tasks/read-rows.ts')).readRowsTask, task, order)
    case 'observe':
      return carryOut((await import('./tasks/observe.ts')).observeTask, task, order)
    case 'look':
      return carryOut((await import('./tasks/look.ts')).lookTask, task, order)
    case 'freeze-reference':
      return carryOut((await import('./tasks/freeze-reference.ts')).freezeReferenceTask, task, order)
    default: {
      const never: never = task
      throw new Error(`unknown task ${String(never)}`)
    }
  }
}

async function carryOut<T>(
  runner: EngineTaskRunner<T>,
  task: T,
  order: EngineOrder,
): Promise<Answer<unknown>> {
  const { folder, threads, memoryMegabytes, heldMegabytes } = order
  const bounds = { ...usualBounds, ...order.bounds }
  const { diskMegabytes } = bounds
  const duck = await openDuck({
    folder,
    threads,
    memoryMegabytes,
    diskMegabytes,
    places: runner.places(task),
  })
  return runner.run({ duck, folder, bounds, heldMegabytes, tell }, task)
}

function spent(): EngineSpent {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  return { processorSeconds: (userCPUTime + systemCPUTime) / 1e6, megabytesMax: maxRSS / 1024 }
}

let toldAt = 0
/** Ten times a second is enough for an eye. */
const tell: Bench['tell'] = (progress) => {
  const now = performance.now()
  if (now - toldAt < 100 && progress.part > 0 && progress.part < 1) return
  toldAt = now
  send({ kind: 'progress', progress })
}

function send(message: EngineMessage, then: () => void = () => undefined): void {
  process.send?.(message, then)
}

process.once('disconnect', () => process.exit(1)) // The server is gone: nobody waits for this any more.
// Only child.ts writes here, and it writes an EngineOrder.
process.once('message', (order: EngineOrder) => {
  void act(order)
    .then(
      (answer): EngineMessage => ({ kind: 'answer', answer, spent: spent() }),
      (error: unknown): EngineMessage => ({
        kind: 'fault',
        because: faultText(error),
      }),
    )
    .then((message) => send(message, () => process.exit(0)))
})
