import type { Database } from '../database/open.ts'
import { inTransaction, withOrganisation } from '../database/scope.ts'
import { type Discrepancies, noDiscrepancies } from './discrepancies.ts'
import { checkEntries } from './reconcile-entries.ts'
import { checkRecords } from './reconcile-records.ts'

/** What was compared, and what disagreed. */
export type Reconciliation = {
  readonly entries: number
  readonly records: number
  readonly found: Discrepancies
}

/**
 * Recomputes the digest of every record, revision, note and signature from its own row and compares it with the entry
 * in the log. Triggers and rights keep rows from being changed; whoever owns the database can take those off, and
 * this is what finds it out afterwards.
 */
export async function reconcile(database: Database, organisation: string): Promise<Reconciliation> {
  const found = noDiscrepancies()
  return withOrganisation(database, organisation, (client) =>
    inTransaction(
      client,
      async () => {
        const compared = { client, organisation, found }
        const entries = await checkEntries(compared)
        const records = await checkRecords(compared)
        return { entries, records, found }
      },
      'repeatable read',
    ),
  )
}
