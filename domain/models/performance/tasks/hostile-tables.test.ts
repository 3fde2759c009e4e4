import { expect, test } from 'vitest'
import type { TextTable } from '../predictions.ts'
import { evaluateTask } from './evaluate-task.ts'
import type { TaskPlan } from './task-plan.ts'
import { foundBy, measureIn, planOf, tableOf } from './test/tables.ts'

const classes = planOf({ task: 'multi-class', classes: ['a', 'b'] })
const refusal = (plan: TaskPlan, table: TextTable, mapping = {}) => {
  const answer = evaluateTask(plan, table, mapping)
  if (answer.ok) throw new Error('a refusal is expected')
  return answer.refusal
}

test('columns that are missing are all named, and a mapping of an unknown role is refused', () => {
  expect(refusal(classes, tableOf('id,x', 'C1,a')).more?.map(({ field }) => field)).toEqual([
    'column case_id',
    'column label',
  ])
  expect(refusal(classes, tableOf('case_id,label,predicted', 'C1,a,a'), { colour: 'x' }).field).toBe(
    'columns',
  )
  expect(refusal(classes, tableOf('case_id,label', 'C1,a')).because.en).toContain('class called')
  expect(refusal(classes, tableOf('case_id,label,score_a', 'C1,a,0.5')).because.en).toContain('every class')
  expect(refusal(classes, { header: ['case_id', 'label', 'predicted'], rows: [] }).because.en).toContain(
    'no rows',
  )
})

test('a class that the plan does not list is refused with its place and never repeated', () => {
  const found = refusal(classes, tableOf('case_id,label,predicted', 'C1,a,a', 'C2,홍길동,a'))
  expect(found).toMatchObject({ field: 'row 2, column label' })
  expect(JSON.stringify(found)).not.toContain('홍길동')
  const many = Array.from({ length: 10_000 }, (_, at) => `C${at},c${at},a`)
  expect(refusal(classes, tableOf('case_id,label,predicted', ...many)).because.en).toMatch(/^10000 faults/)
})

test('NaN, infinity, a comma and blanks are no scores', () => {
  const plan = planOf({
    task: 'comparison',
    threshold: 0.5,
    comparisons: [{ against: 'cleared', measure: 'auroc', hypothesis: 'superiority' }],
  })
  for (const cell of ['NaN', 'inf', '-Infinity', '0;5', '', '1e999', '0x1']) {
    const table = tableOf('case_id,label,score,score_cleared', `C1,1,${cell},0.5`)
    expect(refusal(plan, table).field).toBe('row 1, column score')
  }
})

test('personal data in any column refuses the whole table and is not repeated', () => {
  const table = tableOf('case_id,label,predicted,note', 'C1,a,a,900101-1234567', 'C2,a,b,x')
  const found = refusal(classes, table)
  expect(found).toMatchObject({ field: 'row 1, column note' })
  expect(JSON.stringify(found)).not.toContain('900101')
  expect(refusal(classes, tableOf('case_id,label,predicted,환자명', 'C1,a,a,x')).field).toBe('column 환자명')
  const readers = planOf({ task: 'agreement', classes: ['a', 'b'] })
  expect(refusal(readers, tableOf('case_id,reader,rating', 'C1,김철수,a', 'C1,R2,a')).field).toBe(
    'row 1, column reader',
  )
})

test('the same case twice is refused, with the row that came first', () => {
  const found = refusal(classes, tableOf('case_id,label,predicted', 'C1,a,a', 'C2,a,a', 'C1,b,b'))
  expect(found).toMatchObject({ field: 'row 3', because: { en: expect.stringContaining('Row 1') } })
  const readers = planOf({ task: 'agreement', classes: ['a', 'b'] })
  expect(refusal(readers, tableOf('case_id,reader,rating', 'C1,R1,a', 'C1,R1,b')).field).toBe('row 2')
})

test('a case that stands in two groups is refused', () => {
  const plan = planOf({ task: 'agreement', classes: ['a', 'b'], strata: ['sex'] })
  const table = tableOf('case_id,reader,rating,sex', 'C1,R1,a,F', 'C1,R2,a,M')
  expect(refusal(plan, table)).toMatchObject({ field: 'row 2, column sex' })
})

test('one reader agrees with nobody, and cases some reader left out are told', () => {
  const plan = planOf({ task: 'agreement', classes: ['a', 'b'] })
  expect(refusal(plan, tableOf('case_id,reader,rating', 'C1,R1,a', 'C2,R1,b')).field).toBe('column reader')
  const table = tableOf('case_id,reader,rating', 'C1,R1,a', 'C1,R2,a', 'C2,R1,b', 'C2,R2,b', 'C3,R1,a')
  const found = foundBy('agreement', evaluateTask(plan, table))
  expect(found).toMatchObject({ n: 3, incompleteCases: 1 })
  expect(measureIn(found.measures, 'percent-agreement', 'R1 – R2')).toMatchObject({ estimate: 1, n: 2 })
  const single = tableOf('case_id,reader,rating', 'C1,R1,a', 'C1,R2,a')
  expect(
    measureIn(foundBy('agreement', evaluateTask(plan, single)).measures, 'cohen-kappa', 'R1 – R2').state,
  ).toBe('not-estimable')
})

test('a reader study with a case some reader did not read is refused with case, reader and modality', () => {
  const plan = planOf({ task: 'mrmc' })
  const rows = ['C1', 'C2', 'C3', 'C4'].flatMap((id, at) =>
    ['R1', 'R2'].map((reader) => `${id},${at % 2},${reader},ai,${at}`),
  )
  const found = refusal(plan, tableOf('case_id,label,reader,modality,score', ...rows.slice(0, -1)))
  expect(found.field).toBe('case C4, reader R2, modality ai')
  const other = rows.map((row, at) => (at === 7 ? 'C4,0,R2,ai,3' : row))
  expect(refusal(plan, tableOf('case_id,label,reader,modality,score', ...other)).field).toBe(
    'row 8, column label',
  )
  const alone = rows.filter((row) => row.includes('R1'))
  expect(refusal(plan, tableOf('case_id,label,reader,modality,score', ...alone)).field).toBe('column reader')
})

test('a negative variance is shown as such, and the interval rests on the plug-in variance', () => {
  const positives = [
    [3, 3, 1, 3],
    [3, 1, 3, 3],
    [1, 3, 3, 3],
  ]
  const negatives = [
    [2, 2, 2, 0],
    [2, 2, 0, 2],
    [0, 2, 2, 2],
  ]
  const rows = positives.flatMap((own, reader) => [
    ...own.map((score, at) => `P${at},1,R${reader},ai,${score}`),
    ...(negatives[reader] ?? []).map((score, at) => `N${at},0,R${reader},ai,${score}`),
  ])
  const found = foundBy(
    'mrmc',
    evaluateTask(planOf({ task: 'mrmc' }), tableOf('case_id,label,reader,modality,score', ...rows)),
  )
  const [study] = found.studies
  expect(study?.unbiasedVariance).toBeLessThan(0)
  expect(study?.plugInVariance).toBeGreaterThan(0)
  expect(study?.moments).toBe('plug-in')
  expect(measureIn(found.measures, 'reader-averaged-auroc', 'ai')).toMatchObject({
    interval: { method: 't:bdg-degrees:plug-in' },
  })
  expect(JSON.stringify(found)).not.toMatch(/NaN/)
})

test('distances and masks that contradict one another are refused', () => {
  const plan = planOf({ task: 'segmentation' })
  const rows = (line: string) => tableOf('case_id,dice,hd95_mm', line)
  expect(refusal(plan, rows('C1,,3')).field).toBe('row 1, column hd95_mm')
  expect(refusal(plan, rows('C1,0.5,')).field).toBe('row 1, column hd95_mm')
  expect(refusal(plan, rows('C1,1.5,3')).field).toBe('row 1, column dice')
  expect(refusal(plan, rows('C1,0.5,inf')).field).toBe('row 1, column hd95_mm')
  expect(
    refusal(plan, tableOf('case_id,predicted_voxels,reference_voxels,overlap_voxels', 'C1,2,3,3')).field,
  ).toBe('row 1, column overlap_voxels')
  expect(refusal(plan, tableOf('case_id,predicted_voxels', 'C1,2')).field).toBe('columns')
  const oneEmpty = tableOf('case_id,predicted_voxels,reference_voxels,overlap_voxels,hd95_mm', 'C1,5,0,0,3')
  expect(refusal(plan, oneEmpty).field).toBe('row 1, column hd95_mm')
  const empty = foundBy('segmentation', evaluateTask(plan, rows('C1,,')))
  expect(measureIn(empty.measures, 'mean-dice').state).toBe('not-estimable')
  expect(empty.structures[0]).toMatchObject({ cases: 1, bothEmpty: 1 })
})

test('marks need scores, findings may lack one, and an image without either is counted', () => {
  const plan = planOf({ task: 'detection', threshold: 0.5 })
  const of = (...lines: string[]) => tableOf('image_id,kind,score', ...lines)
  expect(refusal(plan, of('I1,false,')).field).toBe('row 1, column score')
  expect(refusal(plan, of('I1,finding,0')).field).toBe('row 1, column score')
  expect(refusal(plan, of('I1,none,', 'I1,false,0.5')).field).toBe('row 1, column kind')
  expect(refusal(plan, of('I1,none,')).because.en).toContain('finding')
  const found = foundBy(
    'detection',
    evaluateTask(plan, of('I1,finding,', 'I2,none,', 'I3,finding,0.9', 'I3,false,0.6')),
  )
  expect(found).toMatchObject({ n: 3, findings: 2, neverMarked: 1, falseMarks: 1 })
  expect(measureIn(found.measures, 'lesion-sensitivity')).toMatchObject({ estimate: 0.5, n: 2 })
  expect(measureIn(found.measures, 'false-marks-per-image')).toMatchObject({ estimate: 0.333333333333, n: 3 })
})
