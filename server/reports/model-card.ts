import { stalenessOf } from '@maek/domain/models/impact-staleness.ts'
import { modelVersion } from '@maek/domain/models/model-version.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { buildModelCard } from '@maek/domain/reports/model-card/build.ts'
import type { ModelCard } from '@maek/domain/reports/model-card/card.ts'
import type { CardRecords } from '@maek/domain/reports/model-card/facts.ts'
import { type PrintedCard, printCard } from '@maek/domain/reports/model-card/print-card.ts'
import { cardHtml, cardMarkdown } from '@maek/domain/reports/model-card/text.ts'
import { exportModelCard, readModelCard } from '@maek/domain/reports/model-card-api.ts'
import { say } from '@maek/domain/words.ts'
import type pg from 'pg'
import { withOrganisation } from '../database/scope.ts'
import { actorOf, type Call, type Handler, handle } from '../http/handler.ts'
import { assessmentOf } from '../models/impact/assessment-of.ts'
import { readGrounds } from '../models/impact/ground-changes.ts'
import { gatherModel, type ModelRecords } from '../models/passport/gather.ts'
import { namedRecord, recordsPointingAt } from '../records/counting.ts'
import { kindFor } from '../records/kind-for.ts'
import { handedOut } from './hand-out.ts'
import { checkpointOf, makerOf, signaturesOf } from './report-parts.ts'

type AskedCard = { readonly organisation: string; readonly named: string; readonly now: string }

/** The card of a model version named by id or number, from the records as they count now. */
async function cardOf(
  client: pg.PoolClient,
  { organisation, named, now }: AskedCard,
): Promise<Answer<ModelCard>> {
  const model = await namedRecord(client, organisation, { kind: modelVersion.name, named })
  if (!model.ok) return model
  const found = await gatherModel(client, organisation, model.value)
  return accept(buildModelCard(await withRest(client, organisation, found), now))
}

/** The card with what a page to hand out says besides: whose it is, who signed what it cites, the head of the ledger. */
async function printedCardOf(client: pg.PoolClient, asked: AskedCard): Promise<Answer<PrintedCard>> {
  const card = await cardOf(client, asked)
  if (!card.ok) return card
  const { organisation, now: at } = asked
  const cited = card.value.sections.flatMap(({ facts }) => facts.flatMap(({ source }) => source?.id ?? []))
  return accept({
    at,
    maker: await makerOf(client, organisation),
    card: card.value,
    signatures: await signaturesOf(client, organisation, [...new Set([card.value.model.id, ...cited])]),
    checkpoint: await checkpointOf(client, organisation),
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

/** Asks for a card as this caller may see it. */
async function cardFor<T>(
  call: Call,
  named: string,
  read: (client: pg.PoolClient, asked: AskedCard) => Promise<Answer<T>>,
): Promise<Answer<T>> {
  const actor = actorOf(call)
  const kind = kindFor(modelVersion.name, actor, 'read')
  if (!kind.ok) return kind
  const { organisation } = actor
  return withOrganisation(call.house.database, organisation, (client) =>
    read(client, { organisation, named, now: call.house.now() }),
  )
}

const readModelCardHandler = handle(readModelCard, ({ model }, call) => cardFor(call, model, cardOf))

const exportModelCardHandler = handle(exportModelCard, async ({ model, format, language }, call) => {
  if (format === 'pdf') {
    const facts = await cardFor(call, model, printedCardOf)
    if (!facts.ok) return facts
    return handedOut(facts.value, { name: nameOf(facts.value.card), format, language, print: printCard })
  }
  const bytes = (text: string) => new Uint8Array(Buffer.from(text))
  if (format === 'json') {
    const facts = await cardFor(call, model, printedCardOf)
    if (!facts.ok) return facts
    // All that the PDF says: the facts of the card, then whose it is, who signed what it cites, and the ledger's head.
    const { card, ...printed } = facts.value
    const content = bytes(`${JSON.stringify({ ...card, ...printed }, null, 2)}\n`)
    return accept({ name: `${nameOf(card)}.json`, mediaType: 'application/json', content })
  }
  const card = await cardFor(call, model, cardOf)
  if (!card.ok) return card
  const name = nameOf(card.value)
  if (language === 'both') return oneLanguage
  if (format === 'markdown') {
    const content = bytes(cardMarkdown(card.value, language))
    return accept({ name: `${name}-${language}.md`, mediaType: 'text/markdown', content })
  }
  const content = bytes(cardHtml(card.value, language))
  return accept({ name: `${name}-${language}.html`, mediaType: 'text/html', content })
})

const nameOf = ({ model, at }: ModelCard) => `model-card-${model.number}-${at.slice(0, 10)}`

const oneLanguage = refuse(
  'invalid',
  say(
    'Markdown과 HTML은 한 언어로만 만듭니다. 두 언어는 PDF나 JSON으로 받으십시오.',
    'Markdown and HTML are made in one language. For both ask for PDF or JSON.',
  ),
  'language',
)

export const modelCardHandlers: readonly Handler[] = [readModelCardHandler, exportModelCardHandler]
