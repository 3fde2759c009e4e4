import { evaluation } from '@maek/domain/models/evaluation.ts'
import { columnTypeWords } from '@maek/domain/models/performance/tasks/column-words.ts'
import { columnsOf } from '@maek/domain/models/performance/tasks/judge-cases.ts'
import { tableSchema } from '@maek/domain/models/performance/tasks/table-schema.ts'
import { readPlanTable } from '@maek/domain/models/plan-table-api.ts'
import { signedPlan } from '@maek/domain/models/signed-plan.ts'
import type { Actor } from '@maek/domain/record.ts'
import { type Answer, accept } from '@maek/domain/refusal.ts'
import type { z } from 'zod'
import { withOrganisation } from '../database/scope.ts'
import type { House } from '../house.ts'
import { actorOf, type Handler, handle } from '../http/handler.ts'
import { findRecord } from '../records/find.ts'
import { kindFor } from '../records/kind-for.ts'

type PlanTable = z.input<(typeof readPlanTable)['output']>

/** The table the plan of an evaluation asks for; refused where the plan cannot be read. */
async function planTable(
  house: Pick<House, 'database'>,
  actor: Actor,
  id: string,
): Promise<Answer<PlanTable>> {
  const kind = kindFor(evaluation.name, actor, 'read')
  if (!kind.ok) return kind
  const found = await withOrganisation(house.database, actor.organisation, (client) =>
    findRecord(client, actor.organisation, { kind: evaluation.name, id }),
  )
  if (!found.ok) return found
  const plan = signedPlan(found.value.record.body)
  if (!plan.ok) return plan
  const { task, row, columns } = tableSchema(plan.value)
  return accept({
    task,
    row,
    columns: columns.map(({ role, column, label, help, type, presence, empty }) => ({
      role,
      column,
      label,
      help: help ?? null,
      type: columnTypeWords(type),
      isNeeded: presence === 'needed',
      empty: empty ?? null,
    })),
    groups: columnsOf(plan.value),
  })
}

const readPlanTableHandler = handle(readPlanTable, ({ id }, call) => planTable(call.house, actorOf(call), id))

export const planTableHandlers: readonly Handler[] = [readPlanTableHandler]
