import { reachLimits } from '@maek/domain/vulnerabilities/reach.ts'
import type { Reach } from '@maek/domain/vulnerabilities/reach-api.ts'
import type pg from 'pg'

type Installed = NonNullable<Reach['releases'][number]['places'][number]['installed']>
export type PlaceRow = { release: string; site: string; installed: Installed | null }

/** Where releases run: sites with a record of units, and sites that only name the release as theirs. */
export async function findPlaces(
  client: pg.PoolClient,
  organisation: string,
  releases: readonly string[],
): Promise<PlaceRow[]> {
  const counted = await client.query<Installed & { release: string; site: string }>(
    `select installed_release as release, installed_site as site, count(*)::int as records,
       sum(installed_units)::float8 as units,
       coalesce(sum(installed_units) filter (where installed_connection in ('internet', 'hospital-network')), 0)::float8
         as connected,
       coalesce(sum(installed_units) filter (where installed_connection is null), 0)::float8 as unsaid,
       coalesce(array_agg(distinct installed_patcher) filter (where installed_patcher is not null), '{}') as patchers,
       min(installed_confirmed) as "confirmedOn"
     from record where org_id = $1 and installed_release = any($2::uuid[])
     group by installed_release, installed_site limit ${reachLimits.places + 1}`,
    [organisation, releases],
  )
  const linked = await client.query<{ release: string; site: string }>(
    `select link.to_id as release, site.id as site from record_link link
     join record site on site.org_id = link.org_id and site.id = link.from_id
     where link.org_id = $1 and link.to_id = any($2::uuid[]) and link.relation = 'releases'
       and site.kind = 'site' and site.state <> 'ended' limit ${reachLimits.places + 1}`,
    [organisation, releases],
  )
  const withRegister = new Set(counted.rows.map(({ release, site }) => `${release} ${site}`))
  return [
    ...counted.rows.map(({ release, site, ...installed }) => ({ release, site, installed })),
    ...linked.rows
      .filter(({ release, site }) => !withRegister.has(`${release} ${site}`))
      .map(({ release, site }) => ({ release, site, installed: null })),
  ]
}

/** The sites themselves and whom to tell there. */
export async function findSites(
  client: pg.PoolClient,
  organisation: string,
  ids: readonly string[],
): Promise<Reach['sites']> {
  const found = await client.query<Reach['sites'][number]>(
    `select id, number, title, state, body ->> 'country' as country, body ->> 'siteType' as "siteType",
       body ->> 'noticeEmail' as "noticeEmail", body ->> 'contactName' as "contactName",
       body ->> 'contactPhone' as "contactPhone"
     from record where org_id = $1 and id = any($2::uuid[]) order by number collate "C"`,
    [organisation, ids],
  )
  return found.rows
}
