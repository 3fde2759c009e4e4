import type { EngineBounds } from './bounds.ts'
import type { EngineProgress } from './task.ts'
import type { TurnLimits } from './turns.ts'
import type { EngineSpent } from './work.ts'

export type Log = (line: Readonly<Record<string, unknown>>) => void

export type RunOptions = {
  /** Whose job it is: organisations that wait take turns. */
  readonly organisation: string
  readonly onProgress?: ((progress: EngineProgress) => void) | undefined
  /** Told once a job has answered: what it took. */
  readonly onSpent?: ((spent: EngineSpent) => void) | undefined
  /** Aborted, the job's process is killed and the answer is a refusal. */
  readonly signal?: AbortSignal | undefined
}

export type EngineLimits = TurnLimits & {
  readonly threads: number
  /** For DuckDB; what is larger is sorted on disk. */
  readonly duckMegabytes: number
  /** For the whole process; beyond it, it is killed. */
  readonly processMegabytes: number
  readonly msMax: number
  /** Where they differ from the usual ones. */
  readonly bounds: Partial<EngineBounds>
}
