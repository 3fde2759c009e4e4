import { cite } from '@maek/domain/cited.ts'
import { dataset } from '@maek/domain/models/dataset.ts'
import { modelVersion } from '@maek/domain/models/model-version.ts'
import { observationBatch } from '@maek/domain/monitoring/observation-batch.ts'
import { installation } from '@maek/domain/products/installation.ts'
import {
  type InstallationVersion,
  type RanOn,
  releaseOn,
  seoulDay,
} from '@maek/domain/products/release-on.ts'
import { site as siteKind } from '@maek/domain/products/site.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import { type Answer, accept } from '@maek/domain/refusal.ts'
import { type TraceRecords, traceSteps } from '@maek/domain/reports/model-trace.ts'
import { modelsOn, traceModel } from '@maek/domain/reports/model-trace-api.ts'
import type pg from 'pg'
import { z } from 'zod'
import { withOrganisation } from '../database/scope.ts'
import { actorOf, type Handler, handle } from '../http/handler.ts'
import { datasetRoles, gatherModel, idsIn } from '../models/passport/gather.ts'
import { namedRecord, recordsByIds, recordsPointingAt } from '../records/counting.ts'
import { kindFor } from '../records/kind-for.ts'

const traceModelHandler = handle(traceModel, async ({ from }, call) => {
  const actor = actorOf(call)
  const kind = kindFor(modelVersion.name, actor, 'read')
  if (!kind.ok) return kind
  const { organisation } = actor
  return withOrganisation(call.house.database, organisation, async (client) => {
    const start = await startOf(client, organisation, from)
    if (!start.ok) return start
    const { batch, model } = start.value
    const traced = traceSteps(await gatherTrace(client, organisation, { batch, model }))
    return accept({
      from: cite(batch ?? model),
      model: cite(model),
      steps: traced.steps.map((step) => ({
        ...step,
        records: step.records.map(({ record, facts }) => ({ record, facts: [...facts] })),
        missing: [...step.missing],
      })),
      isComplete: traced.isComplete,
      contradictions: [...traced.contradictions],
    })
  })
})

type Start = { readonly batch: StoredRecord | null; readonly model: StoredRecord }

async function startOf(client: pg.PoolClient, organisation: string, named: string): Promise<Answer<Start>> {
  const batch = await namedRecord(client, organisation, { kind: observationBatch.name, named })
  if (!batch.ok) {
    const model = await namedRecord(client, organisation, { kind: modelVersion.name, named })
    return model.ok ? accept({ batch: null, model: model.value }) : model
  }
  const [model] = await recordsByIds(client, organisation, idsIn(batch.value, 'modelVersion'))
  if (!model) throw new Error('a batch points to its model')
  return accept({ batch: batch.value, model })
}

const sourcesDepthMax = 8

async function gatherTrace(
  client: pg.PoolClient,
  organisation: string,
  { batch, model }: Start,
): Promise<TraceRecords> {
  const found = await gatherModel(client, organisation, model)
  const [site = null] = await recordsByIds(client, organisation, idsIn(batch, 'site'))
  const releases = batch ? await recordsByIds(client, organisation, idsIn(batch, 'release')) : found.releases
  const datasets = await recordsByIds(
    client,
    organisation,
    datasetRoles.flatMap((role) => idsIn(model, role)),
  )
  const seen = new Set(datasets.map(({ id }) => id))
  const sources: StoredRecord[] = []
  let last: readonly StoredRecord[] = datasets
  for (let depth = 0; depth < sourcesDepthMax && last.length > 0; depth++) {
    const next = last.flatMap((one) => idsIn(one, 'derivedFrom')).filter((id) => !seen.has(id))
    for (const id of next) seen.add(id)
    last = (await recordsByIds(client, organisation, next)).filter(({ kind }) => kind === dataset.name)
    sources.push(...last)
  }
  const from = z.string().optional().parse(batch?.body.from)
  const ran =
    site && from ? await installedOn(client, organisation, { site: site.id, day: seoulDay(from) }) : null
  return {
    batch,
    site,
    releases,
    model,
    datasets,
    sources,
    evaluations: found.evaluations.filter(({ state }) => state === 'approved'),
    ranThere: ran?.map(({ ran: { release } }) => release) ?? null,
  }
}

type There = { readonly installation: StoredRecord; readonly ran: RanOn }

const kept = z.looseObject({ state: z.string(), body: z.looseObject({ site: z.string() }) })

/** What ran at a site on a day, by every version of its installation records. */
async function installedOn(
  client: pg.PoolClient,
  organisation: string,
  { site, day }: { readonly site: string; readonly day: string },
): Promise<There[]> {
  const records = await recordsPointingAt(client, organisation, {
    kind: installation.name,
    relations: ['site'],
    to: [site],
  })
  const found = await client.query<{ id: string; at: string; canonical: string }>(
    `select record_id as id, at, canonical from record_revision
     where org_id = $1 and record_id = any($2::uuid[]) order by record_id, version`,
    [organisation, records.map(({ id }) => id)],
  )
  const byRecord = Map.groupBy(found.rows, ({ id }) => id)
  return records.flatMap((one) => {
    const versions = (byRecord.get(one.id) ?? []).map(({ at, canonical }): InstallationVersion => {
      const { state, body } = kept.parse(JSON.parse(canonical))
      return { state, at, body }
    })
    // Before a unit was moved here it ran somewhere else.
    const here = versions.filter(({ body }) => body.site === site)
    const ran = releaseOn(here, day)
    return ran ? [{ installation: one, ran }] : []
  })
}

const modelsOnHandler = handle(modelsOn, async (input, call) => {
  const actor = actorOf(call)
  const kind = kindFor(siteKind.name, actor, 'read')
  if (!kind.ok) return kind
  const { organisation } = actor
  return withOrganisation(call.house.database, organisation, async (client) => {
    const site = await namedRecord(client, organisation, { kind: siteKind.name, named: input.site })
    if (!site.ok) return site
    const there = await installedOn(client, organisation, { site: site.value.id, day: input.on })
    const ids = there.map(({ ran }) => ran.release)
    const releases = await recordsByIds(client, organisation, ids)
    const models = await recordsPointingAt(client, organisation, {
      kind: modelVersion.name,
      relations: ['releases'],
      to: ids,
    })
    return accept({
      site: cite(site.value),
      on: input.on,
      installations: there.flatMap(({ installation: one, ran }) => {
        const release = releases.find(({ id }) => id === ran.release)
        if (!release) return []
        const carried = models.filter((model) => idsIn(model, 'releases').includes(release.id))
        return [
          {
            installation: cite(one),
            release: cite(release),
            since: ran.since,
            basis: ran.basis,
            units: ran.units,
            models: carried.map((model) => ({
              ...cite(model),
              versionName: modelVersion.shape.version.parse(model.body.version),
              weightsSha256: modelVersion.shape.weightsSha256.parse(model.body.weightsSha256) ?? null,
            })),
          },
        ]
      }),
    })
  })
})

export const modelTraceHandlers: readonly Handler[] = [traceModelHandler, modelsOnHandler]
