import { z } from 'zod'
import type { ClockChange, LinkTarget } from './kind.ts'
import type { Meaning } from './life.ts'
import type { Role } from './permissions.ts'
import type { Words } from './words.ts'

/**
 * A record as it stands after its newest change. `version` counts every change and is what a writer must name
 * (optimistic check); `edition` counts approvals and is what people call “revision 3” of a document.
 */
export const recordSchema = z.strictObject({
  id: z.uuid(),
  kind: z.string(),
  number: z.string(),
  title: z.string(),
  state: z.string(),
  version: z.number().int().min(1),
  edition: z.number().int().min(0),
  /** The version last approved; it stays in force while a newer one is drafted. */
  approvedVersion: z.number().int().nullable(),
  approvedAt: z.string().nullable(),
  /** Who last changed the body: the one whom four-eyes keeps from approving. */
  authorId: z.string(),
  authorName: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  body: z.record(z.string(), z.unknown()),
})
export type StoredRecord = z.infer<typeof recordSchema>

/** A record's row in a list: all but the body, with the listed fields only. */
export type Row = Omit<StoredRecord, 'body'> & { readonly listed: Readonly<Record<string, unknown>> }

/** Who acts. Comes from the session alone, never from input. */
export type Actor = {
  readonly id: string
  readonly name: string
  readonly kind: 'human' | 'service' | 'system'
  readonly roles: readonly Role[]
  readonly organisation: string
}

/** The whole truth of one change, ready to be committed: what stood before, what stands after. */
export type Decision = {
  readonly act: string
  readonly before: StoredRecord | null
  /** Number is empty for a new record: the commit assigns the next one under its lock. */
  readonly after: StoredRecord
  readonly actor: Actor
  readonly at: string
  readonly reason: string | null
  readonly changedFields: readonly string[]
  readonly links: readonly LinkTarget[]
  readonly files: readonly { sha256: string; size: number; mediaType: string }[]
  readonly clocks: ClockChange
  readonly signature: SignatureDraft | null
}

/** A signature as decided: bound to the digest of the version signed. */
export type SignatureDraft = {
  readonly meaning: Meaning
  readonly method: 'passkey' | 'password'
  /** Exactly what was shown, in both languages. */
  readonly statement: Words
  /** SHA-256 (hex) of the canonical form of the version that was shown and signed. */
  readonly signedDigest: string
  readonly signedVersion: number
  /** The whole signature record, canonical JSON; its SHA-256 is the passkey challenge. */
  readonly canonical: string
  /** Passkey: the assertion and credential public key, so that anyone can check it offline. */
  readonly assertion: unknown
}
