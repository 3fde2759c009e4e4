import { randomUUID } from 'node:crypto'
import { cite } from '@maek/domain/cited.ts'
import { decideCreate } from '@maek/domain/decide.ts'
import { updateBody } from '@maek/domain/engineering/update/body.ts'
import { type Decided, decideUpdate } from '@maek/domain/engineering/update/decide.ts'
import type { UpdateFacts } from '@maek/domain/engineering/update/facts.ts'
import { filingsOf } from '@maek/domain/engineering/update/filings.ts'
import { passes } from '@maek/domain/engineering/update/test.ts'
import { readUpdate, recordUpdate } from '@maek/domain/engineering/update-api.ts'
import { marketPaths, updateDecision } from '@maek/domain/engineering/update-decision.ts'
import { modelVersion } from '@maek/domain/models/model-version.ts'
import { parseBody } from '@maek/domain/parse.ts'
import { accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import type pg from 'pg'
import { commitOne } from '../commit-one.ts'
import { withOrganisation } from '../database/scope.ts'
import { actorOf, type Handler, handle } from '../http/handler.ts'
import { namedRecord, recordsPointingAt } from '../records/counting.ts'
import { kindFor } from '../records/kind-for.ts'
import { digestOfFacts } from './facts-digest.ts'
import { readUpdateFacts } from './update-facts.ts'

const parts = { kr: 'korea', us: 'us', eu: 'eu' } as const

const readUpdateHandler = handle(readUpdate, async ({ model }, call) => {
  const actor = actorOf(call)
  const kind = kindFor(modelVersion.name, actor, 'read')
  if (!kind.ok) return kind
  const { organisation } = actor
  return withOrganisation(call.house.database, organisation, async (client) => {
    const found = await namedRecord(client, organisation, { kind: modelVersion.name, named: model })
    if (!found.ok) return found
    const facts = await readUpdateFacts(call.house, client, { organisation, record: found.value })
    const decided = decideUpdate(facts)
    const factsDigest = digestOfFacts(facts)
    const covered = new Set<string>(
      decided.paths.flatMap(({ market, path }) => (path.endsWith('-within-plan') ? [parts[market]] : [])),
    )
    const { modifications: _changed, ...head } = facts.model
    return accept({
      model: { ...cite(found.value), versionName: head.versionName },
      plan: facts.plan && citedOf(facts.plan),
      cleared: facts.cleared,
      previous: facts.previous,
      change: facts.change && citedOf(facts.change),
      at: call.house.now(),
      outcome: decided.outcome,
      paths: decided.paths.map(({ market, path }) => ({ market, path, title: marketPaths[path] })),
      tests: decided.tests.map(({ wanted, ...test }) => ({
        ...test,
        evidence: test.evidence.map(citedOf),
        // Inside an authorised plan the market’s own questions decide nothing any more.
        passes: wanted === null || covered.has(test.part) ? null : passes({ ...test, wanted }),
      })),
      missing: [...decided.missing],
      budget: budgetOf(facts, decided),
      filings: await filings(client, organisation, { facts, decided }),
      factsDigest,
      recorded: await recordedOf(client, organisation, { model: found.value.id, factsDigest }),
    })
  })
})

/** A fact without what was read beside its head. */
function citedOf({ id, kind, number, title, version }: ReturnType<typeof cite>) {
  return { id, kind, number, title, version }
}

function budgetOf({ plan }: UpdateFacts, { look }: Decided) {
  if (!plan?.budget || !look) return null
  return { ...plan.budget, look: look.look, allowed: look.alpha, spent: look.spent }
}

type Judged = { readonly facts: UpdateFacts; readonly decided: Decided }

/** The list of what to file; a clock that runs for it stands on the change record. */
async function filings(client: pg.PoolClient, organisation: string, { facts, decided }: Judged) {
  const clocks = await client.query<{ duty: string; due_at: string | null }>(
    'select duty, due_at from clock where org_id = $1 and record_id = $2 and stopped_at is null',
    [organisation, facts.change?.id ?? null],
  )
  const due = new Map(clocks.rows.map((row) => [row.duty, row.due_at]))
  return filingsOf(facts, decided.paths).map(({ duty, evidence, ...filing }) => ({
    ...filing,
    dueAt: duty === null ? null : (due.get(duty) ?? null),
    evidence: evidence.map(citedOf),
  }))
}

type Asked = { readonly model: string; readonly factsDigest: string }

async function recordedOf(client: pg.PoolClient, organisation: string, { model, factsDigest }: Asked) {
  const found = await recordsPointingAt(client, organisation, {
    kind: updateDecision.name,
    relations: ['modelVersion'],
    to: [model],
  })
  return found.map((record) => ({
    ...cite(record),
    state: record.state,
    outcome: updateDecision.shape.outcome.parse(record.body.outcome),
    isCurrent: record.body.factsDigest === factsDigest,
  }))
}

const recordUpdateHandler = handle(recordUpdate, async (input, call) => {
  const actor = actorOf(call)
  const kind = kindFor(updateDecision.name, actor, 'write')
  if (!kind.ok) return kind
  const { organisation } = actor
  const found = await withOrganisation(call.house.database, organisation, async (client) => {
    const record = await namedRecord(client, organisation, { kind: modelVersion.name, named: input.model })
    if (!record.ok) return record
    return accept(await readUpdateFacts(call.house, client, { organisation, record: record.value }))
  })
  if (!found.ok) return found
  const factsDigest = digestOfFacts(found.value)
  if (input.factsDigest !== undefined && input.factsDigest !== factsDigest) return changedMeanwhile
  const at = call.house.now()
  const decided = decideUpdate(found.value)
  if (decided.paths.length === 0) return noMarket
  const body = parseBody(updateDecision, updateBody(found.value, decided, { at, factsDigest }))
  if (!body.ok) return body
  const decision = decideCreate(kind.value, { id: randomUUID(), body: body.value }, { actor, at })
  if (!decision.ok) return decision
  const written = await commitOne(call.house, {
    organisation,
    decisions: [decision.value],
    key: input.key === undefined ? undefined : { key: `${actor.id}:${input.key}`, request: call.digest },
  })
  if (!written.ok) return written
  return accept({ record: cite(written.value), outcome: decided.outcome })
})

const changedMeanwhile = refuse(
  'conflict',
  say(
    '화면을 연 뒤에 기록이 바뀌었습니다. 판단을 다시 확인하고 기록하십시오.',
    'Records have changed since you looked. Read the decision again, then record it.',
  ),
  'factsDigest',
)

const noMarket = refuse(
  'conflict',
  say(
    '이 모델을 쓰는 제품이나 그 시장이 없어 판단할 수 없습니다. AI 시스템에 제품을 연결하십시오.',
    'No device or market is known for this model. Link the devices to its AI system.',
  ),
  'model',
)

export const updateHandlers: readonly Handler[] = [readUpdateHandler, recordUpdateHandler]
