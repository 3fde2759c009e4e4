import { reachLimits } from '@maek/domain/vulnerabilities/reach.ts'
import type { Reach } from '@maek/domain/vulnerabilities/reach-api.ts'
import type pg from 'pg'
import type { Reached } from './reach-components.ts'

type Named = Reach['devices'][number]
/** A release reached, before it is known where it runs. */
export type ReleaseRow = Omit<Reach['releases'][number], 'places'>

export type Cases = {
  readonly rows: Named[]
  /** Which case names which release. */
  readonly links: readonly { readonly case: string; readonly release: string }[]
}

export const unreached: Cases = { rows: [], links: [] }

/** Cases about the vulnerability that are not cancelled, and the releases they name. */
export async function findCases(
  client: pg.PoolClient,
  organisation: string,
  names: readonly string[],
): Promise<Cases> {
  const found = await client.query<Named>(
    `select id, number, title, state from record
     where org_id = $1 and vulnerability = any($2::text[]) and kind = 'vulnerability-case' and state <> 'cancelled'
     order by number collate "C" limit 200`,
    [organisation, names],
  )
  const links = await client.query<{ case: string; release: string }>(
    `select from_id as case, to_id as release from record_link
     where org_id = $1 and from_id = any($2::uuid[]) and relation = 'releases'`,
    [organisation, found.rows.map(({ id }) => id)],
  )
  return { rows: found.rows, links: links.rows }
}

/** Releases whose SBOM names a component, and those a case names; in the order of their numbers. */
export async function findReleases(
  client: pg.PoolClient,
  organisation: string,
  reached: { readonly components: readonly Reached[]; readonly cases: Cases['links'] },
): Promise<ReleaseRow[]> {
  const built = await client.query<{ component: string; id: string; number: string; release: string }>(
    `select encode(line.component, 'hex') as component, sbom.id, sbom.number, link.to_id as release
     from (
       select distinct line.org_id, line.component, line.sbom_id
       from unnest($2::text[]) given(key)
       join sbom_component line on line.org_id = $1 and line.component = decode(given.key, 'hex')
     ) line
     join record sbom on sbom.org_id = line.org_id and sbom.id = line.sbom_id and sbom.state <> 'retired'
     join record_link link on link.org_id = sbom.org_id and link.from_id = sbom.id and link.relation = 'release'
     order by sbom.number collate "C"`,
    [organisation, reached.components.map(({ key }) => key)],
  )
  const ids = [
    ...new Set([...built.rows.map(({ release }) => release), ...reached.cases.map((link) => link.release)]),
  ]
  const found = await client.query<Named & { version: string; device: string }>(
    `select id, number, title, state, body ->> 'version' as version, body ->> 'device' as device
     from record where org_id = $1 and id = any($2::uuid[])
     order by number collate "C" limit ${reachLimits.releases + 1}`,
    [organisation, ids],
  )
  const linesOf = Map.groupBy(built.rows, (line) => line.release)
  const casesOf = Map.groupBy(reached.cases, (link) => link.release)
  return found.rows.map((release) => {
    const lines = linesOf.get(release.id) ?? []
    const sboms = new Map(lines.map(({ id, number }) => [id, { id, number }]))
    return {
      ...release,
      sboms: [...sboms.values()],
      components: [...new Set(lines.map(({ component }) => component))],
      cases: (casesOf.get(release.id) ?? []).map((link) => link.case),
      finding: null,
    }
  })
}

export async function findDevices(
  client: pg.PoolClient,
  organisation: string,
  ids: readonly string[],
): Promise<Named[]> {
  const found = await client.query<Named>(
    `select id, number, title, state from record where org_id = $1 and id = any($2::uuid[])
     order by number collate "C"`,
    [organisation, ids],
  )
  return found.rows
}
