import type pg from 'pg'

/** What was seen of one vulnerability: the EPSS it rose to, the day it entered KEV, what its advisory changed. */
export type Sighting = {
  readonly vulnerability: string
  readonly cause: 'epss' | 'kev' | 'advisory'
  readonly seen: string
  /** Before and after, for EPSS: only who asked for a bound in between is told. */
  readonly from?: number
  readonly to?: number
}

/**
 * Opens again the decisions in force that asked to be looked at when this happens; answers the vulnerabilities they
 * named. A trigger that fired stays fired when its cause goes away: somebody has to look once.
 */
export async function fireTriggers(
  client: pg.PoolClient,
  organisation: string,
  given: { readonly sightings: readonly Sighting[]; readonly at: string },
): Promise<string[]> {
  if (given.sightings.length === 0) return []
  const fired = await client.query<{ vulnerability: string }>(
    `insert into fired_trigger (org_id, decision_id, vulnerability, cause, seen, at)
     select distinct on (decision.id, x.vulnerability) $1, decision.id, x.vulnerability, x.cause, x.seen, $3
     from json_to_recordset($2) as x(vulnerability text, cause text, seen text, "from" real, "to" real)
     join found_alias alias on alias.org_id = $1 and alias.vulnerability = x.vulnerability
     join decision_row row on row.org_id = $1 and row.vulnerability = alias.alias
     join decision on decision.org_id = $1 and decision.id = row.decision_id and decision.is_in_force
     where case x.cause when 'kev' then decision.review_on_kev when 'advisory' then decision.review_on_change
       else coalesce(x."from", 0) <= decision.review_epss and x."to" > decision.review_epss end
     order by decision.id, x.vulnerability, x.cause
     on conflict do nothing returning vulnerability`,
    [organisation, JSON.stringify(given.sightings), given.at],
  )
  return [...new Set(fired.rows.map(({ vulnerability }) => vulnerability))]
}
