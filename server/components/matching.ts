import type pg from 'pg'

/**
 * What is done with component versions beside writing them. Vulnerabilities is a later domain, so the house hands
 * its part in (server/start.ts). Both run inside the transaction of the intake.
 */
export type Matching = {
  /** Before versions are written: no import of advisories may look for them until this transaction has ended. */
  readonly holdOffRematch: (client: pg.PoolClient, organisation: string) => Promise<void>
  /** After: finds what is known of the new versions; answers how many findings are new. */
  readonly matchVersions: (
    client: pg.PoolClient,
    organisation: string,
    given: { readonly keys: readonly string[]; readonly at: string },
  ) => Promise<number>
}
