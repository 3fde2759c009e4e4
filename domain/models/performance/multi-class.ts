import { say } from '../../words.ts'
import { type AgreementTable, cohenKappa } from './agreement.ts'
import { estimated, type Limits, type Measure, notEstimable } from './measure.ts'
import { type Confusion, type IntervalChoice, operatingPoint, proportion } from './operating-point.ts'
import { auroc } from './roc.ts'
import { scoreRuns } from './score-runs.ts'

/** Cases of a classifier of several classes: the true class and the class called, as places in `classes`. */
export type ClassCalls = {
  readonly classes: readonly string[]
  readonly truth: Int32Array
  readonly called: Int32Array
  /** Scores by class and case, where the model gives them. */
  readonly scores?: readonly Float64Array[]
}

/** One class against all others. */
export type ClassResult = {
  readonly name: string
  readonly confusion: Confusion
  readonly sensitivity: Measure
  readonly specificity: Measure
  readonly positivePredictiveValue: Measure
  readonly f1: Measure
  readonly auroc: Measure | null
}

export type MultiClassResult = {
  readonly n: number
  /** Rows are the truth, columns what was called. */
  readonly table: AgreementTable
  readonly accuracy: Measure
  /** Mean sensitivity over classes that occur: every class counts alike, however rare. */
  readonly macroSensitivity: Measure
  readonly kappa: Measure
  readonly quadraticKappa: Measure
  readonly perClass: readonly ClassResult[]
}

/**
 * Results of a classifier of several classes. Classes that never occur are told as such and averaged nowhere.
 * `ordered`: the classes are grades, and distance counts (quadratic kappa); otherwise that kappa says it does not apply.
 * Throws when lengths differ or a place names no class.
 */
export function evaluateClasses(
  calls: ClassCalls,
  choice: IntervalChoice & { readonly ordered: boolean },
): MultiClassResult {
  const { classes, truth, called } = calls
  const size = classes.length
  if (truth.length !== called.length) throw new RangeError('as many calls as true classes are needed')
  const table = classes.map(() => new Array<number>(size).fill(0))
  for (const [index, row] of truth.entries()) {
    const column = called[index] ?? -1
    const line = table[row]
    if (!line || !(column >= 0 && column < size))
      throw new RangeError('a case names a class that is not listed')
    line[column] = (line[column] ?? 0) + 1
  }
  const right = classes.reduce((sum, _, at) => sum + (table[at]?.[at] ?? 0), 0)
  const perClass = classes.map((name, at) => classResult({ name, at, table, calls }, choice))
  return {
    n: truth.length,
    table,
    accuracy: proportion({ k: right, n: truth.length }, choice),
    macroSensitivity: macro(
      perClass.map(({ sensitivity }) => sensitivity),
      choice.level,
    ),
    kappa: cohenKappa(table, 'none', choice.level),
    quadraticKappa: choice.ordered
      ? cohenKappa(table, 'quadratic', choice.level)
      : notEstimable({ method: 'kappa:cohen:weights-quadratic', n: truth.length }, notOrdered),
    perClass,
  }
}

const notOrdered = say(
  '등급처럼 순서가 있는 분류에만 씁니다.',
  'It applies only to classes in an order, such as grades.',
)
const noClass = say('이 지표를 낼 수 있는 분류가 없습니다.', 'No class lets this measure be made.')

type OneClass = {
  readonly name: string
  readonly at: number
  readonly table: readonly (readonly number[])[]
  readonly calls: ClassCalls
}

function classResult({ name, at, table, calls }: OneClass, choice: IntervalChoice): ClassResult {
  const row = sumOf(table[at] ?? [])
  const column = sumOf(table.map((line) => line[at] ?? 0))
  const truePositives = table[at]?.[at] ?? 0
  const confusion = {
    truePositives,
    falsePositives: column - truePositives,
    falseNegatives: row - truePositives,
    trueNegatives: calls.truth.length - row - column + truePositives,
  }
  const point = operatingPoint(confusion, choice)
  const scores = calls.scores?.[at]
  const labels = Uint8Array.from(calls.truth, (one) => (one === at ? 1 : 0))
  return {
    name,
    confusion,
    sensitivity: point.sensitivity,
    specificity: point.specificity,
    positivePredictiveValue: point.positivePredictiveValue,
    f1: point.f1,
    auroc: scores ? auroc(scoreRuns({ scores, labels }), 'delong', choice.level) : null,
  }
}

/** Mean of independent shares; limits by square-and-add of theirs (MOVER, Zou & Donner 2008). */
export function macro(measures: readonly Measure[], level: number): Measure {
  const usable = measures.flatMap((one) =>
    one.state === 'estimated' && one.interval
      ? [{ estimate: one.estimate, limits: one.interval, n: one.n }]
      : [],
  )
  const basis = { method: 'macro-mean', n: usable.reduce((sum, { n }) => sum + n, 0) }
  if (usable.length === 0) return notEstimable(basis, noClass)
  const value = usable.reduce((sum, { estimate }) => sum + estimate, 0) / usable.length
  const reach = (side: (one: { estimate: number; limits: Limits }) => number) =>
    Math.hypot(...usable.map(side)) / usable.length
  return estimated(basis, value, {
    low: Math.max(0, value - reach(({ estimate, limits }) => estimate - limits.low)),
    high: Math.min(1, value + reach(({ estimate, limits }) => limits.high - estimate)),
    level,
    method: 'mover',
  })
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0)
