import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Answer } from '../../../refusal.ts'
import { resultDigestInput } from '../digest.ts'
import { taskNameSchema } from '../task-names.ts'
import { evaluateTask } from './evaluate-task.ts'
import { tableSchema } from './table-schema.ts'
import type { TaskResult } from './task-result.ts'
import { chance, examples } from './test/examples.ts'
import { foundBy, measureIn, planOf, tableOf } from './test/tables.ts'

function digestOf(answer: Answer<TaskResult>): string {
  if (!answer.ok) throw new Error(answer.refusal.because.en)
  return resultDigestInput(answer.value)
}

test('no result of any task depends on the order of the rows or of the columns', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
      for (const { plan, table } of examples(24, chance(seed))) {
        const next = chance(seed + 1)
        const rows = table.rows
          .map((row) => ({ row, at: next() }))
          .sort((left, right) => left.at - right.at)
          .map(({ row }) => row)
        const turned = {
          header: table.header.toReversed(),
          rows: rows.map((row) => row.toReversed()),
        }
        expect(digestOf(evaluateTask(plan, turned))).toBe(digestOf(evaluateTask(plan, table)))
      }
    }),
    { numRuns: 5 },
  )
})

test('every task has groups, says its version, and can be written as canonical JSON', () => {
  const found = examples(40, chance(7)).map(({ plan, table }) => evaluateTask(plan, table))
  const tasks = found.map((answer) => (answer.ok ? answer.value.task : answer.refusal.because.en))
  expect(new Set(['binary', ...tasks])).toEqual(new Set(taskNameSchema.options))
  for (const answer of found) {
    if (!answer.ok) continue
    const { task, version, strata, n } = answer.value
    // Readers in several modalities were compared between groups later than the rest.
    expect(version).toBe(task === 'mrmc' ? `${task}/2` : `${task}/3`)
    expect(strata.map(({ column, value }) => `${column}=${value}`)).toEqual(['sex=F', 'sex=M'])
    expect(strata.reduce((sum, stratum) => sum + stratum.n, 0)).toBe(n)
    expect(digestOf(answer)).not.toMatch(/NaN|Infinity/)
  }
})

test('one case, or two, are judged by every task without a crash, and decide nothing', () => {
  for (const size of [1, 2, 3]) {
    for (const { plan, table } of examples(size, chance(size))) {
      const criteria = [
        {
          id: '1',
          measure: 'auroc',
          compared: 'lower',
          relation: 'at-least',
          limit: 0.1,
          population: { kind: 'all' },
        },
      ]
      const answer = evaluateTask(planOf({ ...plan, criteria }), table)
      if (answer.ok) expect(answer.value.outcome).not.toBe('met')
      else expect(answer.refusal.code).toBe('invalid')
    }
  }
})

test('groups below ten cases show no number, crossed groups are judged, and too few cases decide nothing', () => {
  const rows = Array.from(
    { length: 60 },
    (_, at) => `C${at},a,a,${at % 2 ? 'F' : 'M'},${at < 55 ? 'young' : 'old'}`,
  )
  const criterion = (id: string, population: object) => ({
    id,
    measure: 'accuracy',
    compared: 'lower',
    relation: 'at-least',
    limit: 0.8,
    population,
  })
  const plan = planOf({
    task: 'multi-class',
    classes: ['a', 'b'],
    strata: ['sex'],
    intersections: [['sex', 'age']],
    criteria: [
      criterion('1', { kind: 'all' }),
      criterion('2', { kind: 'stratum', column: 'sex', value: 'F', and: { column: 'age', value: 'young' } }),
      criterion('3', { kind: 'every-stratum', column: 'sex', and: 'age' }),
      criterion('4', { kind: 'stratum', column: 'sex', value: 'X' }),
    ],
  })
  const found = foundBy(
    'multi-class',
    evaluateTask(plan, tableOf('case_id,label,predicted,sex,age', ...rows)),
  )
  expect(found.verdicts.map(({ outcome }) => outcome)).toEqual(['met', 'met', 'undecided', 'undecided'])
  const old = found.strata.find(({ value, and }) => value === 'F' && and?.value === 'old')
  expect(old).toMatchObject({ n: 3, isSufficient: false, column: 'sex' })
  expect(old && measureIn(old.measures, 'accuracy').state).toBe('not-estimable')
  expect(found.outcome).toBe('undecided')
})

test('in a fixed sequence nothing is claimed after the first criterion that is not met', () => {
  const rows = Array.from({ length: 60 }, (_, at) => `C${at},a,${at < 30 ? 'a' : 'b'}`)
  const criterion = (id: string, limit: number) => ({
    id,
    measure: 'accuracy',
    compared: 'estimate',
    relation: 'at-least',
    limit,
  })
  const criteria = [criterion('1', 0.4), criterion('2', 0.9), criterion('3', 0.1)]
  const plan = planOf({ task: 'multi-class', classes: ['a', 'b'], multiplicity: 'fixed-sequence', criteria })
  const found = foundBy('multi-class', evaluateTask(plan, tableOf('case_id,label,predicted', ...rows)))
  expect(found.verdicts.map(({ outcome }) => outcome)).toEqual(['met', 'not-met', 'undecided'])
})

test('every column of every schema has words in both languages and a name of its own', () => {
  for (const { plan } of examples(1, chance(1))) {
    const { columns, row } = tableSchema(plan)
    expect(new Set(columns.map(({ column }) => column)).size).toBe(columns.length)
    for (const words of [row, ...columns.map(({ label }) => label)]) {
      expect(words.ko).not.toBe('')
      expect(words.en).not.toBe('')
    }
  }
})
