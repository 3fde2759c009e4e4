import type { Actor, Decision, StoredRecord } from '@maek/domain/record.ts'
import type { Answer } from '@maek/domain/refusal.ts'
import type pg from 'pg'

/** What is handed to the door of server/commit.ts. */
export type CommitRequest = {
  readonly organisation: string
  readonly decisions: readonly Decision[]
  /** Acts that make no record but belong in the log: a passkey enrolled, a role granted, a pack sealed. */
  readonly notes?: readonly LedgerNote[]
  /** Idempotency key and digest of the request it came with; kept with the first decision. */
  readonly key?: { readonly key: string; readonly request: Buffer } | undefined
  /** Rows of typed tables that must stand or fall with the records; such a request travels alone. */
  readonly alongside?: ((client: pg.PoolClient, committed: readonly Committed[]) => Promise<void>) | undefined
  /** Many rows of that sort (lines of an SBOM): requests that wait with as many are written together. */
  readonly load?: Load | undefined
}

/** What a request brings beside its records, written at once with all others that name the same writer. */
export type Load = {
  /** How many rows, about: this bounds what one transaction holds and how long it lasts. */
  readonly rows: number
  /** Its file, whose bytes are durable already; the row stands before the records that name it are admitted. */
  readonly file: KeptFile
  readonly writer: LoadWriter
}

/** The first two run inside the transaction that wrote the records of all these requests. */
export type LoadWriter = {
  readonly write: (client: pg.PoolClient, organisation: string, loads: readonly Load[]) => Promise<void>
  /** After what followed from the records (server/reactions.ts): what the callers are told of it. */
  readonly tell: (client: pg.PoolClient, organisation: string, loads: readonly Load[]) => Promise<void>
  /** After COMMIT: what these loads have written is there to stay. */
  readonly committed: (organisation: string, loads: readonly Load[]) => void
}

export type KeptFile = {
  readonly sha256: string
  readonly size: number
  readonly mediaType: string
  readonly by: string
  readonly at: string
}

export type Committed = { readonly record: StoredRecord; readonly ledgerIndex: number }

/** Runs after records are written and before they are committed; throws to undo them all. */
export type React = (
  client: pg.PoolClient,
  organisation: string,
  committed: readonly Happened[],
) => Promise<void>

/** What a record was, if it was, and is now. */
export type Happened = Committed & { readonly before: StoredRecord | null; readonly at: string }

export type Waiting = CommitRequest & {
  readonly answer: (answer: Answer<readonly Committed[]>) => void
  readonly fail: (error: unknown) => void
}

/** An act about something that is not a record; its canonical text is kept and its digest stands in the log. */
export type LedgerNote = {
  /** Kind and id of its object, codes of [A-Za-z0-9._:@/+~-]; versions of one object count up. */
  readonly kind: string
  readonly id: string
  /** Event type, `cred.add`, `role.grant`, `pack.made`. */
  readonly act: string
  /** RFC 8785 JSON. */
  readonly canonical: string
  readonly actor: Actor
  readonly at: string
}
