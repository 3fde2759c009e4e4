import { kindByName } from '@maek/domain/kinds.ts'
import { stalenessOf } from '@maek/domain/models/impact-staleness.ts'
import { type Answer, accept } from '@maek/domain/refusal.ts'
import type { GateFacts, GateRecord } from '@maek/domain/reports/gate-facts.ts'
import { blockingSeverities } from '@maek/domain/reports/gate-licences.ts'
import type pg from 'pg'
import { z } from 'zod'
import { isCovered } from '../components/coverage.ts'
import { notFound } from '../http/problems.ts'
import { readGrounds } from '../models/impact/ground-changes.ts'
import { recordsByIds, recordsPointingAt } from '../records/counting.ts'
import { type RecordTableRow, recordColumns } from '../records/row.ts'
import { readGateFindings } from './gate-findings.ts'
import { readGateLicences } from './gate-licences.ts'

/** What the gate looks at around a release, named by id or number: five queries, however much hangs on it. */
export async function loadGateFacts(
  client: pg.PoolClient,
  organisation: string,
  asked: { readonly release: string; readonly now: string },
): Promise<Answer<GateFacts>> {
  const found = await client.query<RecordTableRow>(
    `select ${recordColumns} from record
     where org_id = $1 and kind = 'release' and (number = upper($2) or id = $3::uuid) limit 1`,
    [organisation, asked.release, z.uuid().safeParse(asked.release).data ?? null],
  )
  const [row] = found.rows
  if (!row) return { ok: false, refusal: notFound }
  const release = gateRecord(row)
  const deviceId = typeof release.body.device === 'string' ? release.body.device : null
  const near = await findPointing(client, organisation, [release.id, ...(deviceId ? [deviceId] : [])])
  const of = (kind: string) => near.filter((record) => record.kind === kind)
  const models = of('model-version')
  const systems = new Set([
    ...of('ai-system').map(({ id }) => id),
    ...models.map(({ body }) => String(body.aiSystem)),
  ])
  const named = await findNamed(client, organisation, [...systems, ...(deviceId ? [deviceId] : [])])
  const far = await findPointing(client, organisation, [...models.map(({ id }) => id), ...systems])
  const licences = await readGateLicences(client, organisation, {
    release: release.id,
    device: deviceId,
    now: asked.now,
  })
  const findings = await readGateFindings(client, organisation, {
    release: release.id,
    now: asked.now,
    blocks: blockingSeverities(licences),
  })
  if (!findings.ok) return findings
  return accept({
    release,
    device: named.find((record) => record.kind === 'device') ?? null,
    sboms: of('sbom'),
    components: await countComponents(client, organisation, release.id),
    findings: findings.value.open,
    decided: findings.value.decided,
    ...licences,
    models,
    evaluations: far.filter((record) => record.kind === 'evaluation'),
    aiSystems: named.filter((record) => record.kind === 'ai-system'),
    assessments: far.filter((record) => record.kind === 'impact-assessment'),
    stale: await staleAssessments(client, organisation, [...systems]),
    hazards: of('hazard'),
    nonconformities: of('nonconformity'),
    incidents: of('incident'),
  })
}

/** Assessments of these AI systems that what changed since their approval has overtaken. */
async function staleAssessments(
  client: pg.PoolClient,
  organisation: string,
  systems: readonly string[],
): Promise<string[]> {
  const stale: string[] = []
  for (const system of await recordsByIds(client, organisation, systems)) {
    if (system.kind !== 'ai-system') continue
    const own = await recordsPointingAt(client, organisation, {
      kind: 'impact-assessment',
      relations: ['aiSystem'],
      to: [system.id],
    })
    if (own.length === 0) continue
    const { changes } = await readGrounds(client, organisation, system)
    const outdated = own.filter(({ approvedAt }) => stalenessOf(approvedAt, changes).state === 'stale')
    stale.push(...outdated.map(({ id }) => id))
  }
  return stale
}

async function findPointing(
  client: pg.PoolClient,
  organisation: string,
  ids: readonly string[],
): Promise<GateRecord[]> {
  const found = await client.query<RecordTableRow>(
    `select distinct ${recordColumns} from record_link
     join record on record.org_id = record_link.org_id and record.id = record_link.from_id
     where record_link.org_id = $1 and record_link.to_id = any($2::uuid[])
       and record.kind = any($3::text[])
     order by number desc`,
    [organisation, ids, pointing],
  )
  return found.rows.map(gateRecord)
}

const pointing = [
  'sbom',
  'model-version',
  'ai-system',
  'evaluation',
  'impact-assessment',
  'hazard',
  'nonconformity',
  'incident',
]

async function findNamed(
  client: pg.PoolClient,
  organisation: string,
  ids: readonly string[],
): Promise<GateRecord[]> {
  const found = await client.query<RecordTableRow>(
    `select ${recordColumns} from record where org_id = $1 and id = any($2::uuid[])`,
    [organisation, ids],
  )
  return found.rows.map(gateRecord)
}

async function countComponents(
  client: pg.PoolClient,
  organisation: string,
  release: string,
): Promise<{ all: number; covered: number }> {
  const found = await client.query<{ all: number; covered: number }>(
    `select count(*)::int as all, count(*) filter (where ${isCovered})::int as covered
     from record sbom
     join sbom_component line on line.org_id = sbom.org_id and line.sbom_id = sbom.id
     join component_version version on version.org_id = line.org_id and version.key = line.component
     where sbom.org_id = $1 and sbom.kind = 'sbom' and sbom.state <> 'retired'
       and sbom.id in (select from_id from record_link where org_id = $1 and to_id = $2 and relation = 'release')`,
    [organisation, release],
  )
  return found.rows[0] ?? { all: 0, covered: 0 }
}

function gateRecord(row: RecordTableRow): GateRecord {
  const state = kindByName(row.kind)?.life.states[row.state]
  return {
    id: row.id,
    kind: row.kind,
    number: row.number,
    title: row.title,
    state: row.state,
    approved: row.approved_version !== null,
    closed: state?.closed ?? false,
    ended: state?.ended ?? false,
    body: row.body,
  }
}
