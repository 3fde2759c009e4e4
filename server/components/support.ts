import type { SupportRow } from '@maek/domain/components/support.ts'
import { say } from '@maek/domain/words.ts'
import type pg from 'pg'

type Line = {
  reference: string
  name: string
  version: string | null
  purl: string | null
  supplier: string | null
}

const nobody = say('지원 종료일을 알려 주는 곳이 없습니다.', 'Nobody says until when it is supported.')

/**
 * The support of every component of an SBOM on a day (`2026-11-22`), in the order of the SBOM. What nobody speaks of
 * stands as `unknown` and is not left out (FDA 524B; MFDS notice Art. 15).
 */
export async function supportOf(
  client: pg.PoolClient,
  organisation: string,
  { sbom }: { readonly sbom: string },
  _today: string,
): Promise<SupportRow[]> {
  const lines = await client.query<Line>(
    `select line.reference, version.name, version.version, version.purl, line.supplier
     from sbom_component line
     join component_version version on version.org_id = line.org_id and version.key = line.component
     where line.org_id = $1 and line.sbom_id = $2 order by line.position`,
    [organisation, sbom],
  )
  return lines.rows.map((line) => ({
    ...line,
    level: 'unknown',
    endsOn: null,
    ended: false,
    source: 'none',
    because: nobody,
    plan: null,
    action: null,
  }))
}
