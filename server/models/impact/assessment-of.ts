import { impactAssessment } from '@maek/domain/models/impact-assessment.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import type pg from 'pg'
import { recordsPointingAt } from '../../records/counting.ts'

/** The newest approved assessment of an AI system; where none is approved, its newest draft; or none. */
export async function assessmentOf(
  client: pg.PoolClient,
  organisation: string,
  system: string,
): Promise<StoredRecord | null> {
  const found = await recordsPointingAt(client, organisation, {
    kind: impactAssessment.name,
    relations: ['aiSystem'],
    to: [system],
  })
  const living = found.filter(({ state }) => !impactAssessment.life.states[state]?.ended)
  const approved = living.filter(({ approvedAt }) => approvedAt !== null)
  const newest = (list: readonly StoredRecord[], at: (one: StoredRecord) => string) =>
    list.toSorted((one, other) => (at(one) < at(other) ? 1 : -1))[0] ?? null
  return newest(approved, (one) => one.approvedAt ?? '') ?? newest(living, (one) => one.createdAt)
}
