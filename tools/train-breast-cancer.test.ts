import { readFileSync } from 'node:fs'
import { resultDigestInput } from '@maek/domain/models/performance/digest.ts'
import { evaluate } from '@maek/domain/models/performance/evaluate.ts'
import { binaryPlanSchema } from '@maek/domain/models/performance/plan.ts'
import { parsePredictions, predictionColumnsSchema } from '@maek/domain/models/performance/predictions.ts'
import { expect, test } from 'vitest'
import { trainBreastCancer } from './train-breast-cancer.ts'

const sample = (name: string) => readFileSync(new URL(`../server/sample/${name}`, import.meta.url), 'utf8')

test('training again reproduces the model and its predictions byte for byte', () => {
  const files = trainBreastCancer(sample('breast-cancer.csv'))
  expect(files.model).toBe(sample('model.json'))
  expect(files.predictions).toBe(sample('predictions.csv'))
})

test('the weights are those of scikit-learn 1.9.1 on the same split (LogisticRegression, C = 0.1)', () => {
  const model = JSON.parse(sample('model.json'))
  expect(model.intercept).toBeCloseTo(-0.3295154709509249, 8)
  expect(model.features[0].weight).toBeCloseTo(0.3581334541173166, 8)
  expect(model.features[1].weight).toBeCloseTo(0.3627877343944069, 8)
  expect(model.features[29].weight).toBeCloseTo(0.04349125775819276, 8)
})

test('every probability follows from the written model alone', () => {
  const model = JSON.parse(sample('model.json'))
  const [header = '', ...lines] = sample('breast-cancer.csv').trim().split('\n')
  const names = header.split(',')
  const predicted = new Map(
    lines.map((line) => {
      const cells = line.split(',')
      let logit: number = model.intercept
      for (const { name, mean, deviation, weight } of model.features) {
        logit += (weight * (Number(cells[names.indexOf(name)]) - mean)) / deviation
      }
      const probability = Math.min(
        model.bounds.most,
        Math.max(model.bounds.least, 1 / (1 + Math.exp(-logit))),
      )
      return [`BC-${String(cells[0]).padStart(3, '0')}`, probability]
    }),
  )
  for (const line of sample('predictions.csv').trim().split('\n').slice(1)) {
    const [id = '', , probability] = line.split(',')
    expect(Number(probability)).toBeCloseTo(predicted.get(id) ?? Number.NaN, 8)
  }
})

/** The sample as the product evaluates it, rows optionally turned round. */
function evaluated(order: 'as written' | 'reversed') {
  const { columns, plan } = JSON.parse(sample('evaluation.json'))
  const [header = '', ...lines] = sample('predictions.csv').trim().split('\n')
  const rows = lines.map((line) => line.split(','))
  const table = { header: header.split(','), rows: order === 'reversed' ? rows.reverse() : rows }
  const predictions = parsePredictions(table, predictionColumnsSchema.parse(columns))
  if (!predictions.ok) throw new Error(predictions.refusal.because.en)
  const result = evaluate(predictions.value, binaryPlanSchema.parse(plan))
  if (!result.ok) throw new Error(result.refusal.because.en)
  return result.value
}

// scikit-learn 1.9.1 and scipy 1.17.1 on predictions.csv; DeLong and calibration by plain numpy formulae.
const independent: [name: string, estimate: number, low: number | null, high: number | null][] = [
  ['auroc', 0.9934164934164934, 0.9868715911489918, 0.999961395683995],
  ['auprc', 0.9893148038724693, null, null],
  ['sensitivity', 75 / 78, 0.8916883497105599, 0.9919969715825269],
  ['specificity', 139 / 148, 0.8877023302386166, 0.9718192316769916],
  ['f1', 0.9259259259259259, null, null],
  ['balanced-accuracy', 0.9503638253638254, null, null],
  ['brier', 0.031579471290388954, null, null],
  ['calibration-slope', 1.9417967264697849, null, null],
  ['calibration-intercept', 0.9048885977761741, null, null],
  ['expected-calibration-error', 0.045106471305309745, null, null],
]

test.each(independent)(
  '%s of the held-out cases equals its independent computation',
  (name, estimate, low, high) => {
    const measure = evaluated('as written').measures.find((one) => one.name === name)?.measure
    if (measure?.state !== 'estimated') throw new Error('must be estimable')
    expect(measure.estimate).toBeCloseTo(estimate, 9)
    if (low !== null) expect(measure.interval?.low).toBeCloseTo(low, 10)
    if (high !== null) expect(measure.interval?.high).toBeCloseTo(high, 10)
  },
)

test('the sample meets its three criteria, whatever the order of its rows, with one digest', () => {
  const result = evaluated('as written')
  expect(result.n).toBe(226)
  expect(result.positives).toBe(78)
  expect(result.verdicts.map(({ outcome }) => outcome)).toEqual(['met', 'met', 'met'])
  expect(resultDigestInput(evaluated('reversed'))).toBe(resultDigestInput(result))
})

test('the sample is judged at the operating point that was chosen on the training cases', () => {
  expect(JSON.parse(sample('evaluation.json')).plan.threshold).toBe(
    JSON.parse(sample('model.json')).operatingPoint,
  )
})
