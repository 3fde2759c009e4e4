import type { EngineLimits } from './run-options.ts'
import type { EngineTask } from './work.ts'

/** What a sorted row of an evaluation takes: its score as key and as value, its packed groups, and its place. */
const bytesOfSortedRow = 34

/** What a task may hold itself. Where an evaluation's rows are more, they are left to DuckDB. */
export function heldMegabytesOf({ processMegabytes }: EngineLimits): number {
  return Math.floor(processMegabytes * 0.6)
}

/**
 * How much DuckDB may ask for. It asks for about twice what a sort comes to use, and sorts on disk where it does not
 * get it, which takes three times as long: so a sort that fits the process is promised enough.
 */
export function duckMegabytesFor(task: EngineTask, limits: EngineLimits): number {
  if (task.task !== 'evaluate') return limits.duckMegabytes
  const needed = (task.ingested.cases * bytesOfSortedRow) / 2 ** 20
  if (needed > limits.processMegabytes * 0.75) return limits.duckMegabytes
  return Math.max(limits.duckMegabytes, Math.ceil(needed * 2))
}
