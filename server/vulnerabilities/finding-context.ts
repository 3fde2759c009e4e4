import { isDecided, speaksOf } from '@maek/domain/vulnerabilities/decided.ts'
import type pg from 'pg'
import type { FindingRow } from './finding-row.ts'

type Release = { readonly id: string; readonly number: string; readonly title: string }
/** Where a component version is built in. */
export type Place = { readonly sboms: string[]; readonly releases: Release[] }
type Case = { readonly id: string; readonly number: string; readonly state: string }

/** Releases shown beside one finding; the list by release shows all of one. */
const placesEachMax = 50

/** SBOMs that are not retired and their releases, by component version: one query for the page. */
export async function placesOf(
  client: pg.PoolClient,
  organisation: string,
  page: {
    readonly rows: readonly FindingRow[]
    readonly asked: { readonly release?: string | undefined; readonly sbom?: string | undefined }
  },
): Promise<Map<string, Place>> {
  const components = [...new Set(page.rows.map((row) => row.component))]
  const found = await client.query<Release & { component: string; sbom: string }>(
    `select encode(asked.component, 'hex') as component, place.*
     from (select decode(key, 'hex') as component from json_array_elements_text($2) as given(key)) asked
     cross join lateral (
       select distinct sbom.id as sbom, release.id, release.number, release.title
       from sbom_component line
       join record sbom on sbom.org_id = line.org_id and sbom.id = line.sbom_id and sbom.state <> 'retired'
       join record release on release.org_id = sbom.org_id and release.id = (sbom.body ->> 'release')::uuid
       where line.org_id = $1 and line.component = asked.component
         and ($3::uuid is null or release.id = $3) and ($4::uuid is null or sbom.id = $4)
       order by release.number limit ${placesEachMax}) place`,
    [organisation, JSON.stringify(components), page.asked.release ?? null, page.asked.sbom ?? null],
  )
  const places = new Map<string, Place>()
  for (const { component, sbom, ...release } of found.rows) {
    const place = places.get(component) ?? { sboms: [], releases: [] }
    places.set(component, place)
    place.sboms.push(sbom)
    if (!place.releases.some((known) => known.id === release.id)) place.releases.push(release)
  }
  return places
}

type CaseRow = Case & {
  vulnerability: string
  body: Record<string, unknown>
  links: string[]
}

/** The case of each row in its place: one that is decided before one that is not, one that speaks of it before one still linked nowhere. */
export async function casesOf(
  client: pg.PoolClient,
  organisation: string,
  page: {
    readonly rows: readonly FindingRow[]
    readonly places: ReadonlyMap<string, Place>
    readonly now: string
  },
): Promise<(Case | null)[]> {
  const ids = [...new Set(page.rows.flatMap((row) => [row.vulnerability, ...row.aliases]))]
  const found = await client.query<CaseRow>(
    `select record.id, record.number, record.state, record.vulnerability,
       jsonb_build_object('scope', record.body -> 'scope', 'component', record.body -> 'component',
         'expiresOn', record.body -> 'expiresOn') as body,
       array(select to_id::text from record_link where record_link.org_id = record.org_id
         and from_id = record.id and relation in ('releases', 'sboms')) as links
     from record where org_id = $1 and vulnerability = any($2::text[]) and state <> 'cancelled'
     order by updated_at desc, id limit 2000`,
    [organisation, ids],
  )
  const byId = Map.groupBy(found.rows, (row) => row.vulnerability)
  return page.rows.map((row) => {
    const known = page.places.get(row.component)
    const place = {
      component: row.purl,
      sboms: known?.sboms ?? [],
      releases: known?.releases.map(({ id }) => id) ?? [],
    }
    const weightOf = (one: CaseRow) =>
      speaksOf(one, place) ? (isDecided(one, page.now.slice(0, 10)) ? 3 : 2) : one.links.length === 0 ? 1 : 0
    const [best] = [row.vulnerability, ...row.aliases]
      .flatMap((id) => byId.get(id) ?? [])
      .map((one) => ({ one, weight: weightOf(one) }))
      .filter(({ weight }) => weight > 0)
      .sort((left, right) => right.weight - left.weight)
    return best ? { id: best.one.id, number: best.one.number, state: best.one.state } : null
  })
}
