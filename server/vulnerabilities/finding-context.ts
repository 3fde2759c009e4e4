import type { FoundPlace } from '@maek/domain/vulnerabilities/triage.ts'
import type pg from 'pg'

export type Head = { readonly id: string; readonly number: string; readonly title: string }

/** Where a component version is built in. */
export type Place = { readonly sbom: Head; readonly release: Head; readonly device: Head | null }

/** Places shown beside one finding; the list by release shows all of one. */
const placesEachMax = 50

type Row = {
  component: string
  sbom: string
  sbom_number: string
  sbom_title: string
  release: string
  release_number: string
  release_title: string
  device: string | null
  device_number: string
  device_title: string
}

/**
 * SBOMs that stand, their releases and devices, by component version: one query for the page. By links, since a field
 * of a body keeps PostgreSQL from the index under row-level security and each row would read every record.
 */
export async function readPlaces(
  client: pg.PoolClient,
  organisation: string,
  page: {
    readonly components: Iterable<string>
    readonly sboms: readonly string[] | null
    readonly eachMax?: number
  },
): Promise<Map<string, Place[]>> {
  const found = await client.query<Row>(
    `with asked as materialized (
       select decode(key, 'hex') as component from json_array_elements_text($2) as given(key))
     select encode(asked.component, 'hex') as component, place.* from asked cross join lateral (
       select distinct sbom.id as sbom, sbom.number as sbom_number, sbom.title as sbom_title, release.id as release,
         release.number as release_number, release.title as release_title, device.id as device,
         device.number as device_number, device.title as device_title
       from sbom_component line
       join record sbom on sbom.org_id = line.org_id and sbom.id = line.sbom_id and sbom.state <> 'retired'
       join record_link of_sbom on of_sbom.org_id = $1 and of_sbom.from_id = sbom.id and of_sbom.relation = 'release'
       join record release on release.org_id = $1 and release.id = of_sbom.to_id
       left join record_link of_release on of_release.org_id = $1 and of_release.from_id = release.id
         and of_release.relation = 'device'
       left join record device on device.org_id = $1 and device.id = of_release.to_id
       where line.org_id = $1 and line.component = asked.component
         and ($3::uuid[] is null or line.sbom_id = any($3))
       order by release.number, sbom.number limit ${page.eachMax ?? placesEachMax}) place`,
    [organisation, JSON.stringify([...new Set(page.components)]), page.sboms],
  )
  const places = new Map<string, Place[]>()
  for (const row of found.rows) {
    const place = {
      sbom: { id: row.sbom, number: row.sbom_number, title: row.sbom_title },
      release: { id: row.release, number: row.release_number, title: row.release_title },
      device:
        row.device === null ? null : { id: row.device, number: row.device_number, title: row.device_title },
    }
    const known = places.get(row.component)
    if (known) known.push(place)
    else places.set(row.component, [place])
  }
  return places
}

export const foundPlaceOf = ({ sbom, release }: Place): FoundPlace => ({ sbom: sbom.id, release: release.id })

/** Releases of the places, each once. */
export function releasesOf(places: readonly Place[]): Head[] {
  return [...new Map(places.map(({ release }) => [release.id, release])).values()]
}
