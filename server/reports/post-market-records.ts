import { alert } from '@maek/domain/monitoring/alert.ts'
import { monitoringLook } from '@maek/domain/monitoring/monitoring-look.ts'
import { monitoringPlan } from '@maek/domain/monitoring/monitoring-plan.ts'
import { observationBatch } from '@maek/domain/monitoring/observation-batch.ts'
import { postMarketReport } from '@maek/domain/monitoring/post-market-report.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import { type Answer, accept } from '@maek/domain/refusal.ts'
import type { PostMarketRecords } from '@maek/domain/reports/post-market/records.ts'
import type pg from 'pg'
import { withOrganisation } from '../database/scope.ts'
import type { House } from '../house.ts'
import { idsIn } from '../models/passport/gather.ts'
import { readResult } from '../monitoring/look.ts'
import { namedRecord, recordsByIds, recordsPointingAt } from '../records/counting.ts'
import { findRecord } from '../records/find.ts'

/** The report named by id or number as it stands, a draft too, with all of its model that it may cite. */
export async function readPostMarketRecords(
  house: Pick<House, 'database' | 'files'>,
  organisation: string,
  named: string,
): Promise<Answer<PostMarketRecords>> {
  const found = await withOrganisation(house.database, organisation, async (client) => {
    const counting = await namedRecord(client, organisation, { kind: postMarketReport.name, named })
    if (!counting.ok) return counting
    const report = await findRecord(client, organisation, counting.value)
    return report.ok ? accept(await gather(client, organisation, report.value.record)) : report
  })
  if (!found.ok) return found
  const { look: record, ...records } = found.value
  if (record === null) return accept({ ...records, look: null })
  const result = await readResult(house, organisation, record)
  return result.ok ? accept({ ...records, look: { record, result: result.value } }) : result
}

type Gathered = Omit<PostMarketRecords, 'look'> & { readonly look: StoredRecord | null }

async function gather(client: pg.PoolClient, organisation: string, report: StoredRecord): Promise<Gathered> {
  const pointing = (kind: string, relations: readonly string[], to: readonly StoredRecord[]) =>
    recordsPointingAt(client, organisation, { kind, relations, to: to.map(({ id }) => id) })
  const byIds = (ids: readonly string[]) => recordsByIds(client, organisation, ids)
  const [model] = await byIds(idsIn(report, 'modelVersion'))
  if (!model) throw new Error('a report links its model')
  const plan = await planOf(client, organisation, { report, model })
  const [releases, systems] = [await byIds(idsIn(model, 'releases')), await byIds(idsIn(model, 'aiSystem'))]
  const alerts = await pointing(alert.name, ['modelVersion'], [model])
  const about = [model, ...releases, ...systems, ...alerts]
  const incidents = await pointing('incident', ['modelVersions', 'releases', 'aiSystems', 'alerts'], about)
  const looks = plan ? await pointing(monitoringLook.name, ['plan'], [plan]) : []
  const named = new Set(idsIn(report, 'looks'))
  const cited = looks.filter(({ id }) => named.has(id))
  return {
    report,
    model,
    plan,
    releases,
    batches: await pointing(observationBatch.name, ['modelVersion'], [model]),
    looks,
    look: newest(cited) ?? newest(looks),
    alerts,
    incidents,
    actions: await pointing(
      'corrective-action',
      ['alerts', 'incidents', 'aiSystems'],
      [...alerts, ...incidents, ...systems],
    ),
  }
}

/** The plan that the report names; else the one in force, where there is just one. */
async function planOf(
  client: pg.PoolClient,
  organisation: string,
  { report, model }: { readonly report: StoredRecord; readonly model: StoredRecord },
): Promise<StoredRecord | null> {
  const [named] = await recordsByIds(client, organisation, idsIn(report, 'plan'))
  if (named) return named
  const asked = { kind: monitoringPlan.name, relations: ['modelVersion'], to: [model.id] }
  const inForce = (await recordsPointingAt(client, organisation, asked)).filter(
    ({ state }) => state === 'in-force',
  )
  return inForce.length === 1 ? (inForce[0] ?? null) : null
}

function newest(looks: readonly StoredRecord[]): StoredRecord | null {
  const at = ({ body }: StoredRecord) => monitoringLook.shape.lookedAt.parse(body.lookedAt)
  return looks.toSorted((one, other) => (at(one) < at(other) ? 1 : -1))[0] ?? null
}
