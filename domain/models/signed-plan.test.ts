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
    expect([name, ko, en, en.toUpperCase()].map(measureNamed)).toEqual([name, name, name, name])
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
