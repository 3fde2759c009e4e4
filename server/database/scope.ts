import { strict as assert } from 'node:assert'
import type pg from 'pg'

export type Isolation = 'read committed' | 'repeatable read' | 'serializable'

/** The organisation a pooled connection was last set to, so that setting it again costs no round trip. */
const lastOrganisation = new WeakMap<pg.PoolClient, string>()

/**
 * Runs `work` on a connection that sees only the rows of `organisation` (row-level security reads `maek.org`).
 * The setting lasts for the session, so these connections come from a pool nobody else draws from: no stray query
 * can inherit an organisation. Behind PgBouncer this needs session pooling.
 */
export async function withOrganisation<T>(
  database: { readonly organisationPool: pg.Pool },
  organisation: string,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  assert(organisation !== '', 'an organisation is named before its rows are touched')
  const client = await database.organisationPool.connect()
  let isFit = false
  try {
    if (lastOrganisation.get(client) !== organisation) {
      // Forgotten first: if the setting fails half-way, the next user must not trust it.
      lastOrganisation.delete(client)
      await client.query(`select set_config('maek.org', $1, false)`, [organisation])
      lastOrganisation.set(client, organisation)
    }
    const value = await work(client)
    isFit = client.getTransactionStatus() === 'I'
    assert(isFit, 'work ended and left a transaction open')
    return value
  } finally {
    // A refused query leaves a connection idle and good; an open transaction or a lost line does not.
    client.release(!(isFit || client.getTransactionStatus() === 'I'))
  }
}

/** Runs `work` in one transaction: all of it or nothing. Not to be nested. */
export async function inTransaction<T, Client extends pg.ClientBase>(
  client: Client,
  work: (client: Client) => Promise<T>,
  isolation: Isolation = 'read committed',
): Promise<T> {
  assert(client.getTransactionStatus() === 'I', 'a transaction is already open')
  await client.query(`begin isolation level ${isolation}`)
  let value: T
  try {
    value = await work(client)
  } catch (error) {
    // If the line is gone there is nothing to roll back: the server has done so, and `error` tells of it.
    await client.query('rollback').catch(() => undefined)
    throw error
  }
  // Commit of a transaction in which a query failed rolls back without an error; the answer's tag tells.
  const ended = await client.query('commit')
  assert(ended.command === 'COMMIT', 'a failed query was swallowed inside a transaction')
  return value
}
