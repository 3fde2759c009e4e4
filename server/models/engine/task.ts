import type { DuckDBConnection } from '@duckdb/node-api'
import type { LookResult } from '@maek/domain/monitoring/look-result.ts'
import type { Reference } from '@maek/domain/monitoring/reference.ts'
import type { Answer } from '@maek/domain/refusal.ts'
import type { FreezeReference } from './tasks/freeze-reference.ts'
import type { Look } from './tasks/look.ts'
import type { Observe, Observed } from './tasks/observe.ts'
import type { ReadRows, RowsRead } from './tasks/read-rows.ts'

/** What each task is asked and what it answers; the child and its callers fold over this one list. */
export type EngineWork = {
  'read-rows': { readonly ask: ReadRows; readonly found: RowsRead }
  observe: { readonly ask: Observe; readonly found: Observed }
  look: { readonly ask: Look; readonly found: LookResult }
  'freeze-reference': { readonly ask: FreezeReference; readonly found: Reference }
}

/** One job for the engine: a plain value that travels to its process, told apart by `task`. */
export type EngineTask = EngineWork[keyof EngineWork]['ask']
export type Found<T extends EngineTask> = EngineWork[T['task']]['found']

/** How far a job has come: which step, and how much of that step, 0 to 1. */
export type EngineProgress = { readonly step: EngineStep; readonly part: number }
export type EngineStep = 'waiting' | 'reading' | 'checking' | 'writing' | 'sorting' | 'measuring'

/** What a task works with inside the child. */
export type Bench = {
  readonly duck: DuckDBConnection
  /** A folder of the job's own; gone when the job ends, however it ends. */
  readonly folder: string
  readonly tell: (progress: EngineProgress) => void
}

/** One task: the only files it may touch, and what it does. */
export type EngineTaskRunner<T extends EngineTask> = {
  /** Every file (or folder, ending in /) beside its own folder that DuckDB may open. */
  readonly places: (task: T) => readonly string[]
  readonly run: (bench: Bench, task: T) => Promise<Answer<Found<T>>>
}

/** What the child is told, once. */
export type EngineOrder = {
  readonly task: EngineTask
  readonly folder: string
  readonly threads: number
  readonly memoryMegabytes: number
}
export type EngineMessage =
  | { readonly kind: 'progress'; readonly progress: EngineProgress }
  | { readonly kind: 'answer'; readonly answer: Answer<unknown> }
  | { readonly kind: 'fault'; readonly because: string }
