import { stalenessOf } from '@maek/domain/models/impact-staleness.ts'
import { modelVersion } from '@maek/domain/models/model-version.ts'
import type { Actor } from '@maek/domain/record.ts'
import { type Answer, accept } from '@maek/domain/refusal.ts'
import { buildModelCard } from '@maek/domain/reports/model-card/build.ts'
import type { ModelCard } from '@maek/domain/reports/model-card/card.ts'
import type { CardRecords } from '@maek/domain/reports/model-card/facts.ts'
import { cardHtml, cardMarkdown } from '@maek/domain/reports/model-card/text.ts'
import { exportModelCard, readModelCard } from '@maek/domain/reports/model-card-api.ts'
import type pg from 'pg'
import { withOrganisation } from '../database/scope.ts'
import type { House } from '../house.ts'
import { actorOf, type Handler, handle } from '../http/handler.ts'
import { assessmentOf } from '../models/impact/assessment-of.ts'
import { readGrounds } from '../models/impact/ground-changes.ts'
import { gatherModel, type ModelRecords } from '../models/passport/gather.ts'
import { namedRecord, recordsPointingAt } from '../records/counting.ts'
import { kindFor } from '../records/kind-for.ts'

/** The card of a model version named by id or number, from the records as they count now. */
export async function modelCardOf(
  house: Pick<House, 'database' | 'now'>,
  actor: Actor,
  named: string,
): Promise<Answer<ModelCard>> {
  const kind = kindFor(modelVersion.name, actor, 'read')
  if (!kind.ok) return kind
  const { organisation } = actor
  return withOrganisation(house.database, organisation, async (client) => {
    const model = await namedRecord(client, organisation, { kind: modelVersion.name, named })
    if (!model.ok) return model
    const found = await gatherModel(client, organisation, model.value)
    return accept(buildModelCard(await withRest(client, organisation, found), house.now()))
  })
}

async function withRest(
  client: pg.PoolClient,
  organisation: string,
  found: ModelRecords,
): Promise<CardRecords> {
  const { model, aiSystem, evaluations } = found
  const pointing = (kind: string, relation: string, to: readonly { readonly id: string }[]) =>
    recordsPointingAt(client, organisation, { kind, relations: [relation], to: to.map(({ id }) => id) })
  const grounds = aiSystem && (await readGrounds(client, organisation, aiSystem))
  const assessment = aiSystem && (await assessmentOf(client, organisation, aiSystem.id))
  const batches = await client.query<{ count: number }>(
    `select count(*)::integer as count from record_link link
     join record on record.org_id = link.org_id and record.id = link.from_id and record.kind = 'observation-batch'
     where link.org_id = $1 and link.to_id = $2 and link.relation = 'modelVersion'`,
    [organisation, model.id],
  )
  const own = new Set(found.releases.map(({ id }) => id))
  const installed = await pointing('installation', 'release', found.releases)
  const here = new Set(
    installed
      .filter(({ state, body }) => state === 'in-use' && own.has(String(body.release)))
      .map(({ body }) => body.site),
  )
  return {
    ...found,
    gaps: await pointing('performance-gap', 'evaluation', evaluations),
    assessment,
    staleness: assessment && grounds && stalenessOf(assessment.approvedAt, grounds.changes),
    decisions: await pointing('update-decision', 'modelVersion', [model]),
    sites: (grounds?.sites ?? []).filter(({ site }) => here.has(site.id)),
    batches: batches.rows[0]?.count ?? 0,
  }
}

const readModelCardHandler = handle(readModelCard, ({ model }, call) =>
  modelCardOf(call.house, actorOf(call), model),
)

const exportModelCardHandler = handle(exportModelCard, async ({ model, format, language }, call) => {
  const card = await modelCardOf(call.house, actorOf(call), model)
  if (!card.ok) return card
  const name = `model-card-${card.value.model.number}-${card.value.at.slice(0, 10)}`
  const bytes = (text: string) => new Uint8Array(Buffer.from(text))
  if (format === 'json') {
    const content = bytes(`${JSON.stringify(card.value, null, 2)}\n`)
    return accept({ name: `${name}.json`, mediaType: 'application/json', content })
  }
  if (format === 'markdown') {
    const content = bytes(cardMarkdown(card.value, language))
    return accept({ name: `${name}-${language}.md`, mediaType: 'text/markdown', content })
  }
  const content = bytes(cardHtml(card.value, language))
  return accept({ name: `${name}-${language}.html`, mediaType: 'text/html', content })
})

export const modelCardHandlers: readonly Handler[] = [readModelCardHandler, exportModelCardHandler]
