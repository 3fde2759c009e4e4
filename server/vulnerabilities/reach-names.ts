import type pg from 'pg'

const namesMax = 200

/**
 * Every id of a vulnerability that was ever found here, the asked one first: the asked one alone where nothing was
 * found, since a case may still speak of it.
 */
export async function namesOf(client: pg.PoolClient, organisation: string, asked: string): Promise<string[]> {
  const found = await client.query<{ alias: string }>(
    `select distinct other.alias from found_alias known
     join found_alias other on other.org_id = known.org_id and other.vulnerability = known.vulnerability
     where known.org_id = $1 and known.alias = $2 order by other.alias limit ${namesMax}`,
    [organisation, asked],
  )
  return [...new Set([asked, ...found.rows.map(({ alias }) => alias)])]
}
