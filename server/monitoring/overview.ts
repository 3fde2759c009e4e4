import { modelVersion } from '@maek/domain/models/model-version.ts'
import { alert } from '@maek/domain/monitoring/alert.ts'
import type { readWatch } from '@maek/domain/monitoring/api.ts'
import { lookDue } from '@maek/domain/monitoring/look-due.ts'
import { monitoringLook } from '@maek/domain/monitoring/monitoring-look.ts'
import { monitoringPlan } from '@maek/domain/monitoring/monitoring-plan.ts'
import { observationBatch } from '@maek/domain/monitoring/observation-batch.ts'
import { termsOf } from '@maek/domain/monitoring/terms.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import { type Answer, accept } from '@maek/domain/refusal.ts'
import type pg from 'pg'
import type { z } from 'zod'
import { withOrganisation } from '../database/scope.ts'
import type { House } from '../house.ts'
import { findRecord } from '../records/find.ts'
import { type RecordTableRow, recordColumns, storedFrom } from '../records/row.ts'
import { recordsOf } from './watch.ts'

type Overview = z.input<(typeof readWatch)['output']>

const batchesShown = 200

/** What has come for a model, by which plans it is watched, and which alerts stand. */
export function watchOf(
  house: Pick<House, 'database' | 'now'>,
  organisation: string,
  model: string,
): Promise<Answer<Overview>> {
  return withOrganisation(house.database, organisation, async (client) => {
    const found = await findRecord(client, organisation, { kind: modelVersion.name, id: model })
    if (!found.ok) return found
    const { id, number, title } = found.value.record
    const plans = await pointing(client, organisation, { model, kind: monitoringPlan.name })
    const alerts = await pointing(client, organisation, { model, kind: alert.name })
    const now = house.now()
    return accept({
      model: { id, number, title },
      ...(await batchesOf(client, organisation, model)),
      plans: await Promise.all(plans.map((plan) => planRow(client, organisation, { plan, now }))),
      alerts: alerts.map((record) => alertRow(record, now)),
    })
  })
}

async function pointing(
  client: pg.PoolClient,
  organisation: string,
  { model, kind }: { readonly model: string; readonly kind: string },
): Promise<StoredRecord[]> {
  const found = await client.query<RecordTableRow>(
    `select ${recordColumns} from record_link link
     join record on record.org_id = link.org_id and record.id = link.from_id
     where link.org_id = $1 and link.to_id = $2 and link.relation = 'modelVersion' and record.kind = $3
     order by record.created_at desc limit 100`,
    [organisation, model, kind],
  )
  return found.rows.map(storedFrom)
}

type Counted = { contents: 'predictions' | 'labels'; batches: number; rows: number }

async function batchesOf(
  client: pg.PoolClient,
  organisation: string,
  model: string,
): Promise<Pick<Overview, 'batches' | 'batchCount' | 'predictions' | 'labels'>> {
  const found = await client.query<
    RecordTableRow & { site_number: string | null; site_title: string | null }
  >(
    `select ${recordColumns}, site.number as site_number, site.title as site_title from record
     left join record site on site.org_id = record.org_id and site.id = (record.body ->> 'site')::uuid
     where record.org_id = $1 and record.observed_model = $2
     order by record.created_at desc, record.number desc limit ${batchesShown}`,
    [organisation, model],
  )
  const counted = await client.query<Counted>(
    `select body ->> 'contents' as contents, count(*)::int as batches,
       sum(case when state = 'in-use' then (body ->> 'rows')::bigint else 0 end)::float8 as rows
     from record where org_id = $1 and observed_model = $2 group by 1`,
    [organisation, model],
  )
  const rowsOf = (contents: string) => counted.rows.find((row) => row.contents === contents)?.rows ?? 0
  const { shape } = observationBatch
  return {
    batchCount: counted.rows.reduce((sum, { batches }) => sum + batches, 0),
    predictions: rowsOf('predictions'),
    labels: rowsOf('labels'),
    batches: found.rows.map(({ site_number, site_title, ...row }) => ({
      ...{ id: row.id, number: row.number, title: row.title, state: row.state },
      contents: shape.contents.parse(row.body.contents),
      site:
        site_number === null || site_title === null
          ? null
          : { id: shape.site.parse(row.body.site) ?? '', number: site_number, title: site_title },
      from: shape.from.parse(row.body.from) ?? null,
      to: shape.to.parse(row.body.to) ?? null,
      rows: shape.rows.parse(row.body.rows) ?? null,
      receivedAt: row.created_at,
    })),
  }
}

async function planRow(
  client: pg.PoolClient,
  organisation: string,
  { plan, now }: { readonly plan: StoredRecord; readonly now: string },
): Promise<Overview['plans'][number]> {
  const [last] = await recordsOf(client, { organisation, plan: plan.id, kind: monitoringLook.name, most: 1 })
  const { shape } = monitoringLook
  const through = last ? shape.through.parse(last.body.through) : null
  const terms = termsOf(plan.body)
  return {
    ...{ id: plan.id, number: plan.number, title: plan.title, state: plan.state },
    period: terms?.period ?? null,
    lastLook:
      last && through !== null
        ? {
            ...{ id: last.id, number: last.number, through },
            at: shape.lookedAt.parse(last.body.lookedAt),
            outcome: shape.outcome.parse(last.body.outcome),
          }
        : null,
    due: terms && plan.state === 'in-force' ? lookDue(terms, through, now) : null,
  }
}

function alertRow(record: StoredRecord, now: string): Overview['alerts'][number] {
  const decideBy = alert.shape.decideBy.parse(record.body.decideBy)
  return {
    ...{ id: record.id, number: record.number, title: record.title, state: record.state },
    alarmedAt: alert.shape.alarmedAt.parse(record.body.alarmedAt),
    decideBy,
    isLate: record.state !== 'settled' && decideBy < now.slice(0, 10),
  }
}
