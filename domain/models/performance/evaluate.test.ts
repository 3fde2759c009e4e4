import fc from 'fast-check'
import { expect, test } from 'vitest'
import { predictionsDigestInput, resultDigestInput } from './digest.ts'
import { type BinaryResult, evaluate } from './evaluate.ts'
import { measureNameSchema, measureWords } from './measure-names.ts'
import { binaryPlanSchema } from './plan.ts'
import { type PredictionColumns, type Predictions, parsePredictions, type TextTable } from './predictions.ts'
import { expectClose, hasMedical, medicalText } from './test/shared-medical.ts'

const columns: PredictionColumns = {
  caseId: 'id',
  label: 'label',
  score: 'score',
  subgroups: [{ column: 'sex' }],
  scoreKind: 'probability',
}

function predictionsOf(table: TextTable, own = columns): Predictions {
  const answer = parsePredictions(table, own)
  if (!answer.ok) throw new Error(answer.refusal.because.en)
  return answer.value
}

type Setting = Parameters<typeof binaryPlanSchema.parse>[0]
function resultOf(table: TextTable, setting: Setting): BinaryResult {
  const answer = evaluate(predictionsOf(table), binaryPlanSchema.parse(setting))
  if (!answer.ok) throw new Error(answer.refusal.because.en)
  return answer.value
}

/** `count` cases, alternating classes; positives score high save every tenth. */
function table(count: number): TextTable {
  const rows = Array.from({ length: count }, (_, index) => {
    const label = index % 2
    const turned = index % 10 === 5 ? 1 - label : label
    return [
      `C-${index}`,
      String(label),
      String((turned + 0.3 + (index % 7) / 20) / 2),
      index % 3 === 0 ? 'F' : 'M',
    ]
  })
  return { header: ['id', 'label', 'score', 'sex'], rows }
}

const sensitivityAtLeast = (limit: number, compared: string, population: object = { kind: 'all' }) => ({
  id: 'S',
  measure: 'sensitivity',
  compared,
  relation: 'at-least',
  limit,
  population,
})

test('a criterion exactly reached is met, just above it is not', () => {
  // 10 of 100 cases are turned, all of them positives: sensitivity 40/50.
  const at = (limit: number) =>
    resultOf(table(100), { threshold: 0.5, criteria: [sensitivityAtLeast(limit, 'estimate')] })
  expect(at(0.8).verdicts[0]).toMatchObject({ outcome: 'met', compared: 0.8 })
  expect(at(0.8).outcome).toBe('met')
  expect(at(0.800001).outcome).toBe('not-met')
})

test('a claim on the lower limit is judged by the lower limit', () => {
  const result = resultOf(table(100), { threshold: 0.5, criteria: [sensitivityAtLeast(0.75, 'lower')] })
  // Wilson 95 % of 40/50 begins at 0.6696.
  expect(result.verdicts[0]?.outcome).toBe('not-met')
  expect(result.verdicts[0]?.compared).toBeCloseTo(0.6696, 4)
})

test('too few cases, no criteria and a missing interval are undecided, never met', () => {
  const few = resultOf(table(18), { threshold: 0.5, criteria: [sensitivityAtLeast(0.1, 'estimate')] })
  expect(few.verdicts[0]?.because.en).toMatch(/needs 10 positive/)
  expect(few.outcome).toBe('undecided')
  expect(resultOf(table(100), { threshold: 0.5 }).outcome).toBe('undecided')
  const perfect = {
    ...table(40),
    rows: table(40).rows.map(([id = '', label = '', , sex = '']) => [id, label, label, sex]),
  }
  const auroc = { id: 'A', measure: 'auroc', compared: 'lower', relation: 'at-least', limit: 0.9 }
  const verdict = resultOf(perfect, { threshold: 0.5, criteria: [auroc] }).verdicts[0]
  expect(verdict).toMatchObject({ outcome: 'undecided', compared: null })
  expect(verdict?.because.ko).toMatch(/분산이 0/)
})

test('one class only and a single case are evaluated without a crash, and decide nothing', () => {
  const all: Setting = {
    threshold: 0.5,
    criteria: measureNameSchema.options.map((measure) => ({
      id: measure,
      measure,
      compared: 'estimate',
      relation: 'at-least',
      limit: 0,
    })),
  }
  const one = { header: table(1).header, rows: [['C-1', '1', '0.5', 'F']] }
  const positives = { header: one.header, rows: table(60).rows.filter((row) => row[1] === '1') }
  for (const own of [one, positives]) {
    const result = resultOf(own, all)
    expect(result.outcome).toBe('undecided')
    expect(result.verdicts.every(({ outcome }) => outcome === 'undecided')).toBe(true)
    expect(resultDigestInput(result)).toBe(resultDigestInput(resultOf(own, all)))
  }
})

test('a criterion for every group is decided by the worst group, and names it', () => {
  const everyone = { kind: 'every-stratum', column: 'sex' }
  const result = resultOf(table(120), {
    threshold: 0.5,
    criteria: [sensitivityAtLeast(0.99, 'estimate', everyone)],
  })
  expect(result.verdicts[0]).toMatchObject({ outcome: 'not-met', stratum: { column: 'sex' } })
  const absent = { kind: 'stratum', column: 'sex', value: 'X' }
  const none = resultOf(table(120), {
    threshold: 0.5,
    criteria: [sensitivityAtLeast(0.5, 'estimate', absent)],
  })
  expect(none.verdicts[0]?.outcome).toBe('undecided')
})

test('a plan that does not fit its predictions is refused with the field', () => {
  const refused = (setting: Setting) => {
    const answer = evaluate(predictionsOf(table(20)), binaryPlanSchema.parse(setting))
    return answer.ok ? null : answer.refusal.field
  }
  const site = { kind: 'every-stratum', column: 'site' }
  expect(refused({ threshold: 1.5 })).toBe('plan.threshold')
  expect(refused({ threshold: 0.5, criteria: [sensitivityAtLeast(0.5, 'lower', site)] })).toBe(
    'plan.criteria.0',
  )
  const bySex = (measure: string) => ({
    ...sensitivityAtLeast(0.5, 'lower', { kind: 'every-stratum', column: 'sex' }),
    measure,
  })
  expect(refused({ threshold: 0.5, criteria: [bySex('calibration-slope')] })).toBe('plan.criteria.0')
  expect(refused({ threshold: 0.5, criteria: [bySex('brier')] })).toBeNull()
})

test('a plan with an unknown field, a level of 95 or two criteria of one id is not a plan', () => {
  const parses = (setting: object) => binaryPlanSchema.safeParse(setting).success
  expect(parses({ threshold: 0.5 })).toBe(true)
  expect(parses({ threshold: 0.5, treshold: 0.4 })).toBe(false)
  expect(parses({ threshold: 0.5, level: 95 })).toBe(false)
  const twice = sensitivityAtLeast(0.5, 'lower')
  expect(parses({ threshold: 0.5, criteria: [twice, twice] })).toBe(false)
})

test('every measure has a name in both languages', () => {
  expect(Object.keys(measureWords)).toEqual(measureNameSchema.options)
})

test('a ranking score has no calibration', () => {
  const answer = evaluate(
    predictionsOf(table(40), { ...columns, scoreKind: 'ranking' }),
    binaryPlanSchema.parse({ threshold: 0.5 }),
  )
  expect(answer.ok && answer.value.measures.map(({ name }) => name)).not.toContain('brier')
  expect(answer.ok && answer.value.curves.calibration).toEqual([])
})

test('any order of the rows gives the same result and the same digests, byte for byte', () => {
  const rows = fc.uniqueArray(
    fc.tuple(fc.nat(9999), fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 40 })),
    {
      selector: ([id]) => id,
      minLength: 1,
      maxLength: 60,
    },
  )
  fc.assert(
    fc.property(rows, fc.nat(), (cases, turn) => {
      const { header } = table(1)
      const text = cases.map(([id, label, score]) => [
        `C-${id}`,
        `${label}`,
        `${score / 41}`,
        id % 2 === 0 ? 'F' : 'M',
      ])
      const at = turn % text.length
      const turned = [...text.slice(at), ...text.slice(0, at)].reverse()
      const setting: Setting = {
        threshold: 0.5,
        stratumClassCasesMin: 1,
        criteria: [sensitivityAtLeast(0.5, 'lower')],
      }
      const [first, second] = [text, turned].map((own) =>
        resultDigestInput(resultOf({ header, rows: own }, setting)),
      )
      expect(second).toBe(first)
      expect(predictionsDigestInput(predictionsOf({ header, rows: turned }))).toBe(
        predictionsDigestInput(predictionsOf({ header, rows: text })),
      )
    }),
    { numRuns: 60 },
  )
})

test('a digest input is canonical JSON of the result: it reads back to the same result', () => {
  const result = resultOf(table(100), { threshold: 0.5, criteria: [sensitivityAtLeast(0.5, 'lower')] })
  const text = resultDigestInput(result)
  expect(JSON.parse(text)).toEqual(result)
  expect(text.startsWith('{"confusion":{"falseNegatives":10,"falsePositives":0,')).toBe(true)
  expect(resultDigestInput(JSON.parse(text))).toBe(text)
})

test('one changed label or score changes the digest of the cases', () => {
  const text = predictionsDigestInput(predictionsOf(table(10)))
  const changed = table(10).rows.map((row, index) =>
    index === 3 ? [row[0] ?? '', '0', row[2] ?? '', row[3] ?? ''] : row,
  )
  expect(predictionsDigestInput(predictionsOf({ header: table(10).header, rows: changed }))).not.toBe(text)
  expect(text.split('\n')[1]).toBe('["C-0",0,0.15,"F"]')
})

test.skipIf(!hasMedical)(
  'a whole evaluation agrees with R 4.2.2 and pROC 1.18.0 to 11 digits (needs the shared tables)',
  () => {
    const [first = '', ...lines] = medicalText('predictions/diabetes-high-progression.csv')
      .trim()
      .split(/\r?\n/)
    const { overall, by_sex } = JSON.parse(medicalText('reference/diabetes-high-progression.json'))
    const own = { header: first.split(','), rows: lines.map((line) => line.split(',')) }
    const setting = {
      threshold: 0.5,
      proportionInterval: 'clopper-pearson',
      aurocInterval: 'delong',
    } as const
    const result = resultOf(own, setting)
    const measure = (name: string, among: BinaryResult['measures'] = result.measures) => {
      const found = among.find((one) => one.name === name)?.measure
      if (found?.state !== 'estimated') throw new Error(`${name} must be estimable`)
      return found
    }
    expect([result.n, result.positives]).toEqual([overall.n, overall.events])
    expectClose(measure('auroc').estimate, overall.roc.auc, 1e-11)
    expectClose(measure('auroc').interval?.low, overall.roc.ci95[0], 1e-11)
    expectClose(measure('auprc').estimate, overall.averagePrecision, 1e-11)
    expectClose(measure('sensitivity').interval?.low, overall.sensitivity.clopperPearson[0], 1e-11)
    expectClose(measure('calibration-slope').estimate, overall.calibration.slope, 1e-8)
    for (const { value, n, measures } of result.strata) {
      const expected = by_sex.groups[value ?? '']
      expect(n).toBe(expected.n)
      expectClose(measure('auroc', measures).estimate, expected.roc.auc, 1e-11)
      expectClose(
        measure('specificity', measures).interval?.high,
        expected.specificity.clopperPearson[1],
        1e-11,
      )
      expectClose(measure('negative-predictive-value', measures).estimate, expected.npv.estimate, 1e-11)
    }
  },
)
