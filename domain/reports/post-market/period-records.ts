import { correctiveAction } from '../../improvement/corrective-action.ts'
import { incident } from '../../incidents/incident.ts'
import type { Kind } from '../../kind.ts'
import { alert } from '../../monitoring/alert.ts'
import { monitoringLook } from '../../monitoring/monitoring-look.ts'
import { observationBatch } from '../../monitoring/observation-batch.ts'
import type { StoredRecord } from '../../record.ts'
import { type PostMarketRecords, periodOf } from './records.ts'

/** What of the records belongs to the period. What began before it and was not finished belongs to it too. */
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
  const ofPeriod = (kind: Kind, list: readonly StoredRecord[], beganAt: (one: StoredRecord) => string) =>
    list.filter((one) => {
      const at = beganAt(one)
      if (period.holds(at)) return true
      const state = kind.life.states[one.state]
      const isOpen = state?.closed !== true && state?.ended !== true
      // Finished since: on which day it was finished the record's state alone does not tell.
      if (!period.hasBegunBy(at) || !isOpen) return false
      carriedOver.add(one.id)
      return true
    })
  return {
    batches: records.batches.filter(({ state, body }) => {
      const { from, to } = batchTimes({ body })
      return state === 'in-use' && from !== undefined && to !== undefined && period.meets(from, to)
    }),
    looks: records.looks.filter(({ body }) => {
      const through = monitoringLook.shape.through.parse(body.through)
      return through >= period.from && through <= period.to
    }),
    alerts: ofPeriod(alert, records.alerts, ({ body }) => alert.shape.alarmedAt.parse(body.alarmedAt)),
    incidents: ofPeriod(incident, records.incidents, ({ body }) =>
      incident.shape.awareAt.parse(body.awareAt),
    ),
    actions: ofPeriod(
      correctiveAction,
      records.actions,
      ({ body }) =>
        // A calendar day: noon of it lies on that day in either zone.
        `${correctiveAction.shape.awareOn.parse(body.awareOn)}T06:00:00.000Z`,
    ),
    carriedOver,
  }
}

export function batchTimes({ body }: Pick<StoredRecord, 'body'>) {
  const { from, to } = observationBatch.shape
  return { from: from.parse(body.from), to: to.parse(body.to) }
}
