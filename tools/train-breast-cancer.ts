import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'

/**
 * Trains the sample model: logistic regression with an L2 penalty on standardised features, by Newton's method.
 * No chance anywhere: the split is by hash of the case id, and every number written is rounded, so that the same
 * table gives the same files byte for byte. Run: node tools/train-breast-cancer.ts
 */
export type TrainedFiles = { readonly model: string; readonly predictions: string }

/** Penalty 5·‖weights‖², the intercept free: scikit-learn's LogisticRegression with C = 0.1. */
const penalty: number = 10
/** The model never claims certainty: a probability of exactly 0 or 1 could not be calibrated. */
const bounds = { least: 0.0001, most: 0.9999 }
/** Of 256 parts of the hash range, how many are held out: 40 %. */
const heldOutParts = 102

type Case = { readonly id: string; readonly features: readonly number[]; readonly label: number }

export function trainBreastCancer(csv: string): TrainedFiles {
  const { names, cases } = readCases(csv)
  const training = cases.filter(({ id }) => !isHeldOut(id))
  const scaling = names.map((_, index) => standard(training.map(({ features }) => at(features, index))))
  const rows = training.map(({ features }) => [1, ...scaled(features, scaling)])
  const weights = fitWeights(
    rows,
    training.map(({ label }) => label),
  ).map(rounded)
  const [intercept = 0, ...slopes] = weights
  const operatingPoint = chooseThreshold(
    rows.flatMap((row, index) => (at(training, index).label === 1 ? [predict(row, weights)] : [])),
  )
  const sizeCuts = thirds(training.map(({ features }) => at(features, names.indexOf('mean_radius'))))
  const textures = training.map(({ features }) => at(features, names.indexOf('mean_texture')))
  const roughFrom = at(
    textures.toSorted((a, b) => a - b),
    Math.floor(textures.length / 2),
  )
  const model = {
    name: 'breast-cancer-logistic',
    version: '1.0.0',
    kind: 'logistic regression on standardised features',
    positive: 'malignant',
    bounds,
    operatingPoint,
    intercept,
    features: names.map((name, index) => ({ name, ...at(scaling, index), weight: at(slopes, index) })),
    training: {
      table: 'breast-cancer.csv',
      tableSha256: createHash('sha256').update(csv).digest('hex'),
      cases: training.length,
      heldOut: cases.length - training.length,
      split: `held out when the first byte of SHA-256 of the case id is below ${heldOutParts}`,
      penalty,
    },
    nucleusSize: { mediumFrom: sizeCuts[0], largeFrom: sizeCuts[1] },
    nucleusTexture: { roughFrom },
  }
  const lines = cases
    .filter(({ id }) => isHeldOut(id))
    .map(({ id, features, label }) => {
      const radius = at(features, names.indexOf('mean_radius'))
      const size = radius < sizeCuts[0] ? 'small' : radius < sizeCuts[1] ? 'medium' : 'large'
      const texture = at(features, names.indexOf('mean_texture')) < roughFrom ? 'smooth' : 'rough'
      const probability = predict([1, ...scaled(features, scaling)], weights).toFixed(9)
      return [id, label, probability, size, texture].join(',')
    })
  const header = 'case_id,malignant,probability,nucleus_size,nucleus_texture'
  return { model: `${JSON.stringify(model, null, 2)}\n`, predictions: `${[header, ...lines].join('\n')}\n` }
}

/** Probability within the bounds; the row begins with the 1 of the intercept. */
function predict(row: readonly number[], weights: readonly number[]): number {
  const logit = row.reduce((sum, x, index) => sum + x * at(weights, index), 0)
  return Math.min(bounds.most, Math.max(bounds.least, 1 / (1 + Math.exp(-logit))))
}

/** The highest whole percent that still finds 99 % of the malignant training cases: fixed before the rest is seen. */
function chooseThreshold(positives: readonly number[]): number {
  for (let percent = 99; percent > 0; percent--) {
    const found = positives.filter((probability) => probability >= percent / 100).length
    if (found >= 0.99 * positives.length) return percent / 100
  }
  throw new Error('no threshold finds enough')
}

function readCases(csv: string): { names: string[]; cases: Case[] } {
  const [header = '', ...lines] = csv.trimEnd().split(/\r?\n/)
  const columns = header.split(',')
  const names = columns.filter((name) => !['id', 'target', 'malignant'].includes(name))
  const cases = lines.map((line) => {
    const cells = line.split(',')
    const cell = (name: string) => Number(at(cells, columns.indexOf(name)))
    return {
      id: `BC-${String(cell('id')).padStart(3, '0')}`,
      features: names.map(cell),
      label: cell('malignant'),
    }
  })
  return { names, cases }
}

function isHeldOut(id: string): boolean {
  return at([...createHash('sha256').update(id).digest()], 0) < heldOutParts
}

type Scaling = { readonly mean: number; readonly deviation: number }

/** Mean and population standard deviation, rounded as they are written: what is written is what is used. */
function standard(values: readonly number[]): Scaling {
  const mean = values.reduce((a, b) => a + b, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  return { mean: rounded(mean), deviation: rounded(Math.sqrt(variance)) }
}

function scaled(features: readonly number[], scaling: readonly Scaling[]): number[] {
  return features.map((value, index) => (value - at(scaling, index).mean) / at(scaling, index).deviation)
}

function thirds(values: readonly number[]): [number, number] {
  const sorted = [...values].sort((a, b) => a - b)
  return [at(sorted, Math.floor(sorted.length / 3)), at(sorted, Math.floor((2 * sorted.length) / 3))]
}

/** Newton steps on the penalised likelihood; it is strictly concave, so there is one answer and they reach it. */
function fitWeights(rows: readonly number[][], labels: readonly number[]): number[] {
  const size = at(rows, 0).length
  const weights = new Array<number>(size).fill(0)
  for (let step = 0; step < 100; step++) {
    const gradient = weights.map((weight, index) => (index === 0 ? 0 : -penalty * weight))
    const hessian = weights.map((_, i) => weights.map((_, j) => (i === j && i > 0 ? penalty : 0)))
    for (const [index, row] of rows.entries()) {
      const logit = row.reduce((sum, x, i) => sum + x * at(weights, i), 0)
      const probability = 1 / (1 + Math.exp(-logit))
      const spread = probability * (1 - probability)
      for (const [i, x] of row.entries()) {
        gradient[i] = at(gradient, i) + x * (at(labels, index) - probability)
        const line = at(hessian, i)
        for (const [j, y] of row.entries()) line[j] = at(line, j) + spread * x * y
      }
    }
    const change = solve(hessian, gradient)
    for (const [i, value] of change.entries()) weights[i] = at(weights, i) + value
    if (Math.max(...change.map(Math.abs)) < 1e-13) return weights
  }
  throw new Error('training did not settle')
}

/** Solution of a symmetric positive definite system by Cholesky's method. */
function solve(matrix: readonly number[][], right: readonly number[]): number[] {
  const size = right.length
  const lower = matrix.map(() => new Array<number>(size).fill(0))
  const dot = (a: readonly number[], b: readonly number[], count: number) => {
    let sum = 0
    for (let k = 0; k < count; k++) sum += at(a, k) * at(b, k)
    return sum
  }
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const rest = at(at(matrix, i), j) - dot(at(lower, i), at(lower, j), j)
      at(lower, i)[j] = i === j ? Math.sqrt(rest) : rest / at(at(lower, j), j)
    }
  }
  const middle: number[] = []
  for (let i = 0; i < size; i++)
    middle[i] = (at(right, i) - dot(at(lower, i), middle, i)) / at(at(lower, i), i)
  const solution = new Array<number>(size).fill(0)
  for (let i = size - 1; i >= 0; i--) {
    let rest = at(middle, i)
    for (let k = i + 1; k < size; k++) rest -= at(at(lower, k), i) * at(solution, k)
    solution[i] = rest / at(at(lower, i), i)
  }
  return solution
}

/** Nine significant digits: far below what matters, far above what rounding on another machine could move. */
function rounded(value: number): number {
  return Number(value.toPrecision(9))
}

/** The element, which must exist. */
function at<T>(values: readonly T[], index: number): T {
  const value = values[index]
  if (value === undefined) throw new Error(`no element ${index}`)
  return value
}

if (import.meta.main) {
  const folder = new URL('../server/sample/', import.meta.url)
  const files = trainBreastCancer(readFileSync(new URL('breast-cancer.csv', folder), 'utf8'))
  writeFileSync(new URL('model.json', folder), files.model)
  writeFileSync(new URL('predictions.csv', folder), files.predictions)
}
