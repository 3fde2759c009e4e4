import type { Committer } from './commit.ts'
import type { Examiner } from './components/examine.ts'
import type { SbomLoads } from './components/sbom-load.ts'
import type { Stages } from './components/stages.ts'
import type { Database } from './database/open.ts'
import type { FileStore } from './files/store.ts'
import type { Hindrances } from './hinder.ts'
import type { Checkpoints } from './ledger/checkpoints.ts'
import type { Engine } from './models/engine/engine.ts'
import type { IntakeProgresses } from './models/intake-progress.ts'
import type { Turns } from './monitoring/turns.ts'
import type { OpenPeople } from './people/sign-in.ts'
import type { Seen } from './seen.ts'
import type { ThreadPool } from './threads/pool.ts'

/** Everything effects need, opened once by server/start.ts and handed down: nothing below reads a global. */
export type House = {
  readonly folder: string
  readonly database: Database
  readonly committer: Committer
  readonly checkpoints: Checkpoints
  readonly files: FileStore
  readonly people: OpenPeople
  readonly examiner: Examiner
  readonly intakeStages: Stages
  /** Processes that work on predictions. */
  readonly engine: Engine
  readonly intakeProgresses: IntakeProgresses
  /** Batches of observations, one at a time for each model. */
  readonly observing: Turns
  readonly sbomLoads: SbomLoads
  /** Releases known to stand, as `organisation:id`. */
  readonly releasesSeen: Seen
  /** Threads that read SBOMs. */
  readonly sbomThreads: ThreadPool
  /** What hinders actions beside their guards (server/hindrances.ts). */
  readonly hindrances: Hindrances
  /** Server time, ISO UTC with milliseconds: the only clock of the house. */
  readonly now: () => string
  readonly log: (line: Readonly<Record<string, unknown>>) => void
}
