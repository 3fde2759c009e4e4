import { type Assessed, assess, nextTurn, type RuleBook, ruleBook } from '@maek/domain/assurance/assess.ts'
import type { Framework } from '@maek/domain/assurance/catalogue.ts'
import type { RecordRow } from '@maek/domain/assurance/fact.ts'
import { applyChanges, type ClockFact, type Facts, factsFrom } from '@maek/domain/assurance/facts.ts'
import { factsAt } from '@maek/domain/assurance/facts-at.ts'
import { rules, watched } from '@maek/domain/assurance/rules/every-rule.ts'
import { kindByName } from '@maek/domain/kinds.ts'
import type pg from 'pg'
import type { Database } from '../database/open.ts'
import { inTransaction, withOrganisation } from '../database/scope.ts'
import { findClockFacts, findRevisionsAt, findRows } from './fact-rows.ts'

/* The facts of each organisation, kept in memory and brought up to date by the ledger, never by guessing. */

/** Facts at one moment and the answers to them, worked out when first asked for. */
export type Moment = {
  readonly facts: Facts
  readonly at: string
  readonly answers: (framework: Framework) => readonly Assessed[]
}

type Kept = { readonly answers: readonly Assessed[]; readonly at: string; readonly until: string }

type Standing = {
  facts: Facts
  /** Ledger entries these facts include: indexes below this one. */
  size: number
  readonly kept: Map<string, Kept>
  /** The last refresh, so that two requests do not read the same changes side by side. */
  turn: Promise<unknown>
}

const nothing = factsFrom(watched, { records: [], clocks: [] })

const organisationsMax = 200

// A cache only: whatever is in it is checked against the ledger of the database it belongs to.
const houses = new WeakMap<Database, Map<string, Standing>>()

/** Facts and answers as of now. Costs one small query while nothing has changed. */
export async function standingNow(database: Database, organisation: string, now: string): Promise<Moment> {
  const standing = standingOf(database, organisation)
  const turn = standing.turn.catch(() => undefined).then(() => refresh(database, organisation, standing))
  standing.turn = turn
  await turn
  const { facts } = standing
  return {
    facts,
    at: now,
    answers: (framework) =>
      standing.facts === facts
        ? keptAnswers(standing, framework, now)
        : assess(askingOf(framework), facts, now),
  }
}

/** Facts and answers as they were at a past instant, from what the ledger proves; nothing of it is kept. */
export async function standingAt(database: Database, organisation: string, at: string): Promise<Moment> {
  const history = await withOrganisation(database, organisation, (client) =>
    inTransaction(
      client,
      async () => ({
        revisions: await findRevisionsAt(client, organisation, at),
        clocks: await findClockFacts(client, organisation),
      }),
      'repeatable read',
    ),
  )
  const facts = factsAt(watched, history, at)
  return { facts, at, answers: (framework) => assess(askingOf(framework), facts, at) }
}

function standingOf(database: Database, organisation: string): Standing {
  const own = houses.get(database) ?? new Map<string, Standing>()
  houses.set(database, own)
  const found = own.get(organisation) ?? {
    facts: nothing,
    size: 0,
    kept: new Map(),
    turn: Promise.resolve(),
  }
  // The one asked for longest ago makes room.
  own.delete(organisation)
  own.set(organisation, found)
  const [oldest] = own.keys()
  if (own.size > organisationsMax && oldest !== undefined) own.delete(oldest)
  return found
}

/**
 * Acts enter the ledger under a lock on its head, so an index that can be seen has none missing before it: what
 * comes after the size known here is exactly what changed, on whichever server it was written.
 */
async function refresh(database: Database, organisation: string, standing: Standing): Promise<void> {
  await withOrganisation(database, organisation, async (client) => {
    if ((await sizeOf(client, organisation)) === standing.size) return
    const changed = await inTransaction(
      client,
      () => readChanges(client, organisation, standing),
      'repeatable read',
    )
    takeIn(standing, changed)
  })
}

type Changed = {
  readonly size: number
  readonly rows: Iterable<RecordRow>
  readonly clocks: readonly ClockFact[]
}

async function readChanges(
  client: pg.PoolClient,
  organisation: string,
  standing: Standing,
): Promise<Changed> {
  const size = await sizeOf(client, organisation)
  // A log shorter than what is known was restored from a backup: everything is read again.
  const { kinds, rows } = await findRows(client, organisation, size < standing.size ? -1 : standing.size - 1)
  const movesClocks = kinds.some((kind) => kindByName(kind)?.clocks !== undefined)
  return { size, rows, clocks: movesClocks ? await findClockFacts(client, organisation) : [] }
}

/** Takes changes into the facts, which carry over all that was counted and is not touched. */
function takeIn(standing: Standing, { size, rows, clocks }: Changed): void {
  const before = size < standing.size ? nothing : standing.facts
  standing.facts = applyChanges(before, { records: rows, clocks })
  standing.size = size
  standing.kept.clear()
}

async function sizeOf(client: pg.PoolClient, organisation: string): Promise<number> {
  const found = await client.query<{ size: number }>('select size from ledger_head where org_id = $1', [
    organisation,
  ])
  return found.rows[0]?.size ?? 0
}

const askings = new Map<string, { framework: Framework; rules: RuleBook }>()

function askingOf(framework: Framework) {
  const found = askings.get(framework.id) ?? { framework, rules: ruleBook(rules, framework.id) }
  askings.set(framework.id, found)
  return found
}

function keptAnswers(standing: Standing, framework: Framework, now: string): readonly Assessed[] {
  const kept = standing.kept.get(framework.id)
  if (kept && kept.at <= now && now < kept.until) return kept.answers
  const answers = assess(askingOf(framework), standing.facts, now)
  standing.kept.set(framework.id, { answers, at: now, until: nextTurn(standing.facts, now) })
  return answers
}
