import { randomUUID } from 'node:crypto'
import type { Words } from '@maek/domain/words.ts'
import type pg from 'pg'
import type { Database } from './database/open.ts'
import { inTransaction, withOrganisation } from './database/scope.ts'

export type Organisation = { readonly id: string; readonly name: Words; readonly sample: boolean }

type Told = { readonly name: Words; readonly sample: boolean; readonly at: string }

/** A new organisation with its own empty log. The log's name is random: witnesses see it, and it says nothing. */
export async function createOrganisation(database: Database, told: Told): Promise<Organisation> {
  const id = randomUUID()
  return withOrganisation(database, id, (client) =>
    inTransaction(client, () => insertOrganisation(client, told, id)),
  )
}

/** The same inside a transaction that is open; from here on it sees the new organisation's rows. */
export async function insertOrganisation(
  client: pg.PoolClient,
  told: Told,
  id: string = randomUUID(),
): Promise<Organisation> {
  await client.query(`select set_config('maek.org', $1, true)`, [id])
  await client.query(
    'insert into organisation (id, name, sample, origin, created_at) values ($1, $2, $3, $4, $5)',
    [id, told.name, told.sample, `maek.local/${randomUUID()}`, told.at],
  )
  await client.query('insert into ledger_head (org_id) values ($1)', [id])
  return { id, name: told.name, sample: told.sample }
}

export async function listOrganisations(database: Database): Promise<readonly Organisation[]> {
  const found = await database.pool.query<Organisation>(
    'select id, name, sample from organisation order by created_at, id',
  )
  return found.rows
}
