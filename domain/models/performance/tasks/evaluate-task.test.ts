import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Answer } from '../../../refusal.ts'
import { resultDigestInput } from '../digest.ts'
import type { TextTable } from '../predictions.ts'
import { taskNameSchema } from '../task-names.ts'
import { evaluateTask } from './evaluate-task.ts'
import { tableSchema } from './table-schema.ts'
import type { TaskPlan } from './task-plan.ts'
import type { TaskResult } from './task-result.ts'
import { foundBy, measureIn, planOf, tableOf } from './test/tables.ts'

/** A plan and table of every task, small, with a group column. */
function examples(size: number, next: () => number): { plan: TaskPlan; table: TextTable }[] {
  const cases = Array.from({ length: size }, (_, at) => `C${String(at).padStart(4, '0')}`)
  const sex = () => (next() < 0.5 ? 'F' : 'M')
  const share = () => next().toFixed(3)
  const grade = () => `g${Math.floor(next() * 3)}`
  const bit = (at: number) => String(at % 2)
  const strata = { strata: ['sex'], intersections: [] }
  const sexes = new Map(cases.map((id) => [id, sex()]))
  const lines = (of: (id: string, at: number) => string[]) => cases.flatMap((id, at) => of(id, at))
  return [
    {
      plan: planOf({ task: 'multi-class', ...strata, classes: ['g0', 'g1', 'g2'], ordered: true }),
      table: tableOf(
        'case_id,label,predicted,score_g0,score_g1,score_g2,sex',
        ...lines((id) => [`${id},${grade()},${grade()},${share()},${share()},${share()},${sexes.get(id)}`]),
      ),
    },
    {
      plan: planOf({
        task: 'multi-label',
        ...strata,
        labels: ['A', 'B'].map((name) => ({ name, threshold: 0.5 })),
      }),
      table: tableOf(
        'case_id,label_A,score_A,label_B,score_B,sex',
        ...lines((id, at) => [`${id},${bit(at)},${share()},${bit(at + 1)},${share()},${sexes.get(id)}`]),
      ),
    },
    {
      plan: planOf({ task: 'segmentation', ...strata, structures: ['liver', 'spleen'] }),
      table: tableOf(
        'case_id,structure,dice,hd95_mm,sex',
        ...lines((id) => [
          `${id},liver,${share()},${share()},${sexes.get(id)}`,
          `${id},spleen,,,${sexes.get(id)}`,
        ]),
      ),
    },
    {
      plan: planOf({ task: 'detection', ...strata, threshold: 0.4 }),
      table: tableOf(
        'image_id,kind,score,sex',
        ...lines((id) => [
          `${id},finding,1${share()},${sexes.get(id)}`,
          `${id},false,0.${1 + Math.floor(next() * 9)},${sexes.get(id)}`,
        ]),
      ),
    },
    {
      plan: planOf({ task: 'agreement', ...strata, classes: ['g0', 'g1', 'g2'], ordered: true }),
      table: tableOf(
        'case_id,reader,rating,sex',
        ...lines((id) =>
          ['R1', 'R2', 'model'].map((reader) => `${id},${reader},${grade()},${sexes.get(id)}`),
        ),
      ),
    },
    {
      plan: planOf({ task: 'mrmc', ...strata }),
      table: tableOf(
        'case_id,label,reader,modality,score,sex',
        ...lines((id, at) =>
          ['R1', 'R2'].flatMap((reader) =>
            ['aided', 'unaided'].map(
              (way) => `${id},${bit(at)},${reader},${way},${share()},${sexes.get(id)}`,
            ),
          ),
        ),
      ),
    },
    {
      plan: planOf({
        task: 'comparison',
        ...strata,
        threshold: 0.5,
        comparisons: [
          { against: 'cleared', measure: 'auroc', hypothesis: 'non-inferiority', margin: 0.1 },
          { against: 'previous', measure: 'sensitivity', hypothesis: 'superiority' },
        ],
      }),
      table: tableOf(
        'case_id,label,score,score_cleared,score_previous,sex',
        ...lines((id, at) => [`${id},${bit(at)},${share()},${share()},${share()},${sexes.get(id)}`]),
      ),
    },
  ]
}

/** Numbers from 0 to 1 by the Lehmer generator of Park & Miller. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48271) % 2147483647
    return state / 2147483647
  }
}

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
    expect(version).toBe(`${task}/1`)
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
