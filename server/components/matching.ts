import type pg from 'pg'
import type { ComponentVersion } from './component-version.ts'

/** What is read again of a component version when it was written. */
export type AddedVersion = Pick<
  ComponentVersion,
  'key' | 'type' | 'name' | 'version' | 'purl' | 'cpe' | 'ecosystem'
>

export type AddedVersions = {
  readonly versions: readonly AddedVersion[]
  readonly at: string
  /** In the transaction; called once. Advisories may be read meanwhile. */
  readonly writeLines: () => Promise<void>
}

/**
 * What is done with component versions beside writing them. Vulnerabilities is a later domain, so the house hands
 * its part in (server/start.ts). Both run inside the transaction of the intake.
 */
export type Matching = {
  /** Before versions are written: no import of advisories may look for them until this transaction has ended. */
  readonly holdOffRematch: (client: pg.PoolClient, organisation: string) => Promise<void>
  /** After: has their lines written, and finds what is known of the new versions. */
  readonly matchAdded: (client: pg.PoolClient, organisation: string, given: AddedVersions) => Promise<void>
}
