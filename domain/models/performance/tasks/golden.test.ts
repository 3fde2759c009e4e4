import { expect, test } from 'vitest'
import { resultDigestInput } from '../digest.ts'
import { expectClose, hasMedical, medicalText, plainRows } from '../test/shared-medical.ts'
import { evaluateTask } from './evaluate-task.ts'
import { foundBy, measureIn, numbersIn, planOf, tableOf } from './test/tables.ts'

/* Published values through the whole way: table of text, plan, result. */

test('the three by three table of SAS gives the kappas that SAS prints, from rows of readings', () => {
  const counts = [
    [0, 4, 1],
    [0, 8, 0],
    [0, 1, 5],
  ]
  const lines = counts.flatMap((row, first) =>
    row.flatMap((count, second) =>
      Array.from({ length: count }, (_, at) => `C${first}${second}${at}`).flatMap((id) => [
        `${id},A,${first}`,
        `${id},B,${second}`,
      ]),
    ),
  )
  const plan = planOf({ task: 'agreement', classes: ['0', '1', '2'], ordered: true })
  const found = foundBy('agreement', evaluateTask(plan, tableOf('case_id,reader,rating', ...lines)))
  const kappa = numbersIn(found.measures, 'cohen-kappa', 'A – B')
  expect(kappa.estimate).toBeCloseTo(0.4842, 4)
  expect(kappa.low).toBeCloseTo(0.2137, 4)
  expect(kappa.high).toBeCloseTo(0.7547, 4)
  expect(numbersIn(found.measures, 'linear-kappa', 'A – B').estimate).toBeCloseTo(0.4701, 4)
  expect(found.pairs[0]?.table).toEqual(counts)
})

test('the kappa of the scikit-learn documentation is found, and 81 of 263 have the Wilson limits of Newcombe', () => {
  // cohen_kappa_score(["negative", …]) of the documentation: 0.6875.
  const first = ['n', 'p', 'n', 'z', 'p', 'p', 'n', 'n', 'z', 'z']
  const second = ['n', 'p', 'n', 'z', 'p', 'p', 'n', 'z', 'z', 'n']
  const lines = first.flatMap((one, at) => [`C${at},A,${one}`, `C${at},B,${second[at]}`])
  const plan = planOf({ task: 'agreement', classes: ['n', 'z', 'p'] })
  const found = foundBy('agreement', evaluateTask(plan, tableOf('case_id,reader,rating', ...lines)))
  // 8 of 10 agree; by chance .4 * .4 + .3 * .3 + .3 * .3 = .34.
  expectClose(numbersIn(found.measures, 'cohen-kappa', 'A – B').estimate, (0.8 - 0.34) / 0.66, 1e-11)
  const rows = Array.from({ length: 263 }, (_, at) => `C${at},a,${at < 81 ? 'a' : 'b'}`)
  const shares = planOf({ task: 'multi-class', classes: ['a', 'b'] })
  const accuracy = (setting: object) =>
    numbersIn(
      foundBy(
        'multi-class',
        evaluateTask({ ...shares, ...setting }, tableOf('case_id,label,predicted', ...rows)),
      ).measures,
      'accuracy',
    )
  const wilson = accuracy({})
  expectClose(wilson.low, 0.255288519878, 1e-10)
  expectClose(wilson.high, 0.366209576983, 1e-10)
  const exact = accuracy({ proportionInterval: 'clopper-pearson' })
  expectClose(exact.low, 0.252736745585, 1e-10)
  expectClose(exact.high, 0.367621922601, 1e-10)
})

test('Fleiss’ kappa of fourteen raters of his own example is 0.210 from 140 readings', () => {
  const counts = [
    [0, 0, 0, 0, 14],
    [0, 2, 6, 4, 2],
    [0, 0, 3, 5, 6],
    [0, 3, 9, 2, 0],
    [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0],
    [3, 2, 6, 3, 0],
    [2, 5, 3, 2, 2],
    [6, 5, 2, 1, 0],
    [0, 2, 2, 3, 7],
  ]
  const lines = counts.flatMap((row, item) =>
    row
      .flatMap((count, category) => new Array<number>(count).fill(category))
      .map((category, reader) => `C${item},R${String(reader).padStart(2, '0')},g${category}`),
  )
  const plan = planOf({ task: 'agreement', classes: ['g0', 'g1', 'g2', 'g3', 'g4'] })
  const found = foundBy('agreement', evaluateTask(plan, tableOf('case_id,reader,rating', ...lines)))
  expect(numbersIn(found.measures, 'fleiss-kappa').estimate).toBeCloseTo(0.21, 3)
})

test('the FROC example of MONAI scores 0.9583 and 0.75 at a quarter of a false mark per image', () => {
  const table = tableOf(
    'image_id,kind,score',
    'I1,finding,1',
    'I1,finding,1',
    'I2,finding,0.8',
    'I2,finding,0.8',
    'I1,false,0.8',
    'I2,false,0.6',
  )
  const found = foundBy('detection', evaluateTask(planOf({ task: 'detection' }), table))
  expect(measureIn(found.measures, 'froc-score')).toMatchObject({ estimate: 0.958333333333 })
  expect(measureIn(found.measures, 'sensitivity-at-false-rate', '0.25')).toMatchObject({
    estimate: 0.75,
    n: 4,
  })
  expect(found).toMatchObject({ n: 2, findings: 4, falseMarks: 2, neverMarked: 0 })
})

test('Dice of the MONAI example is 0.8 from voxel counts, and two empty masks are counted, not averaged', () => {
  const table = tableOf(
    'case_id,predicted_voxels,reference_voxels,overlap_voxels,hd95_mm',
    'C1,2,3,2,1.7320508075688772',
    'C2,0,0,0,',
    'C3,5,0,0,',
  )
  const found = foundBy('segmentation', evaluateTask(planOf({ task: 'segmentation' }), table))
  expect(measureIn(found.measures, 'mean-dice')).toMatchObject({ estimate: 0.4, n: 2 })
  expect(measureIn(found.measures, 'median-hausdorff-95')).toMatchObject({ estimate: 1.73205080757, n: 1 })
  expect(found.structures).toEqual([
    { of: null, cases: 3, bothEmpty: 1, oneEmpty: 1, diceBins: [1, 0, 0, 0, 0, 0, 0, 0, 1, 0] },
  ])
})

test.skipIf(!hasMedical)(
  'the iMRMC example file, as it stands, gives the areas, variances and degrees of iMRMC 2.1.2 (skipped where the outside data is absent)',
  () => {
    const [header = '', ...lines] = medicalText('imrmc-example.csv').trim().split(/\r?\n/)
    const mapping = { reader: 'readerID', case: 'caseID', modality: 'modalityID', score: 'score' }
    const table = { header: header.split(','), rows: lines.map((line) => line.split(',')) }
    const found = foundBy('mrmc', evaluateTask(planOf({ task: 'mrmc' }), table, mapping))
    // Made by R from the very table: the types hold.
    const reference: { Ustat: Record<string, number | string | null>[]; MLEstat: Record<string, number>[] } =
      JSON.parse(medicalText('reference/imrmc-example-results.json'))
    expect(found.studies.length).toBe(3)
    for (const [at, row] of reference.Ustat.entries()) {
      const isPair = row.modalityB !== 'NO_MOD'
      const of = isPair ? `${row.modalityA} – ${row.modalityB}` : String(row.modalityA)
      const study = found.studies.find((one) => one.of === of)
      const [area, variance] = isPair ? ['AUCAminusAUCB', 'varAUCAminusAUCB'] : ['AUCA', 'varAUCA']
      expectClose(study?.estimate, Number(row[area ?? '']), 1e-9)
      expectClose(study?.unbiasedVariance, Number(row[variance ?? '']), 1e-9)
      expectClose(study?.plugInVariance, Number(reference.MLEstat[at]?.[variance ?? '']), 1e-9)
      expectClose(study?.degrees, Number(row.dfBDG), 1e-8)
    }
    expect(resultDigestInput(found)).not.toContain('null:')
  },
)

test.skipIf(!hasMedical)(
  'two markers of the breast cancer table differ as pROC says, whichever order the rows have (skipped where the outside data is absent)',
  () => {
    const rows = plainRows(medicalText('breast_cancer.csv'))
    const reference: { pairs: { a: string; b: string; p: number; ci95: [number, number] }[] } = JSON.parse(
      medicalText('reference/breast-cancer-markers.json'),
    )
    for (const { a, b, p, ci95 } of reference.pairs) {
      const lines = rows.map((row, at) => `C${at},${row.malignant},${row[a]},${row[b]}`)
      const plan = planOf({
        task: 'comparison',
        threshold: 15,
        comparisons: [{ against: 'previous', measure: 'auroc', hypothesis: 'superiority' }],
      })
      const table = tableOf('case_id,label,score,score_previous', ...lines.toReversed())
      const found = foundBy('comparison', evaluateTask(plan, table))
      const { low, high } = numbersIn(found.measures, 'auroc-difference', 'previous')
      expectClose(low, ci95[0], 1e-8)
      expectClose(high, ci95[1], 1e-8)
      expectClose(found.comparisons[0]?.pValue, p, 1e-6)
      const isBetter = ci95[0] > 0
      expect(found).toMatchObject({ n: 569, positives: 212, outcome: isBetter ? 'met' : 'not-met' })
      expect(found.comparisons[0]?.judgement).toBe(isBetter ? 'superior' : 'inferior')
    }
  },
)
