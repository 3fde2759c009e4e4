import type pg from 'pg'

export type Baseline = {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly approvedAt: string | null
  readonly release: { readonly id: string; readonly number: string; readonly title: string } | null
}

/**
 * The predefined SBOM (MFDS notice Art. 16): the newest approved one of the same release, else of the device's other
 * releases. For an SBOM that is registered, only what was made before it counts.
 */
export async function findBaseline(
  client: pg.PoolClient,
  organisation: string,
  of: { readonly sbom: string } | { readonly release: string },
): Promise<Baseline | null> {
  const sbom = 'sbom' in of ? of.sbom : null
  const found = await client.query<{
    id: string
    number: string
    title: string
    approved_at: string | null
    release_id: string
    release_number: string
    release_title: string
  }>(
    `with own as (
       select coalesce($3::uuid, (select to_id from record_link where org_id = $1 and from_id = $2
         and relation = 'release' limit 1)) as release
     ), device as (
       select to_id from record_link, own where org_id = $1 and from_id = own.release and relation = 'device'
     ), releases as (
       select own.release as id, true as same from own
       union all
       select from_id, false from record_link, own where org_id = $1 and relation = 'device'
         and to_id in (select to_id from device) and from_id <> own.release
     )
     select record.id, record.number, record.title, record.approved_at, release.id as release_id,
       release.number as release_number, release.title as release_title
     from releases
     join record_link link on link.org_id = $1 and link.to_id = releases.id and link.relation = 'release'
     join record on record.org_id = $1 and record.id = link.from_id and record.kind = 'sbom'
     join record release on release.org_id = $1 and release.id = releases.id and release.kind = 'release'
     where record.approved_at is not null and record.state <> 'retired' and record.id is distinct from $2
       and ($2::uuid is null or (record.created_at, record.number)
         < (select created_at, number from record where org_id = $1 and id = $2))
     order by releases.same desc, record.approved_at desc, record.number desc limit 1`,
    [organisation, sbom, 'release' in of ? of.release : null],
  )
  const row = found.rows[0]
  if (!row) return null
  const { id, number, title } = row
  const release = { id: row.release_id, number: row.release_number, title: row.release_title }
  return { id, number, title, approvedAt: row.approved_at, release }
}
