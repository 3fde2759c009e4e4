import { expect, test } from 'vitest'
import { measureNameSchema, measureWords } from './performance/measure-names.ts'
import { decimalOf } from './result-rows.ts'
import { measureNamed, signedPlan } from './signed-plan.ts'

const row = { metric: '민감도', judgedBy: 'lower', comparison: 'at-least', limit: '0.85' }
const body = { operatingPoint: '0.25', method: 'Clopper-Pearson', acceptanceCriteria: [row] }

test('a plan without threshold or criteria judges nothing', () => {
  expect(signedPlan({})).toMatchObject({ ok: false, refusal: { code: 'conflict' } })
  expect(signedPlan({ ...body, operatingPoint: undefined })).toMatchObject({ ok: false })
})

test('a metric nobody computes is refused instead of being passed over', () => {
  const plan = signedPlan({ ...body, acceptanceCriteria: [row, { ...row, metric: 'Dice' }] })
  expect(plan).toMatchObject({
    ok: false,
    refusal: { because: { en: expect.stringContaining('Criterion 2') } },
  })
})

test('every measure is known by its name and by its word in both languages', () => {
  for (const name of measureNameSchema.options) {
    const { ko, en } = measureWords[name]
    expect([name, ko, en, en.toUpperCase()].map((word) => measureNamed(word))).toEqual([
      name,
      name,
      name,
      name,
    ])
  }
})

test('a subgroup is one group of a column, or each of its groups', () => {
  const plan = signedPlan({
    ...body,
    acceptanceCriteria: [row, { ...row, subgroup: 'sex=F' }, { ...row, subgroup: 'sex' }],
  })
  expect(plan).toMatchObject({
    ok: true,
    value: {
      threshold: 0.25,
      proportionInterval: 'clopper-pearson',
      criteria: [
        { population: { kind: 'all' } },
        { population: { kind: 'stratum', column: 'sex', value: 'F' } },
        { population: { kind: 'every-stratum', column: 'sex' } },
      ],
    },
  })
})

test('numbers become decimals a record can hold, and what cannot be held is left out', () => {
  expect([0, -0, 0.1 + 0.2, 1, -12.5, 1e-13, 1e15, Number.NaN].map(decimalOf)).toEqual([
    '0',
    '0',
    '0.3',
    '1',
    '-12.5',
    '0',
    undefined,
    undefined,
  ])
})

const criterion = { measure: 'sensitivity', judgedBy: 'lower', comparison: 'at-least', limit: '0.8' }

test('a body from before tasks were named still means a binary classifier, all criteria required', () => {
  expect(signedPlan(body)).toMatchObject({
    ok: true,
    value: { task: 'binary', level: 0.95, multiplicity: 'all-required', operatingPoints: [] },
  })
})

test('what the plan says of intervals, groups and several criteria reaches the statistics', () => {
  const plan = signedPlan({
    operatingPoint: '0.5',
    operatingPoints: [{ name: '고민감도', threshold: '0.3' }],
    intervalMethod: 'wilson',
    method: 'Clopper-Pearson',
    confidenceLevel: '0.9',
    multiplicity: 'bonferroni',
    minimumCases: 30,
    strata: [{ column: 'sex' }, { column: 'sex', crossedWith: 'age_band' }],
    acceptanceCriteria: [criterion, { ...criterion, of: '고민감도', subgroup: 'sex=F × age_band=60-69' }],
  })
  expect(plan).toMatchObject({
    ok: true,
    value: {
      level: 0.95,
      proportionInterval: 'wilson',
      classCasesMin: 30,
      operatingPoints: [{ name: '고민감도', threshold: 0.3 }],
      strata: ['sex', 'age_band'],
      intersections: [['sex', 'age_band']],
      criteria: [
        { population: { kind: 'all' } },
        {
          of: '고민감도',
          population: {
            kind: 'stratum',
            column: 'sex',
            value: 'F',
            and: { column: 'age_band', value: '60-69' },
          },
        },
      ],
    },
  })
})

test('a measure that the task does not compute is refused with those it does', () => {
  const plan = signedPlan({ task: 'segmentation', acceptanceCriteria: [{ ...criterion, measure: 'auroc' }] })
  expect(plan).toMatchObject({
    ok: false,
    refusal: {
      because: { en: expect.stringContaining('Mean Dice'), ko: expect.stringContaining('평균 다이스') },
    },
  })
})

test('the plans of the other tasks are read, and what they lack is named', () => {
  const classes = [{ code: 'A' }, { code: 'B' }]
  const of = (task: string, rest: object, measure: string) =>
    signedPlan({
      task,
      ...rest,
      acceptanceCriteria: [{ ...criterion, measure }],
    })
  expect(of('multi-class', { classes, ordered: true }, 'quadratic-kappa')).toMatchObject({
    value: { task: 'multi-class', classes: ['A', 'B'], ordered: true },
  })
  expect(of('multi-class', {}, 'accuracy')).toMatchObject({ ok: false })
  expect(of('agreement', { classes }, 'fleiss-kappa')).toMatchObject({ value: { task: 'agreement' } })
  const labels = { classes, operatingPoint: '0.5', operatingPoints: [{ name: 'B', threshold: '0.3' }] }
  expect(of('multi-label', labels, 'exact-match')).toMatchObject({
    value: {
      labels: [
        { name: 'A', threshold: 0.5 },
        { name: 'B', threshold: 0.3 },
      ],
    },
  })
  expect(of('multi-label', { ...labels, operatingPoint: undefined }, 'exact-match')).toMatchObject({
    refusal: { because: { en: expect.stringContaining('“A”') } },
  })
  expect(
    of(
      'multi-label',
      { classes: [{ code: 'A' }], ...{ operatingPoints: [{ name: 'Z', threshold: '1' }] } },
      'exact-match',
    ).ok,
  ).toBe(false)
  expect(
    of('detection', { operatingPoint: '0.4', falseRates: [{ rate: '0.5' }] }, 'froc-score'),
  ).toMatchObject({
    value: { threshold: 0.4, falseRates: [0.5] },
  })
  expect(of('segmentation', {}, 'mean-dice')).toMatchObject({
    value: { structures: [], meanInterval: 'student' },
  })
  const difference = { ...criterion, measure: 'reader-averaged-auroc-difference', of: 'aided – unaided' }
  expect(signedPlan({ task: 'mrmc', acceptanceCriteria: [difference] })).toMatchObject({
    value: { moments: 'unbiased' },
  })
})

test('ten thousand classes, a class twice, and a confidence of one are refused', () => {
  const many = Array.from({ length: 10_000 }, (_, at) => ({ code: `c${at}` }))
  const of = (rest: object) =>
    signedPlan({ task: 'multi-class', acceptanceCriteria: [{ ...criterion, measure: 'accuracy' }], ...rest })
  expect(of({ classes: many }).ok).toBe(false)
  expect(of({ classes: [{ code: 'A' }, { code: 'A' }] }).ok).toBe(false)
  expect(of({ classes: many.slice(0, 2), confidenceLevel: '1' }).ok).toBe(false)
})

test('a comparison needs margins for non-inferiority, and takes the earlier operating points', () => {
  const comparisons = [
    { against: 'cleared', measure: 'auroc', hypothesis: 'non-inferiority', margin: '0.05', threshold: '0.4' },
    { against: 'previous', measure: 'sensitivity', hypothesis: 'superiority' },
  ]
  const plan = { task: 'comparison', operatingPoint: '0.5', alpha: '0.025', plannedUpdates: 5, comparisons }
  expect(signedPlan(plan)).toMatchObject({
    value: { threshold: 0.5, earlierThresholds: { cleared: 0.4 }, alpha: 0.025, updates: 5, criteria: [] },
  })
  const [first] = comparisons
  expect(signedPlan({ ...plan, comparisons: [{ ...first, margin: '0' }] })).toMatchObject({
    ok: false,
    refusal: { because: { en: expect.stringContaining('margin') } },
  })
  expect(signedPlan({ ...plan, comparisons: [] }).ok).toBe(false)
})

test('a criterion of a class, rate, label or version the plan does not have is refused before it is signed', () => {
  const classes = [{ code: 'A' }, { code: 'B' }]
  const of = (task: string, rest: object, row: object) =>
    signedPlan({ task, ...rest, acceptanceCriteria: [{ ...criterion, ...row }] }).ok
  expect(of('multi-class', { classes }, { measure: 'sensitivity', of: 'C' })).toBe(false)
  expect(of('multi-class', { classes }, { measure: 'sensitivity' })).toBe(false)
  expect(of('multi-class', { classes }, { measure: 'sensitivity', of: 'B' })).toBe(true)
  expect(of('multi-class', { classes }, { measure: 'accuracy', of: 'B' })).toBe(false)
  expect(of('detection', {}, { measure: 'sensitivity-at-false-rate', of: '0.3' })).toBe(false)
  expect(of('detection', {}, { measure: 'sensitivity-at-false-rate', of: '0.25' })).toBe(true)
  expect(of('segmentation', { classes }, { measure: 'mean-dice' })).toBe(false)
  expect(of('mrmc', {}, { measure: 'auroc' })).toBe(false)
  expect(of('binary', { operatingPoint: '0.5' }, { measure: 'sensitivity', of: 'none' })).toBe(false)
})
