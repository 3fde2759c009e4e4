import type pg from 'pg'

export type PackageOwner = { readonly component: string; readonly version: string | null }

/** Beyond these the places of one finding are not looked through: each costs a look at all lines of its SBOM. */
const sbomsMax = 100

export const isOfDistribution = (purl: string | null) => /^pkg:(?:deb|rpm|apk)\//.test(purl ?? '')

/**
 * The distribution's package that a component version is a part of, by SBOM: where the SBOM says that it is assembled
 * into one, or that one contains or needs it. Distributions mend what they ship without moving the upstream version,
 * so a finding there may be mended already; that is said beside it, and never takes it off the list.
 */
export async function readOwners(
  client: pg.PoolClient,
  organisation: string,
  asked: { readonly component: string; readonly sboms: readonly string[] },
): Promise<ReadonlyMap<string, PackageOwner>> {
  const found = await client.query<PackageOwner & { sbom: string }>(
    `select distinct on (line.sbom_id) line.sbom_id as sbom, version.purl as component, version.version
     from sbom_component line
     join sbom_component owner on owner.org_id = line.org_id and owner.sbom_id = line.sbom_id
       and (owner.reference = line.part_of or owner.needs @> array[line.position])
     join component_version version on version.org_id = owner.org_id and version.key = owner.component
     where line.org_id = $1 and line.component = decode($2, 'hex') and line.sbom_id = any($3::uuid[])
       and version.purl ~ '^pkg:(deb|rpm|apk)/'
     order by line.sbom_id, owner.position`,
    [organisation, asked.component, asked.sboms.slice(0, sbomsMax)],
  )
  return new Map(found.rows.map(({ sbom, ...owner }) => [sbom, owner]))
}
