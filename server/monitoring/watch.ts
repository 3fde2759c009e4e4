import { randomUUID } from 'node:crypto'
import { decideCreate } from '@maek/domain/decide.ts'
import { alarmsToOpen, type KnownAlert } from '@maek/domain/monitoring/alarms.ts'
import { alert } from '@maek/domain/monitoring/alert.ts'
import { lookDue } from '@maek/domain/monitoring/look-due.ts'
import type { LookAlarm, LookResult } from '@maek/domain/monitoring/look-result.ts'
import { monitoringLook } from '@maek/domain/monitoring/monitoring-look.ts'
import { monitoringPlan } from '@maek/domain/monitoring/monitoring-plan.ts'
import { parseBody } from '@maek/domain/parse.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import { type Answer, accept } from '@maek/domain/refusal.ts'
import type pg from 'pg'
import { withOrganisation } from '../database/scope.ts'
import type { House } from '../house.ts'
import { type RecordTableRow, recordColumns, storedFrom } from '../records/row.ts'
import { houseActor } from './house-actor.ts'
import { keepLook, lookBy, readResult } from './look.ts'
import { type OpenPlan, openPlan } from './plan.ts'

type Parts = Pick<House, 'committer' | 'database' | 'engine' | 'files' | 'folder' | 'now' | 'observing'>

export type Watched = { readonly look: StoredRecord | null; readonly alerts: readonly StoredRecord[] }

/**
 * Takes the look that is due by a plan in force and opens alerts for what it found. Asked twice, or by two servers at
 * once, it keeps one look for the period and opens one alert for the cause.
 */
export async function takeDueLook(
  house: Parts,
  organisation: string,
  record: StoredRecord,
): Promise<Answer<Watched>> {
  const none: Watched = { look: null, alerts: [] }
  if (record.state !== 'in-force') return accept(none)
  const plan = await openPlan(house, organisation, record)
  if (!plan.ok) return plan
  const at = house.now()
  const last = await newestLook(house, organisation, record.id)
  const through = lookDue(plan.value.terms, last ? throughOf(last) : null, at)
  if (through === null) {
    // A look was kept and the server stopped before its alerts were: they are opened now.
    const alerts =
      last && last.body.alarms !== 0
        ? await openAlerts(house, { organisation, plan: plan.value, look: last })
        : accept([])
    return alerts.ok ? accept({ look: null, alerts: alerts.value }) : alerts
  }
  const found = await lookBy(house, organisation, { plan: plan.value, at })
  if (!found.ok) return found
  const kept = await keepLook(house, organisation, { plan: plan.value, through, look: found.value })
  if (!kept.ok) return kept
  const alerts = await openAlerts(house, { organisation, plan: plan.value, look: kept.value })
  return alerts.ok ? accept({ look: kept.value, alerts: alerts.value }) : alerts
}

export function throughOf(look: StoredRecord): string {
  return monitoringLook.shape.through.parse(look.body.through)
}

async function newestLook(house: Parts, organisation: string, plan: string): Promise<StoredRecord | null> {
  const [newest] = await withOrganisation(house.database, organisation, (client) =>
    recordsOf(client, { organisation, plan, kind: monitoringLook.name, most: 1 }),
  )
  return newest ?? null
}

/** Records of a kind that name the plan, newest first. */
export async function recordsOf(
  client: pg.PoolClient,
  asked: {
    readonly organisation: string
    readonly plan: string
    readonly kind: string
    readonly most: number
  },
): Promise<StoredRecord[]> {
  const found = await client.query<RecordTableRow>(
    `select ${recordColumns} from record_link link
     join record on record.org_id = link.org_id and record.id = link.from_id
     where link.org_id = $1 and link.to_id = $2 and link.relation = 'plan' and record.kind = $3
     order by record.created_at desc, record.number desc limit $4`,
    [asked.organisation, asked.plan, asked.kind, asked.most],
  )
  return found.rows.map(storedFrom)
}

const alertsMax = 2000

type Opening = { readonly organisation: string; readonly plan: OpenPlan; readonly look: StoredRecord }

async function openAlerts(
  house: Parts,
  { organisation, plan, look }: Opening,
): Promise<Answer<readonly StoredRecord[]>> {
  const result = await readResult(house, organisation, look)
  if (!result.ok) return result
  const opened = await withOrganisation(house.database, organisation, (client) =>
    recordsOf(client, { organisation, plan: plan.record.id, kind: alert.name, most: alertsMax }),
  )
  const causeOf = ({ cause }: LookAlarm) => `${plan.record.id}/${cause}`
  const due = alarmsToOpen(result.value.alarms, opened.map(knownFrom), causeOf)
  if (due.length === 0) return accept([])
  const actor = houseActor(organisation)
  const at = house.now()
  const decisions = []
  for (const alarm of due) {
    const body = parseBody(
      alert,
      alertBody({ plan, look, alarm, of: titleOf(alarm, result.value), cause: causeOf(alarm), at }),
    )
    if (!body.ok) return body
    const decided = decideCreate(alert, { id: randomUUID(), body: body.value }, { actor, at })
    if (!decided.ok) return decided
    decisions.push(decided.value)
  }
  const committed = await house.committer.commit({ organisation, decisions })
  return committed.ok ? accept(committed.value.map(({ record }) => record)) : committed
}

function knownFrom(record: StoredRecord): KnownAlert {
  const isOpen = record.state !== 'settled'
  return {
    cause: alert.shape.cause.parse(record.body.cause),
    isOpen,
    settledOn: isOpen ? null : record.updatedAt.slice(0, 10),
  }
}

type Alerting = {
  readonly plan: OpenPlan
  readonly look: StoredRecord
  readonly alarm: LookAlarm
  /** The chart or variable as people call it. */
  readonly of: string
  readonly cause: string
  readonly at: string
}

const decideWithinDays = 14
const dayMs = 86_400_000

function alertBody({ plan, look, alarm, of, cause, at }: Alerting) {
  const { shape } = monitoringPlan
  const days = shape.decideWithinDays.parse(plan.record.body.decideWithinDays) ?? decideWithinDays
  const { ko, en } = alarm.because
  return {
    name: `${alarm.period} · ${of} · ${plan.record.title}`.slice(0, 255),
    plan: plan.record.id,
    look: look.id,
    modelVersion: plan.model,
    cause,
    seen: `${ko}\n\n${en}\n\n${look.number} · ${String(look.body.resultDigest)}`,
    alarmedAt: at,
    decideBy: new Date(Date.parse(at) + days * dayMs).toISOString().slice(0, 10),
    owner: shape.owner.parse(plan.record.body.owner),
  }
}

function titleOf({ kind, of }: LookAlarm, { charts }: LookResult): string {
  const chart = kind === 'chart' ? charts.find(({ id }) => id === of) : undefined
  return chart === undefined ? of : `${chart.title.ko} · ${chart.title.en}`
}
