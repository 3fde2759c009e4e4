import type { readPlanTable } from '@maek/domain/models/plan-table-api.ts'
import type { z } from 'zod'

export type PlanTable = z.output<(typeof readPlanTable)['output']>
export type TaskColumn = PlanTable['columns'][number]
/** The column of the file for each role; empty where there is none. */
export type ChosenColumns = Readonly<Record<string, string>>

/** Scores that may also be taken from the earlier evaluation which the plan names. */
export function isEarlierScore({ role }: Pick<TaskColumn, 'role'>): boolean {
  return role === 'score:cleared' || role === 'score:previous'
}

type Found = {
  readonly columns: readonly { readonly name: string; readonly refused: unknown }[]
  readonly proposal: Readonly<Record<'case' | 'label' | 'score', string | null>>
}

/** Columns that bear the schema's own name, letter case apart; else what the house takes for case, truth and score. */
export function proposedColumns(columns: readonly TaskColumn[], found: Found | undefined): ChosenColumns {
  const names = found?.columns.flatMap(({ name, refused }) => (refused ? [] : [name])) ?? []
  const seeming: ChosenColumns = {
    case: found?.proposal.case ?? '',
    truth: found?.proposal.label ?? '',
    score: found?.proposal.score ?? '',
  }
  return Object.fromEntries(
    columns.map(({ role, column }) => [
      role,
      names.find((name) => name === column) ??
        names.find((name) => name.toLowerCase() === column.toLowerCase()) ??
        seeming[role] ??
        '',
    ]),
  )
}

/** Roles that must have a column and have none. */
export function openRoles(columns: readonly TaskColumn[], chosen: ChosenColumns): TaskColumn[] {
  return columns.filter((one) => one.isNeeded && !isEarlierScore(one) && !chosen[one.role])
}

/** What differs from the schema's own names, as `intakePredictions` takes it: `case=image,truth=grade`. */
export function rolesLine(columns: readonly TaskColumn[], chosen: ChosenColumns): string {
  return columns
    .flatMap(({ role, column }) => {
      const name = chosen[role] ?? ''
      return name === '' || name === column ? [] : [`${role}=${name}`]
    })
    .join(',')
}
