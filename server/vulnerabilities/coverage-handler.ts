import { accept } from '@maek/domain/refusal.ts'
import { readCoverage } from '@maek/domain/vulnerabilities/api.ts'
import { triageDecision } from '@maek/domain/vulnerabilities/triage-decision.ts'
import type pg from 'pg'
import type { z } from 'zod'
import { isCovered } from '../components/coverage.ts'
import { withOrganisation } from '../database/scope.ts'
import { actorOf, type Handler, handle } from '../http/handler.ts'
import { kindFor } from '../records/kind-for.ts'

type Asked = z.output<(typeof readCoverage)['input']>
type Coverage = z.input<(typeof readCoverage)['output']>

/** Counting stops here: whoever has more wants to look at one release or device anyway. */
const countedMax = 20_000

/** Distinct component versions of the SBOMs that stand, and how many of them some source covers. */
export async function coverageOf(
  client: pg.PoolClient,
  organisation: string,
  asked: Asked,
): Promise<Coverage> {
  const found = await client.query<{ components: number; covered: number }>(
    `select count(*)::int as components, count(*) filter (where ${isCovered})::int as covered
     from (select version.* from component_version version
       where version.org_id = $1 and exists (
         select 1 from sbom_component line join record sbom on sbom.org_id = line.org_id and sbom.id = line.sbom_id
         where line.org_id = version.org_id and line.component = version.key and sbom.state <> 'retired'
           and ($2::uuid is null or line.sbom_id = $2)
           and ($3::uuid is null or exists (select 1 from record_link link where link.org_id = line.org_id
             and link.from_id = line.sbom_id and link.relation = 'release' and link.to_id = $3))
           and ($4::uuid is null or exists (select 1 from record_link built join record_link made
             on made.org_id = built.org_id and made.from_id = built.to_id and made.relation = 'device'
             where built.org_id = line.org_id and built.from_id = line.sbom_id and built.relation = 'release'
               and made.to_id = $4)))
       limit ${countedMax + 1}) version`,
    [organisation, asked.sbom ?? null, asked.release ?? null, asked.device ?? null],
  )
  const [counted] = found.rows
  if (!counted) throw new Error('a count gives a row')
  const more = counted.components > countedMax
  return { ...counted, components: Math.min(counted.components, countedMax), more }
}

export const coverageHandler: Handler = handle(readCoverage, async (input, call) => {
  const actor = actorOf(call)
  const kind = kindFor(triageDecision.name, actor, 'read')
  if (!kind.ok) return kind
  return withOrganisation(call.house.database, actor.organisation, async (client) =>
    accept(await coverageOf(client, actor.organisation, input)),
  )
})
