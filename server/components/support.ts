import { judgeSupport, type StatedSupport, type SupportRow } from '@maek/domain/components/support.ts'
import { statedSupport } from '@maek/domain/components/support-stated.ts'
import type pg from 'pg'
import { z } from 'zod'
import { cyclesOf } from './support-cycles.ts'
import { plansFor } from './support-plans.ts'

type Line = {
  reference: string
  type: string
  name: string
  version: string | null
  purl: string | null
  cpe: string | null
  supplier: string | null
  details: unknown
}

/**
 * The support of every component of an SBOM on a day (`2026-11-22`), in the order of the SBOM. What nobody speaks of
 * stands as `unknown` and is not left out (FDA 524B; MFDS notice Art. 15).
 */
export async function supportOf(
  client: pg.PoolClient,
  organisation: string,
  { sbom, today }: { readonly sbom: string; readonly today: string },
): Promise<SupportRow[]> {
  const lines = await client.query<Line>(
    `select line.reference, version.type, version.name, version.version, version.purl, version.cpe, line.supplier,
       line.details
     from sbom_component line
     join component_version version on version.org_id = line.org_id and version.key = line.component
     where line.org_id = $1 and line.sbom_id = $2 order by line.position`,
    [organisation, sbom],
  )
  const cycles = await cyclesOf(client, lines.rows)
  const plans = await plansFor(client, organisation, await subjectOf(client, organisation, sbom))
  return lines.rows.map(({ reference, name, version, purl, supplier, details }, at) =>
    judgeSupport(
      { reference, name, version, purl, supplier, stated: statedIn(details), cycle: cycles[at] ?? null },
      plans.map(({ plan }) => plan),
      today,
    ),
  )
}

const stating = z.looseObject({
  support: z.object({ level: z.string().optional(), endsOn: z.string().optional() }).optional(),
})

function statedIn(details: unknown): StatedSupport | null {
  if (details === null) return null
  const { level, endsOn } = stating.parse(details).support ?? {}
  return statedSupport({ ...(level !== undefined && { level }), ...(endsOn !== undefined && { endsOn }) })
}

/** The release an SBOM is of, and the device the release is of. */
export async function subjectOf(
  client: pg.PoolClient,
  organisation: string,
  sbom: string,
): Promise<{ release: string | null; device: string | null }> {
  const found = await client.query<{ release: string; device: string | null }>(
    `select release.to_id as release, device.to_id as device
     from record_link release
     left join record_link device on device.org_id = release.org_id and device.from_id = release.to_id
       and device.relation = 'device'
     where release.org_id = $1 and release.from_id = $2 and release.relation = 'release' limit 1`,
    [organisation, sbom],
  )
  return found.rows[0] ?? { release: null, device: null }
}
