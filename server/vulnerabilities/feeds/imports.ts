import type pg from 'pg'
import { inTransaction, withOrganisation } from '../../database/scope.ts'
import type { House } from '../../house.ts'
import { listOrganisations } from '../../organisations.ts'
import { findTouchedVersions, matchVersions, versionsPerStepMax } from '../match-versions.ts'

type Place = Pick<House, 'database' | 'now'>

/** Opens the books of an import; what it touches is noted under its number until it is matched. */
export async function beginImport(
  client: pg.ClientBase,
  begun: { readonly source: string; readonly name: string; readonly at: string },
): Promise<number> {
  const found = await client.query<{ id: number }>(
    'insert into feed_import (source, name, started_at) values ($1, $2, $3) returning id',
    [begun.source, begun.name.toWellFormed().replaceAll('\u0000', ''), begun.at],
  )
  const id = found.rows[0]?.id
  if (id === undefined) throw new Error('an insert of one row returns one row')
  return id
}

/** Matches every organisation, and closes the books of this import and of those cut off before it. Answers new findings. */
export async function finishImport(house: Place, client: pg.PoolClient, upTo: number): Promise<number> {
  let findings = 0
  // One organisation after another: each sees only its own components.
  for (const { id } of await listOrganisations(house.database))
    findings += await matchTouched(house, id, upTo)
  await inTransaction(client, async () => {
    await client.query('delete from feed_import_package where import_id <= $1', [upTo])
    await client.query('update feed_import set finished_at = $2 where id <= $1 and finished_at is null', [
      upTo,
      house.now(),
    ])
  })
  return findings
}

/** Matches again in steps, each a transaction of its own, so that no intake waits long. */
async function matchTouched(house: Place, organisation: string, upTo: number): Promise<number> {
  return withOrganisation(house.database, organisation, async (client) => {
    const touched = await inTransaction(client, () => findTouchedVersions(client, organisation, upTo))
    let findings = 0
    for (let at = 0; at < touched.length; at += versionsPerStepMax) {
      const keys = touched.slice(at, at + versionsPerStepMax)
      findings += await inTransaction(client, () =>
        matchVersions(client, organisation, { keys, at: house.now() }),
      )
    }
    return findings
  })
}
