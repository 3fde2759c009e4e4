import { expect, test } from 'vitest'
import { evaluationFacts } from '../../test/evaluation-facts.ts'
import { openGaps } from '../models/open-gaps.ts'
import { evaluateTask } from '../models/performance/tasks/evaluate-task.ts'
import type { MultiClassResult } from '../models/performance/tasks/task-result.ts'
import { foundBy, planOf, tableOf } from '../models/performance/tasks/test/tables.ts'
import { biasReport } from './bias-report.ts'

/** Three classes at two sites; the second calls half of its severe cases mild, and a third has six severe ones. */
function graded(): MultiClassResult {
  const grades = ['none', 'mild', 'severe']
  const rows = Array.from({ length: 260 }, (_, at) => {
    const site = at < 120 ? 'a' : at < 240 ? 'b' : 'c'
    const truth = at % 3
    const called = site === 'b' && truth === 2 && at % 2 === 0 ? 1 : truth
    return `C${at},${grades[truth]},${grades[called]},${site}`
  })
  const plan = planOf({ task: 'multi-class', classes: grades, strata: ['site'] })
  return foundBy('multi-class', evaluateTask(plan, tableOf('case_id,label,predicted,site', ...rows)))
}

const textOf = (result: MultiClassResult) =>
  JSON.stringify(biasReport({ ...evaluationFacts(), result }, 'both').blocks)

test('each class has its own table of groups and its own gaps', () => {
  const text = textOf(graded())
  expect(text).toContain('Sensitivity (severe) by group')
  expect(text).toContain('집단별 민감도(severe)')
  expect(text).toContain('Planned (Holm)')
  expect(text).toContain('"민감도(severe)"')
})

test('classes a group has too few cases of are named, and their numbers bear no verdict', () => {
  const text = textOf(graded())
  expect(text).toContain('Not compared for too few cases of a class')
  expect(text).toContain('site: c (none, mild, severe)')
  expect(text).toContain('Too few cases: no verdict')
})

test('the highest and the lowest group stand in every task’s report, with limits for all pairs and nothing where none were ranked', () => {
  const text = textOf(graded())
  expect(text).toContain('Highest and lowest group')
  expect(text).toContain('모든 짝에 동시에 성립')
  expect(text).toMatch(/"a 1\.000 \(n 40\)".*"b 0\.500 \(n 40\)"/)
  const { spreads: _, ...older } = graded()
  expect(textOf(older)).not.toContain('Highest and lowest group')
  const binary = JSON.stringify(biasReport(evaluationFacts(), 'both').blocks)
  expect(binary.includes('Highest and lowest group')).toBe(true)
})

test('a column of more groups than are ranked is named in both languages, whether others are ranked or not', () => {
  const rows = Array.from(
    { length: 51 * 20 },
    (_, at) => `C${at},x,${at % 7 > 0 ? 'x' : 'y'},s${at % 51},${at % 2}`,
  )
  const table = tableOf('case_id,label,predicted,site,sex', ...rows)
  const textWith = (strata: string[]) => {
    const plan = planOf({ task: 'multi-class', classes: ['x', 'y'], strata })
    return textOf(foundBy('multi-class', evaluateTask(plan, table)))
  }
  for (const text of [textWith(['site']), textWith(['site', 'sex'])]) {
    expect(text).toContain('Highest and lowest group')
    expect(text).toContain('more than 50 groups with enough cases: site (51)')
    expect(text).toContain('집단이 50개를 넘어 가장 높은 집단과 가장 낮은 집단을 가리지 않은 열: site(51개)')
  }
  expect(textOf(graded())).not.toContain('more than 50 groups')
  const binary = JSON.stringify(biasReport(evaluationFacts(), 'both').blocks)
  expect(binary).not.toContain('more than 50 groups')
})

test('gaps that nobody has written down are counted, and only where none needs a decision is it said so', () => {
  const text = textOf(graded())
  expect(text).toMatch(/Of \d+ gaps that need a decision, \d+ have no record/)
  expect(text).not.toContain('No gap needs a decision')
  const result = { ...graded(), gaps: [], tooFew: [], strata: [] }
  expect(textOf(result)).toContain('No gap needs a decision')
})

test('a result of the first version says that gaps were not tested, not that there are none', () => {
  const { gaps: _, tooFew: __, ...first } = graded()
  const text = textOf({ ...first, version: 'multi-class/1' })
  expect(text).toContain('Gaps between groups were not tested in this result')
  expect(text).toContain('차이가 없다는 뜻이 아닙니다')
})

test('a reader study of the first version, which compared no groups, prints and asks nobody to decide', () => {
  const rows = Array.from({ length: 60 }, (_, at) =>
    ['R1', 'R2'].map(
      (reader, place) => `C${at},${at % 2},${reader},A,${(at * 7 + place) % 11},${at < 30 ? 'a' : 'b'}`,
    ),
  ).flat()
  const plan = planOf({ task: 'mrmc', strata: ['site'] })
  const table = tableOf('case_id,label,reader,modality,score,site', ...rows)
  const { gaps, spreads, tooFew: _, ...first } = foundBy('mrmc', evaluateTask(plan, table))
  expect(gaps?.length).toBe(1)
  expect(spreads?.length).toBe(1)
  const older = { ...first, version: 'mrmc/1' }
  const text = JSON.stringify(biasReport({ ...evaluationFacts(), result: older }, 'both').blocks)
  expect(text).toContain('Gaps between groups were not tested in this result')
  expect(text).not.toContain('Highest and lowest group')
  expect(openGaps(older)).toEqual([])
})

test('groups of a binary classifier have tables of calibration, Brier and AUPRC, and gaps of what can be compared', () => {
  const text = JSON.stringify(biasReport(evaluationFacts(), 'both').blocks)
  for (const title of ['Brier score', 'AUPRC (average precision)', 'Observed over expected', 'F1 score'])
    expect(text).toContain(`${title} by group`)
  expect(text).toContain('집단별 브라이어 점수')
  expect(text).toContain('AUPRC is not compared between groups')
  expect(text).toContain('보정 기울기·절편과 호스머–렘쇼 검정은')
  // Told once above the table, not in each of its rows.
  expect(text.split('biased upwards, more so in small samples').length).toBe(2)
})

test('a binary result of an earlier version prints with the measures that it has', () => {
  const { result } = evaluationFacts()
  if (result.task !== 'binary') throw new Error('a binary result is expected')
  const older = ['auroc', 'sensitivity', 'specificity']
  const cut = <T extends { readonly measures: readonly { readonly name: string }[] }>(strata: readonly T[]) =>
    strata.map((one) => ({ ...one, measures: one.measures.filter(({ name }) => older.includes(name)) }))
  const third = {
    ...result,
    version: 'binary-classifier/3',
    strata: cut(result.strata),
    intersections: cut(result.intersections),
    gaps: result.gaps.filter(({ name }) => older.includes(name)),
  }
  const text = JSON.stringify(biasReport({ ...evaluationFacts(), result: third }, 'both').blocks)
  expect(text).toContain('Sensitivity by group')
  expect(text).not.toContain('Brier score by group')
  expect(text).not.toContain('AUPRC is not compared')
})
