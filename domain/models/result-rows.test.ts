import { expect, test } from 'vitest'
import type { Task } from './performance/task-names.ts'
import { resultRows } from './result-rows.ts'

const estimated = {
  state: 'estimated',
  estimate: 0.01,
  interval: { low: -0.02, high: 0.04, level: 0.95, method: 'Tango' },
  n: 100,
  method: 'paired',
} as const

const rowsOf = (task: Task) =>
  resultRows({
    task,
    measures: [{ name: 'sensitivity-difference', of: 'cleared', measure: estimated }],
    verdicts: [],
    strata: [],
  })

test('a row of a comparison names the earlier version in both languages, never its key', () => {
  expect(rowsOf('comparison')).toMatchObject([{ of: '최초 허가 버전 · the version first cleared', n: 100 }])
})

test('a class that happens to be called like a version keeps its own code', () => {
  expect(rowsOf('multi-class')).toMatchObject([{ of: 'cleared' }])
})
