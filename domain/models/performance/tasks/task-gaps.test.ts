import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Gap, GapMeasureName } from '../gap.ts'
import { benjaminiHochberg, holm } from '../multiplicity.ts'
import { criticalValue } from '../normal.ts'
import { newcombe } from '../proportion.ts'
import { type Roc, roc } from '../roc.ts'
import { scoreRuns } from '../score-runs.ts'
import { expectClose } from '../test/shared-medical.ts'
import { evaluateTask } from './evaluate-task.ts'
import { chance } from './test/examples.ts'
import { foundBy, planOf, tableOf } from './test/tables.ts'

/* Gaps of every task, counted a second time case by case. */

const gapOf = (gaps: readonly Gap[] | undefined, name: GapMeasureName, of?: string) =>
  gaps?.find((one) => one.name === name && one.of === of)

const classPlan = (changes: object = {}) =>
  planOf({ task: 'multi-class', classes: ['x', 'y', 'z'], strata: ['site'], stratumCasesMin: 2, ...changes })

const classCase = fc.record({
  truth: fc.nat(2),
  scores: fc.array(fc.nat(9), { minLength: 3, maxLength: 3 }),
  site: fc.constantFrom('a', 'b'),
})
type ClassCase = {
  readonly truth: number
  readonly scores: readonly number[]
  readonly site: string
  readonly age?: string
}
const classTable = (cases: readonly ClassCase[]) =>
  tableOf(
    'case_id,label,score_x,score_y,score_z,site,age',
    ...cases.map(
      ({ truth, scores, site, age = 'old' }, at) =>
        `C${String(at).padStart(4, '0')},${'xyz'[truth]},${scores.join(',')},${site},${age}`,
    ),
  )
const calledOf = ({ scores }: ClassCase) => scores.indexOf(Math.max(...scores))

/** The plain way: variance per case, not below the mean of both by size; logit limits of its own one; square-and-add. */
function logitGap(areas: readonly Roc[], sizes: readonly number[], level: number) {
  const perCase = areas.map(({ variance }, at) => (variance ?? 0) * (sizes[at] ?? 0))
  const pooled =
    perCase.reduce((sum, one, at) => sum + one * (sizes[at] ?? 0), 0) /
    sizes.reduce((sum, one) => sum + one, 0)
  const [own, other] = areas.map(({ auc }, at) => {
    const half = criticalValue(level) * Math.sqrt(Math.max(perCase[at] ?? 0, pooled) / (sizes[at] ?? 0))
    const logit = Math.log(auc / (1 - auc))
    if ((perCase[at] ?? 0) < pooled || auc === 0 || auc === 1)
      return { auc, low: Math.max(0, auc - half), high: Math.min(1, auc + half) }
    const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))
    const width = half / (auc * (1 - auc))
    return { auc, low: sigmoid(logit - width), high: sigmoid(logit + width) }
  })
  if (!own || !other) throw new Error('two areas are compared')
  const difference = own.auc - other.auc
  return {
    low: difference - Math.hypot(own.auc - own.low, other.high - other.auc),
    high: difference + Math.hypot(own.high - own.auc, other.auc - other.low),
  }
}

test('gaps of classes are those of counting case by case; areas are compared on the logit scale', () => {
  fc.assert(
    fc.property(fc.array(classCase, { minLength: 30, maxLength: 70 }), (cases) => {
      const { gaps } = foundBy('multi-class', evaluateTask(classPlan(), classTable(cases)))
      const level = 1 - 0.05 / Math.max(1, gaps?.length ?? 0)
      const [own, others] = ['a', 'b'].map((site) => cases.filter((one) => one.site === site))
      if (!own || !others) return
      const expected = (of: number, name: 'sensitivity' | 'specificity' | 'positive-predictive-value') => {
        const among = (one: ClassCase) =>
          name === 'positive-predictive-value'
            ? calledOf(one) === of
            : (one.truth === of) === (name === 'sensitivity')
        const isRight = (one: ClassCase) => (one.truth === of) === (calledOf(one) === of)
        const countIn = (some: readonly ClassCase[]) => {
          const all = some.filter(among)
          return { k: all.filter(isRight).length, n: all.length }
        }
        const [x, y] = [countIn(own), countIn(others)]
        return Math.min(x.n, y.n) < 2 ? null : newcombe(x, y, level)
      }
      for (const [of, name] of ['x', 'y', 'z'].entries()) {
        for (const measure of ['sensitivity', 'specificity', 'positive-predictive-value'] as const) {
          const [found, plain] = [gapOf(gaps, measure, name), expected(of, measure)]
          expect(found === undefined).toBe(plain === null)
          if (!found || !plain) continue
          expect(found.difference).toBeCloseTo(plain.difference, 9)
          expect(found.interval.low).toBeCloseTo(plain.low, 8)
          expect(found.interval.high).toBeCloseTo(plain.high, 8)
        }
        const areas = [own, others].map((some) =>
          roc(
            scoreRuns({
              scores: Float64Array.from(some, ({ scores }) => scores[of] ?? 0),
              labels: Uint8Array.from(some, ({ truth }) => Number(truth === of)),
            }),
          ),
        )
        const [x, y] = areas
        const found = gapOf(gaps, 'auroc', name)
        if (!found || !x?.variance || !y?.variance) continue
        const sizes = [own, others].map((some) => {
          const m = some.filter(({ truth }) => truth === of).length
          return 1 / (1 / m + 1 / (some.length - m))
        })
        const plain = logitGap([x, y], sizes, found.interval.level)
        expect(found.difference).toBeCloseTo(x.auc - y.auc, 9)
        expect(found.interval.low).toBeCloseTo(plain.low, 8)
        expect(found.interval.high).toBeCloseTo(plain.high, 8)
        const rest = 1 - found.interval.level
        if (Math.abs(found.pValue - rest) > 1e-9)
          expect(plain.low > 0 || plain.high < 0).toBe(found.pValue < rest)
      }
      const accuracy = gapOf(gaps, 'accuracy')
      const share = (some: readonly ClassCase[]) =>
        some.filter((one) => calledOf(one) === one.truth).length / some.length
      if (accuracy) expect(accuracy.difference).toBeCloseTo(share(own) - share(others), 9)
    }),
    { numRuns: 40 },
  )
})

test('all measures of all groups are one family: Holm for what was declared, Benjamini and Hochberg for the rest', () => {
  const next = chance(11)
  const cases = Array.from({ length: 300 }, (): ClassCase => {
    const draw = () => Math.floor(next() * 10)
    return {
      truth: Math.floor(next() * 3),
      scores: [draw(), draw(), draw()],
      site: 'abc'[Math.floor(next() * 3)] ?? 'a',
      age: next() < 0.5 ? 'young' : 'old',
    }
  })
  // `age` stands in a crossing only: by itself nobody declared it.
  const plan = classPlan({ intersections: [['site', 'age']] })
  const { gaps = [] } = foundBy('multi-class', evaluateTask(plan, classTable(cases)))
  for (const [family, adjust] of [
    ['confirmatory', holm],
    ['exploratory', benjaminiHochberg],
  ] as const) {
    const own = gaps.filter((one) => one.family === family)
    expect(own.length).toBeGreaterThan(5)
    for (const [at, adjusted] of adjust(own.map(({ pValue }) => pValue)).entries())
      expectClose(own[at]?.pAdjusted, adjusted, 1e-10)
    expect(new Set(own.map(({ interval }) => interval.level.toFixed(10)))).toEqual(
      new Set([(1 - 0.05 / own.length).toFixed(10)]),
    )
  }
  const exploratory = gaps.filter(({ family }) => family === 'exploratory')
  expect(new Set(exploratory.map(({ column, and }) => `${column}${and ? ' crossed' : ''}`))).toEqual(
    new Set(['age']),
  )
  // Of the two ages one is compared, of the three sites and six crossed groups each.
  const places = new Set(gaps.map(({ column, value, and }) => `${column}=${value}${and?.value ?? ''}`))
  expect([...places].filter((one) => one.startsWith('age'))).toHaveLength(1)
  expect([...places].filter((one) => one.startsWith('site'))).toHaveLength(9)
})

test('a class of which a large group has too few cases is said to be unknown there, and no mean hides it', () => {
  const rows = Array.from({ length: 120 }, (_, at): ClassCase => {
    const site = at < 60 ? 'a' : 'b'
    // Site b has nine of z, one below the least number.
    const truth = site === 'a' ? at % 3 : at < 69 ? 2 : at % 2
    return { truth, scores: [0, 1, 2].map((one) => (one === truth ? 5 : at % 5)), site }
  })
  const at = (least: number) =>
    foundBy('multi-class', evaluateTask(classPlan({ stratumCasesMin: least }), classTable(rows)))
  const short = at(10)
  expect(short.tooFew).toEqual([{ column: 'site', value: 'b', of: [{ of: 'z', n: 9 }] }])
  expect(gapOf(short.gaps, 'sensitivity', 'z')).toBeUndefined()
  expect(gapOf(short.gaps, 'auroc', 'z')).toBeUndefined()
  expect(gapOf(short.gaps, 'macro-sensitivity')).toBeUndefined()
  expect(gapOf(short.gaps, 'sensitivity', 'x')).toBeDefined()
  const enough = at(9)
  expect(enough.tooFew).toEqual([])
  expect(gapOf(enough.gaps, 'sensitivity', 'z')).toBeDefined()
  expect(gapOf(enough.gaps, 'macro-sensitivity')).toBeDefined()
})

test('the mean of sensitivities differs by the mean of the differences, within the limits of a sum', () => {
  fc.assert(
    fc.property(fc.array(classCase, { minLength: 60, maxLength: 90 }), (cases) => {
      const { gaps = [] } = foundBy('multi-class', evaluateTask(classPlan(), classTable(cases)))
      const macro = gapOf(gaps, 'macro-sensitivity')
      const own = ['x', 'y', 'z'].flatMap((of) => gapOf(gaps, 'sensitivity', of) ?? [])
      if (!macro || own.length < 3) return
      const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length
      expect(macro.difference).toBeCloseTo(mean(own.map(({ difference }) => difference)), 10)
      const reach = Math.hypot(...own.map(({ difference, interval }) => difference - interval.low)) / 3
      expect(macro.interval.low).toBeCloseTo(macro.difference - reach, 8)
      const rest = 1 - macro.interval.level
      const excludes = macro.interval.low > 0 || macro.interval.high < 0
      if (Math.abs(macro.pValue - rest) > 1e-9) expect(excludes).toBe(macro.pValue < rest)
    }),
    { numRuns: 30 },
  )
})

const tenth = fc.integer({ min: 0, max: 10 }).map((n) => n / 10)

test('gaps of several labels are those of each label by itself at its own threshold', () => {
  const one = fc.record({
    a: fc.boolean(),
    b: fc.boolean(),
    scores: fc.tuple(tenth, tenth),
    site: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(one, { minLength: 20, maxLength: 60 }), (cases) => {
      const labels = [
        { name: 'a', threshold: 0.5 },
        { name: 'b', threshold: 0.3 },
      ]
      const plan = planOf({ task: 'multi-label', labels, strata: ['site'], stratumCasesMin: 2 })
      const lines = cases.map(
        ({ a, b, scores, site }, at) =>
          `C${String(at).padStart(3, '0')},${Number(a)},${scores[0]},${Number(b)},${scores[1]},${site ? 's' : 't'}`,
      )
      const table = tableOf('case_id,label_a,score_a,label_b,score_b,site', ...lines)
      const { gaps = [] } = foundBy('multi-label', evaluateTask(plan, table))
      for (const [at, { name, threshold }] of labels.entries()) {
        const countIn = (site: boolean) => {
          const all = cases.filter((c) => c.site === site && (at === 0 ? c.a : c.b))
          return { k: all.filter((c) => (c.scores[at] ?? 0) >= threshold).length, n: all.length }
        }
        const [own, others] = [countIn(true), countIn(false)]
        const found = gapOf(gaps, 'sensitivity', name)
        expect(found === undefined).toBe(Math.min(own.n, others.n) < 2)
        if (found) expect(found.difference).toBeCloseTo(own.k / own.n - others.k / others.n, 9)
      }
      const macro = gapOf(gaps, 'macro-sensitivity')
      const both = labels.flatMap(({ name }) => gapOf(gaps, 'sensitivity', name) ?? [])
      if (macro && both.length === 2)
        expect(macro.difference).toBeCloseTo(
          ((both[0]?.difference ?? 0) + (both[1]?.difference ?? 0)) / 2,
          10,
        )
    }),
    { numRuns: 40 },
  )
})

test('a small group that every positive of ranks above every negative proves no gap by its lack of spread', () => {
  const next = chance(9)
  const cases = Array.from({ length: 420 }, (_, at): ClassCase => {
    const truth = at % 2
    const isFew = at < 20
    // Nothing is out of order among the few; among the others one in ten is.
    const ranked = isFew || next() < 0.9 ? truth : 1 - truth
    return { truth, scores: [9 - 9 * ranked, 9 * ranked, 0], site: isFew ? 'few' : 'many' }
  })
  const plan = planOf({ task: 'multi-class', classes: ['x', 'y', 'z'], strata: ['site'] })
  const { gaps = [] } = foundBy('multi-class', evaluateTask(plan, classTable(cases)))
  const area = gapOf(gaps, 'auroc', 'x')
  expect(area?.group.estimate).toBe(1)
  expect(area?.interval.low).toBeLessThan(0)
})

test('without a true difference a gap is claimed in no more than one table of twenty, however many groups and classes', () => {
  const next = chance(77)
  const runs = 60
  let claimed = 0
  for (let run = 0; run < runs; run++) {
    const cases = Array.from({ length: 300 }, (): ClassCase => {
      const truth = Math.floor(next() * 3)
      const isRight = next() < 0.8
      const called = isRight ? truth : (truth + 1) % 3
      return {
        truth,
        scores: [0, 1, 2].map((one) => (one === called ? 9 : 1)),
        site: 'abcde'[Math.floor(next() * 5)] ?? 'a',
      }
    })
    const { gaps = [] } = foundBy(
      'multi-class',
      evaluateTask(classPlan({ stratumCasesMin: 10 }), classTable(cases)),
    )
    expect(gaps.length).toBeGreaterThan(40)
    if (gaps.some(({ interval }) => interval.low > 0 || interval.high < 0)) claimed++
  }
  // Of 60 tables 3 are expected at most; 7 would be beyond chance (binomial, 3 in 100). Plain DeLong claims in 9.
  expect(claimed).toBeLessThanOrEqual(6)
})
