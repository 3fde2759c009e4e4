import { readPattern } from '@maek/domain/components/component-pattern.ts'
import type { PlanInForce } from '@maek/domain/components/support.ts'
import { supportPlan } from '@maek/domain/components/support-plan.ts'
import type pg from 'pg'
import { z } from 'zod'
import { type InForce, readInForce } from './in-force.ts'

const planBody = z.object(supportPlan.shape).partial()
export type PlanBody = z.output<typeof planBody>

export type StandingPlan = { readonly record: InForce; readonly body: PlanBody; readonly plan: PlanInForce }

/** The support plans in force for a release: those that name it, the newest first, then those of its whole device. */
export async function plansFor(
  client: pg.PoolClient,
  organisation: string,
  asked: { readonly release: string | null; readonly device: string | null },
): Promise<StandingPlan[]> {
  const all = (await readInForce(client, organisation, supportPlan)).map((record) => {
    const body = planBody.parse(record.body)
    return { record, body, plan: planOf(record, body) }
  })
  const own = all.filter(({ body }) => asked.release !== null && body.releases?.includes(asked.release))
  const whole = all.filter(
    ({ body }) => body.releases === undefined && asked.device !== null && body.device === asked.device,
  )
  return [...own, ...whole]
}

function planOf({ id, number }: InForce, { contracts = [], actions = [] }: PlanBody): PlanInForce {
  return {
    id,
    number,
    support: contracts.flatMap(({ component, level, endsOn, reference }) => {
      // Checked when it was written; a row an older reader took and this one does not speaks of nothing.
      const read = readPattern(component)
      return read.ok
        ? [{ pattern: read.value, level, endsOn: endsOn ?? null, reference: reference ?? null }]
        : []
    }),
    actions: actions.flatMap(({ component, action }) => {
      const read = readPattern(component)
      return read.ok ? [{ pattern: read.value, action }] : []
    }),
  }
}
