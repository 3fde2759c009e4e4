import type { Decision, StoredRecord } from '@maek/domain/record.ts'
import type { Answer } from '@maek/domain/refusal.ts'
import type pg from 'pg'

/** What is handed to the door of server/commit.ts. */
export type CommitRequest = {
  readonly organisation: string
  readonly decisions: readonly Decision[]
  /** Idempotency key and digest of the request it came with; only with a single decision. */
  readonly key?: { readonly key: string; readonly request: Buffer } | undefined
  /** Rows of typed tables that must stand or fall with the records (components of an SBOM). */
  readonly alongside?: ((client: pg.PoolClient, committed: readonly Committed[]) => Promise<void>) | undefined
}

export type Committed = { readonly record: StoredRecord; readonly ledgerIndex: number }

export type Waiting = CommitRequest & {
  readonly answer: (answer: Answer<readonly Committed[]>) => void
  readonly fail: (error: unknown) => void
}
