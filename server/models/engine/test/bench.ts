import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type EngineBounds, usualBounds } from '../bounds.ts'
import { openDuck } from '../duck.ts'
import type { Bench, EngineTaskRunner } from '../task.ts'

/** Runs one task here and not in a process of its own, for tests that run hundreds. */
export async function inPlace<T, F>(
  runner: EngineTaskRunner<T, F>,
  task: T,
  {
    threads = 1,
    heldMegabytes = 500,
    ...tighter
  }: Partial<EngineBounds> & { readonly threads?: number; readonly heldMegabytes?: number } = {},
): Promise<Awaited<ReturnType<EngineTaskRunner<T, F>['run']>>> {
  const folder = await mkdtemp(join(tmpdir(), 'maek-bench-'))
  try {
    const bounds = { ...usualBounds, ...tighter }
    const { diskMegabytes } = bounds
    const places = runner.places(task)
    const duck = await openDuck({ folder, threads, memoryMegabytes: 500, diskMegabytes, places })
    const bench: Bench = { duck, folder, bounds, heldMegabytes, tell: () => undefined }
    const answer = await runner.run(bench, task)
    duck.closeSync()
    return answer
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
