import { home } from '@maek/domain/api.ts'
import { hindranceTo } from '@maek/domain/decide.ts'
import type { Kind } from '@maek/domain/kind.ts'
import { kindByName, kinds } from '@maek/domain/kinds.ts'
import type { Action, GuardView } from '@maek/domain/life.ts'
import { alert } from '@maek/domain/monitoring/alert.ts'
import { may } from '@maek/domain/permissions.ts'
import type { Actor } from '@maek/domain/record.ts'
import { accept } from '@maek/domain/refusal.ts'
import type pg from 'pg'
import { withOrganisation } from '../database/scope.ts'
import { actorOf, handle } from '../http/handler.ts'
import { findClocks } from '../records/clocks.ts'
import { findLinks, makerOfAuthor } from '../records/find.ts'
import { type RecordTableRow, recordColumns, storedFrom } from '../records/row.ts'
import { homeReadiness } from './readiness.ts'

const awaitingMax = 50

/** The three questions of the morning: what is due, what awaits my signature, what keeps us from passing. */
export const homeHandler = handle(home, async (_input, call) => {
  const actor = actorOf(call)
  const now = call.house.now()
  const checkpoint = await call.house.checkpoints.newest(actor.organisation)
  const found = await withOrganisation(call.house.database, actor.organisation, async (client) => ({
    due: await findClocks(client, actor.organisation, { now }),
    reviewsDue: await findReviewsDue(client, actor.organisation, now),
    alertsDue: await findAlertsDue(client, actor),
    awaiting: await findAwaiting(client, actor, now),
  }))
  return accept({
    ...found,
    ...(await homeReadiness(call.house, actor)),
    checkpoint: { size: checkpoint.size, signedSize: checkpoint.signedSize, signedAt: checkpoint.signedAt },
  })
})

/** Approved records whose review (by their kind's interval) is due within 30 days or overdue. */
async function findReviewsDue(client: pg.PoolClient, organisation: string, now: string) {
  const reviewed = kinds.flatMap((kind) =>
    kind.reviewMonths === undefined
      ? []
      : [{ kind: kind.name, months: kind.reviewMonths, ended: endedStates(kind) }],
  )
  const found = await client.query<{
    id: string
    kind: string
    number: string
    title: string
    due_on: string
  }>(
    `select record.id, record.kind, number, title, (approved_at + make_interval(months => x.months))::date as due_on
     from json_to_recordset($2) as x(kind text, months integer, ended json)
     cross join lateral (
       select * from record where org_id = $1 and kind = x.kind
         -- By the index first: counting months back from the day may be off by the length of a month.
         and approved_at < $3::timestamptz + interval '34 days' - make_interval(months => x.months)
         and approved_at + make_interval(months => x.months) < $3::timestamptz + interval '30 days'
         and not state = any(array(select json_array_elements_text(x.ended)))
       order by approved_at limit 50
     ) record
     order by due_on limit 50`,
    [organisation, JSON.stringify(reviewed), now],
  )
  return found.rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    number: row.number,
    title: row.title,
    dueOn: row.due_on,
  }))
}

/** Alerts nobody has settled, the first to be decided first. */
async function findAlertsDue(client: pg.PoolClient, actor: Actor) {
  if (!may(actor.roles, 'read', alert.domain)) return []
  const open = Object.entries(alert.life.states).flatMap(([name, state]) => (state.closed ? [] : [name]))
  const found = await client.query<RecordTableRow>(
    `select ${recordColumns} from record where org_id = $1 and kind = $2 and state = any($3)
     order by body ->> 'decideBy', number limit 50`,
    [actor.organisation, alert.name, open],
  )
  return found.rows.map(({ id, kind, number, title, body }) => ({
    ...{ id, kind, number, title },
    dueOn: alert.shape.decideBy.parse(body.decideBy),
  }))
}

function endedStates(kind: Kind): string[] {
  return Object.entries(kind.life.states).flatMap(([name, state]) => (state.ended ? [name] : []))
}

/** A step that waits for somebody's signature: a review under way or an approval to give, not a withdrawal one could make. */
function awaitsSignature(kind: Kind, action: Action, state: string): boolean {
  if (!action.signs || action.signs === 'rejection') return false
  if (kind.life.states[action.to]?.ended) return false
  return action.approves === true || kind.life.states[state]?.tone === 'waiting'
}

/** Records at a step that this person may sign now: four eyes and guards are asked, not guessed. */
async function findAwaiting(client: pg.PoolClient, actor: Actor, now: string) {
  const steps = kinds
    .filter((kind) => may(actor.roles, 'read', kind.domain))
    .flatMap((kind) => waitingStates(kind, actor).map((state) => ({ kind: kind.name, state })))
  const found = await client.query<RecordTableRow>(
    `select ${recordColumns} from (select distinct kind, state from json_to_recordset($2) as x(kind text, state text)) step
     cross join lateral (
       select * from record where org_id = $1 and kind = step.kind and state = step.state
       order by updated_at, id limit ${awaitingMax}
     ) record
     order by record.updated_at, record.id limit ${awaitingMax}`,
    [actor.organisation, JSON.stringify(steps)],
  )
  const awaiting: {
    id: string
    kind: string
    number: string
    title: string
    action: string
    since: string
  }[] = []
  for (const row of found.rows) {
    const action = await signableNow(client, actor, { row, now })
    const { id, kind, number, title, updated_at: since } = row
    if (action !== undefined) awaiting.push({ id, kind, number, title, action, since })
  }
  return awaiting
}

function waitingStates(kind: Kind, actor: Actor): string[] {
  return Object.values(kind.life.actions)
    .filter((action) => may(actor.roles, action.permission, kind.domain))
    .flatMap((action) => action.from.filter((state) => awaitsSignature(kind, action, state)))
}

async function signableNow(
  client: pg.PoolClient,
  actor: Actor,
  asked: { row: RecordTableRow; now: string },
): Promise<string | undefined> {
  const kind = kindByName(asked.row.kind)
  if (!kind) return undefined
  const record = storedFrom(asked.row)
  const authoredFor = await makerOfAuthor(client, record)
  const signable = (links: GuardView['links']) =>
    Object.entries(kind.life.actions).find(
      ([name, action]) =>
        awaitsSignature(kind, action, record.state) &&
        hindranceTo({ kind, record }, name, { actor, at: asked.now, links, authoredFor }) === null,
    )?.[0]
  // A device has thousands of links, and most guards look at none: they are read for those that do.
  let looked = false
  const look = (): readonly [] => {
    looked = true
    return []
  }
  const found = signable({
    get out() {
      return look()
    },
    get in() {
      return look()
    },
  })
  return looked ? signable(await findLinks(client, actor.organisation, record.id)) : found
}
