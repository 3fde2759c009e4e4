import { correctiveAction } from '../../improvement/corrective-action.ts'
import { incident } from '../../incidents/incident.ts'
import type { Kind } from '../../kind.ts'
import { alert } from '../../monitoring/alert.ts'
import { monitoringLook } from '../../monitoring/monitoring-look.ts'
import { observationBatch } from '../../monitoring/observation-batch.ts'
import type { StoredRecord } from '../../record.ts'
import { type PostMarketRecords, periodOf } from './records.ts'

/** What of the records belongs to the period. What began before it and was open on a day of it belongs to it too. */
export type PeriodRecords = Pick<
  PostMarketRecords,
  'batches' | 'looks' | 'alerts' | 'incidents' | 'actions'
> & {
  /** Of those, which began before the period. */
  readonly carriedOver: ReadonlySet<string>
}

export function recordsOfPeriod(records: PostMarketRecords): PeriodRecords {
  const period = periodOf(records)
  const carriedOver = new Set<string>()
  /** On a day of the period, or begun before and open still; or an answer to what belongs to it. */
  const belongs = (kind: Kind, one: StoredRecord, { at, answers }: { at: string; answers: boolean }) => {
    if (period.holds(at) || answers) return true
    const state = kind.life.states[one.state]
    const isOpen = state?.closed !== true && state?.ended !== true
    // A record that is closed changes no more: its last version is the one that finished it.
    if (!period.hasBegunBy(at) || !(isOpen || period.meets(at, one.updatedAt))) return false
    carriedOver.add(one.id)
    return true
  }
  const looks = records.looks.filter(({ body }) => {
    const through = monitoringLook.shape.through.parse(body.through)
    return through >= period.from && through <= period.to
  })
  // A look is taken, and its alarm told, some days after the period it speaks of.
  const alerts = records.alerts.filter((one) =>
    belongs(alert, one, {
      at: alert.shape.alarmedAt.parse(one.body.alarmedAt),
      answers: points(one, 'look', looks),
    }),
  )
  const incidents = records.incidents.filter((one) =>
    belongs(incident, one, {
      at: incident.shape.awareAt.parse(one.body.awareAt),
      answers: points(one, 'alerts', alerts),
    }),
  )
  const actions = records.actions.filter((one) =>
    belongs(correctiveAction, one, {
      // A calendar day: this hour of it lies on that day in either zone.
      at: `${correctiveAction.shape.awareOn.parse(one.body.awareOn)}T06:00:00.000Z`,
      answers: points(one, 'alerts', alerts) || points(one, 'incidents', incidents),
    }),
  )
  const batches = records.batches.filter(({ state, body }) => {
    const { from, to } = batchTimes({ body })
    return state === 'in-use' && from !== undefined && to !== undefined && period.meets(from, to)
  })
  return { batches, looks, alerts, incidents, actions, carriedOver }
}

function points({ body }: StoredRecord, field: string, to: readonly StoredRecord[]): boolean {
  const value = body[field]
  const ids: readonly unknown[] = Array.isArray(value) ? value : [value]
  return to.some(({ id }) => ids.includes(id))
}

export function batchTimes({ body }: Pick<StoredRecord, 'body'>) {
  const { from, to } = observationBatch.shape
  return { from: from.parse(body.from), to: to.parse(body.to) }
}
