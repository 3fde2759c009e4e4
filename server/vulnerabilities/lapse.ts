import { inTransaction, withOrganisation } from '../database/scope.ts'
import type { House } from '../house.ts'
import { listOrganisations } from '../organisations.ts'
import { holdSettling, lapseDecisions } from './settle.ts'

/**
 * Writes down which decisions are past their day. Reading never depends on it: it keeps what lapsed so few that a
 * list may look through all of it.
 */
export async function lapseEverywhere(house: Pick<House, 'database' | 'now'>): Promise<number> {
  let lapsed = 0
  for (const { id } of await listOrganisations(house.database)) {
    lapsed += await withOrganisation(house.database, id, (client) =>
      inTransaction(client, async () => {
        await holdSettling(client, id)
        return lapseDecisions(client, id, house.now().slice(0, 10))
      }),
    )
  }
  return lapsed
}
