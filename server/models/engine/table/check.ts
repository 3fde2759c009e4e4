import { predictionFaults as words } from '@maek/domain/models/performance/prediction-faults.ts'
import { type PredictionColumns, usedColumns, useOf } from '@maek/domain/models/performance/predictions.ts'
import { fault, missing, place, refuseAll } from '@maek/domain/models/performance/table-faults.ts'
import { headerFaults } from '@maek/domain/models/performance/table-header.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import type { Words } from '@maek/domain/words.ts'
import type { Bench } from '../task.ts'
import { askCells } from './check-cells.ts'
import { checkGroups, type GroupFound } from './check-groups.ts'
import { checkKeys } from './check-keys.ts'
import { Faults } from './faults.ts'
import type { Look } from './look.ts'
import {
  binaryOf,
  isEmpty,
  isOne,
  type NumberSql,
  numberOf,
  type Source,
  type SourceColumn,
  trimmed,
} from './source.ts'

/** A table that passed: what its columns are in SQL, and how much it holds. */
export type CheckedTable = {
  readonly relation: string
  readonly text: (column: string) => string
  readonly score: string
  readonly label: string
  readonly isReference: string
  readonly cases: number
  readonly positives: number
  readonly references: number
  readonly groups: readonly GroupFound[]
  readonly columnsLeftOut: readonly string[]
}

/**
 * Checks every cell of a table as `parsePredictions` does, at any size. Refused: each fault with row and column, the
 * first hundred told and all counted; never a cell.
 */
export async function checkTable(
  bench: Bench,
  source: Source,
  columns: PredictionColumns,
): Promise<Answer<CheckedTable>> {
  if (source.faultCount > 0) return refuseAll(source.faults, source.faultCount)
  const wrong = headerFaults(
    source.columns.map(({ name }) => name),
    usedColumns(columns),
  )
  if (wrong.length > 0) return refuseAll(wrong)
  // Blanks around cells are rare and slow to take away: first as it stands; whatever is found, once more without.
  const first = await look(bench, source, { columns, trims: false })
  return first.ok && !first.value.sawBlank ? first : await look(bench, source, { columns, trims: true })
}

async function look(
  bench: Bench,
  source: Source,
  { columns, trims }: { readonly columns: PredictionColumns; readonly trims: boolean },
): Promise<Answer<CheckedTable & { sawBlank: boolean }>> {
  const byName = new Map(source.columns.map((column) => [column.name, column]))
  const columnOf = (name: string) => {
    const column = byName.get(name)
    if (!column) throw new Error('no such column')
    return column
  }
  const text = (name: string) => {
    const column = columnOf(name)
    return trims && column.type === 'text' ? trimmed(column.text) : column.text
  }
  let sawBlank = false
  const faults = new Faults()
  const asked: Look = {
    bench,
    relation: source.relation,
    columns,
    all: source.columns,
    text,
    faults,
    sawBlank: () => {
      sawBlank = true
    },
    isReference:
      columns.reference === undefined ? 'false' : isOne(columnOf(columns.reference), text(columns.reference)),
  }
  const score = numberOf(columnOf(columns.score), text(columns.score))
  const label = binaryOf(columnOf(columns.label), text(columns.label))
  const counts = await checkValues(asked, { score, label, columnOf })
  if (counts.rows === 0) return refuse('invalid', words.noRows)
  bench.tell({ step: 'checking', part: 0.2 })
  await checkKeys(asked, counts.rows)
  bench.tell({ step: 'checking', part: 0.6 })
  const others = source.columns.filter(({ name }) => !useOf(columns, name).isKey)
  for (const column of others) await askCells(asked, column)
  const groups = await checkGroups(asked)
  if (faults.count > 0) return faults.refusal()
  if (counts.cases === 0) return refuse('invalid', words.noCases)
  return accept({
    relation: source.relation,
    text,
    score: score.value,
    label: label.value,
    isReference: asked.isReference,
    ...counts,
    groups,
    columnsLeftOut: source.columns
      .map(({ name }) => name)
      .filter((name) => !usedColumns(columns).includes(name)),
    sawBlank,
  })
}

type Values = {
  readonly score: NumberSql
  readonly label: { readonly fails: string }
  readonly columnOf: (name: string) => SourceColumn
}
/** Scores, labels and marks of reference: counted in one pass; where one is wrong, its rows are looked up. */
async function checkValues(
  { bench, relation, columns, text, faults, isReference }: Look,
  { score, label, columnOf }: Values,
): Promise<{ rows: number; cases: number; positives: number; references: number }> {
  const { duck } = bench
  const isMissing = (name: string) => isEmpty(columnOf(name), text(name))
  const range = columns.scoreKind === 'probability' ? `not (${score.value} between 0 and 1)` : 'false'
  const noScore = isMissing(columns.score)
  const checks: { readonly column: string; readonly fails: string; readonly because: Words }[] = [
    { column: columns.score, fails: noScore, because: missing },
    {
      column: columns.score,
      fails: `(not ${noScore} and not coalesce(${score.isNumber}, false))`,
      because: words.notNumber,
    },
    {
      column: columns.score,
      fails: `coalesce(${score.isNumber} and ${range}, false)`,
      because: words.notProbability,
    },
    {
      column: columns.label,
      fails: `(${isMissing(columns.label)} and not ${isReference})`,
      because: missing,
    },
    { column: columns.label, fails: label.fails, because: words.label },
  ]
  if (columns.reference !== undefined) {
    const { fails } = binaryOf(columnOf(columns.reference), text(columns.reference))
    checks.push({ column: columns.reference, fails, because: words.reference })
  }
  const counted = await duck.runAndReadAll(
    `select count(*), count_if(${isReference}), count_if(coalesce(${isOne(columnOf(columns.label), text(columns.label))}, false) and not ${isReference}),
       ${checks.map(({ fails }) => `count_if(${fails})`).join(', ')} from ${relation}`,
  )
  const [rows = 0, references = 0, positives = 0, ...failed] = counted.getRowsJS()[0]?.map(Number) ?? []
  for (const [at, { column, fails, because }] of checks.entries()) {
    const count = failed[at] ?? 0
    if (count === 0) continue
    const found = await duck.runAndReadAll(
      `select file_row_number from ${relation} where ${fails} order by 1 limit 100`,
    )
    const places = found.getColumnsJS()[0]?.map(Number) ?? []
    for (const row of places) faults.add(row, fault(because, place(row, column)))
    faults.addCount(count - places.length)
  }
  return { rows, cases: rows - references, positives, references }
}
