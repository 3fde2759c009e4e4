import type { LookResult } from '@maek/domain/monitoring/look-result.ts'
import type { Reference } from '@maek/domain/monitoring/reference.ts'
import type { Answer } from '@maek/domain/refusal.ts'
import type { EngineBounds } from './bounds.ts'
import type { EngineProgress } from './task.ts'
import type { Describe, Described } from './tasks/describe.ts'
import type { Evaluate, Evaluated } from './tasks/evaluate.ts'
import type { FreezeReference } from './tasks/freeze-reference.ts'
import type { Ingest, Ingested } from './tasks/ingest.ts'
import type { Look } from './tasks/look.ts'
import type { Observe, Observed } from './tasks/observe.ts'
import type { ReadRows, RowsRead } from './tasks/read-rows.ts'

/** What each task is asked and what it answers; the child and its callers fold over this one list. */
export type EngineWork = {
  ingest: { readonly ask: Ingest; readonly found: Ingested }
  describe: { readonly ask: Describe; readonly found: Described }
  evaluate: { readonly ask: Evaluate; readonly found: Evaluated }
  'read-rows': { readonly ask: ReadRows; readonly found: RowsRead }
  observe: { readonly ask: Observe; readonly found: Observed }
  look: { readonly ask: Look; readonly found: LookResult }
  'freeze-reference': { readonly ask: FreezeReference; readonly found: Reference }
}

/** One job for the engine: a plain value that travels to its process, told apart by `task`. */
export type EngineTask = EngineWork[keyof EngineWork]['ask']
export type Found<T extends EngineTask> = EngineWork[T['task']]['found']

/** What the child is told, once. */
export type EngineOrder = {
  readonly task: EngineTask
  readonly folder: string
  readonly threads: number
  /** For DuckDB, and for what the task holds itself. */
  readonly memoryMegabytes: number
  readonly heldMegabytes: number
  /** Where they differ from the usual ones. */
  readonly bounds: Partial<EngineBounds>
}
/** What a job took: processor time of all its threads, and its memory at most. */
export type EngineSpent = { readonly processorSeconds: number; readonly megabytesMax: number }

export type EngineMessage =
  | { readonly kind: 'progress'; readonly progress: EngineProgress }
  | { readonly kind: 'answer'; readonly answer: Answer<unknown>; readonly spent: EngineSpent }
  | { readonly kind: 'fault'; readonly because: string }
