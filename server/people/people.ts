import type { Role } from '@maek/domain/permissions.ts'
import type { Actor } from '@maek/domain/record.ts'
import type pg from 'pg'

/** A passkey as signing needs it. */
export type Passkey = {
  readonly id: string
  readonly credentialId: string // base64url
  readonly publicKey: Uint8Array<ArrayBuffer> // COSE
  readonly counter: number
  readonly transports: readonly string[]
}

/** What the house asks of the sign-in library, and nothing more: it can be replaced behind this. */
export type People = {
  /** The library's own routes under /api/auth. */
  readonly answerAuth: (request: Request) => Promise<Response>
  /** Who calls, from session cookie or bearer token; roles and organisation are read fresh each time. */
  readonly actorOf: (request: Request) => Promise<Actor | null>
  /** Password entered again at signing; failures are counted and refused after ten. */
  readonly passwordHolds: (userId: string, password: string) => Promise<'yes' | 'no' | 'locked'>
  readonly passkeysOf: (userId: string) => Promise<readonly Passkey[]>
  readonly passkeyUsed: (passkey: string, counter: number) => Promise<void>
  /** Relying-party id and origin of WebAuthn. */
  readonly relyingParty: () => { readonly id: string; readonly origin: string }
  /** No person can sign in yet: only a one-time link opens the house. */
  readonly unclaimed: () => Promise<boolean>
  /** A one-time link's token, valid 7 days; `by` is null for the house's own first link. Earlier first links die. */
  readonly invite: (invitation: {
    readonly organisation: string
    readonly email: string | null
    readonly roles: readonly Role[]
    readonly by: Actor | null
    /** The transaction it belongs to; absent: one of its own. */
    readonly on?: pg.ClientBase
  }) => Promise<{ readonly token: string; readonly expiresAt: string }>
  /** A fresh token for the command line on this machine (file mode 0600), replacing the last; a service, never signs. */
  readonly localToken: (organisation: string) => Promise<string | null>
}
