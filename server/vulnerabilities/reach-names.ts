import type pg from 'pg'

/** Real vulnerabilities have under twenty ids; a chain longer than this is somebody's mistake. */
const namesMax = 200
const roundsMax = 6

/**
 * Every id a vulnerability goes by, the asked one first: advisories that bear it or name it as an alias, their own
 * ids and aliases, and so on until nothing new is found (as `mergeAliases` merges them).
 */
export async function namesOf(client: pg.PoolClient, asked: string): Promise<string[]> {
  const names = new Set([asked])
  let fresh = [asked]
  for (let round = 0; round < roundsMax && fresh.length > 0; round++) {
    const found = await client.query<{ name: string }>(
      `select distinct name.value as name from unnest($1::text[]) given(id)
       cross join lateral (
         select id, head from advisory where id = given.id
         union all
         select id, head from advisory where (head::jsonb) -> 'aliases' @> jsonb_build_array(given.id)
       ) known
       cross join lateral (
         select known.id as value union all select json_array_elements_text(known.head -> 'aliases')) name
       limit ${namesMax}`,
      [fresh],
    )
    fresh = found.rows.map(({ name }) => name).filter((name) => !names.has(name))
    for (const name of fresh) names.add(name)
    if (names.size >= namesMax) break
  }
  return [...names]
}
