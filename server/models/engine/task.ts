import type { DuckDBConnection } from '@duckdb/node-api'
import type { Answer } from '@maek/domain/refusal.ts'
import type { EngineBounds } from './bounds.ts'

/** How far a job has come: which step, and how much of that step, 0 to 1. */
export type EngineProgress = { readonly step: EngineStep; readonly part: number }
export type EngineStep = 'waiting' | 'reading' | 'checking' | 'writing' | 'sorting' | 'measuring'

/** What a task works with inside the child. */
export type Bench = {
  readonly duck: DuckDBConnection
  /** A folder of the job's own; gone when the job ends, however it ends. */
  readonly folder: string
  readonly bounds: EngineBounds
  /** What it may hold in memory itself, beside what DuckDB takes. */
  readonly heldMegabytes: number
  readonly tell: (progress: EngineProgress) => void
}

/** One task: the only files it may touch, and what it does. */
export type EngineTaskRunner<T, F = unknown> = {
  /** Every file (or folder, ending in /) beside its own folder that DuckDB may open. */
  readonly places: (task: T) => readonly string[]
  readonly run: (bench: Bench, task: T) => Promise<Answer<F>>
}
