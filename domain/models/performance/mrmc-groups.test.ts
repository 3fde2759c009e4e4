import fc from 'fast-check'
import { expect, test } from 'vitest'
import { studentCritical } from './beta.ts'
import { type GroupArea, groupArea, type Modality } from './mrmc.ts'
import { groupAreasCompared } from './mrmc-groups.ts'
import { expectClose } from './test/shared-medical.ts'

/* Readers who read cases of several groups, counted a second time over all pairs of readers and cases. */

const readers = 3
const scores = (count: number) => fc.array(fc.nat(5), { minLength: count, maxLength: count })
const group = fc
  .tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 2, max: 5 }))
  .chain(([p, n]) =>
    fc
      .array(fc.tuple(scores(p), scores(n)), { minLength: readers, maxLength: readers })
      .map((all) => all.map(([positives, negatives]) => ({ positives, negatives }))),
  )
type Plain = { readonly positives: readonly number[]; readonly negatives: readonly number[] }[]

const modality = (plain: Plain): Modality =>
  plain.map(({ positives, negatives }) => ({
    positives: Float64Array.from(positives),
    negatives: Float64Array.from(negatives),
  }))
const areaOf = (plain: Plain) => groupArea(modality(plain), null)

const success = (plain: Plain, reader: number, [i, j]: readonly [number, number]) => {
  const [x = 0, y = 0] = [plain[reader]?.positives[j], plain[reader]?.negatives[i]]
  return x > y ? 1 : x === y ? 0.5 : 0
}
const cellsOf = (plain: Plain): [number, number][] =>
  (plain[0]?.negatives ?? []).flatMap((_, i) =>
    (plain[0]?.positives ?? []).map((_, j): [number, number] => [i, j]),
  )
const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length
const readerArea = (plain: Plain, reader: number) =>
  mean(cellsOf(plain).map((cell) => success(plain, reader, cell)))
const places = Array.from({ length: readers }, (_, reader) => reader)
const readerPairs = places.flatMap((a) => places.filter((b) => a !== b).map((b) => [a, b] as const))

/** Mean product of two successes of two readers, of one group without a case in common, of two groups of any cases. */
function productOfStrangers(one: Plain, other: Plain): number {
  return mean(
    readerPairs.flatMap(([a, b]) =>
      cellsOf(one).flatMap((x) =>
        cellsOf(other)
          .filter((y) => one !== other || (x[0] !== y[0] && x[1] !== y[1]))
          .map((y) => success(one, a, x) * success(other, b, y)),
      ),
    ),
  )
}

test('reader-wise differences and what cases add are the U-statistic of both groups together', () => {
  fc.assert(
    fc.property(group, group, (one, other) => {
      const [own, rest] = [areaOf(one), areaOf(other)]
      const difference = mean(places.map((reader) => readerArea(one, reader) - readerArea(other, reader)))
      // The square of the true difference, without bias: products of what has neither reader nor case in common.
      const square =
        productOfStrangers(one, one) + productOfStrangers(other, other) - 2 * productOfStrangers(one, other)
      const spread = places.map(
        (reader) => (own.byReader[reader] ?? 0) - (rest.byReader[reader] ?? 0) - difference,
      )
      const ofReaders = spread.reduce((sum, x) => sum + x * x, 0) / (readers - 1) / readers
      const cases = difference ** 2 - square - ofReaders
      // What is not above zero is given the plug-in variance instead, which is another number.
      const strangers = (plain: Plain) =>
        mean(readerPairs.map(([a, b]) => readerArea(plain, a) * readerArea(plain, b))) -
        productOfStrangers(plain, plain)
      expect(strangers(one) + strangers(other)).toBeCloseTo(cases, 10)
      for (const [area, plain] of [
        [own, one],
        [rest, other],
      ] as const) {
        if (strangers(plain) > 1e-12) expect(area.caseVariance).toBeCloseTo(strangers(plain), 10)
        else expect(area.caseVariance).toBeGreaterThanOrEqual(0)
      }
    }),
    { numRuns: 150 },
  )
})

/** The plain way: three parts, the cases' part a case not below that of both by size, Student with Satterthwaite. */
function plainly(own: GroupArea, other: GroupArea) {
  const size = ({ positives: p, negatives: n }: GroupArea) => (p * n) / (p + n)
  const sides = [own, other]
  const whole = sides.reduce((sum, one) => sum + size(one), 0)
  const pooled = sides.reduce((sum, one) => sum + one.caseVariance * size(one) ** 2, 0) / whole
  const ofCases = sides.map((one) => ({
    variance: Math.max(one.caseVariance, pooled / size(one)),
    degrees: one.caseDegrees,
  }))
  const differences = places.map((reader) => (own.byReader[reader] ?? 0) - (other.byReader[reader] ?? 0))
  const difference = mean(differences)
  const seen = differences.reduce((sum, x) => sum + (x - difference) ** 2, 0) / (readers - 1)
  const single = own.singleVariance + other.singleVariance
  const ofReaders =
    seen >= single
      ? { variance: seen / readers, degrees: readers - 1 }
      : { variance: single / readers, degrees: Math.min(own.caseDegrees, other.caseDegrees) }
  const parts = [ofReaders, ...ofCases]
  const variance = parts.reduce((sum, part) => sum + part.variance, 0)
  const degrees = variance ** 2 / parts.reduce((sum, part) => sum + part.variance ** 2 / part.degrees, 0)
  return { difference, variance, degrees }
}

test('a group against one other is the plain sum of three parts, and turned round it is the same with its sign turned', () => {
  fc.assert(
    fc.property(group, group, (one, other) => {
      const [own, rest] = [areaOf(one), areaOf(other)]
      const { difference, variance, degrees } = plainly(own, rest)
      const compared = groupAreasCompared(own, [rest], 'area')
      expect(compared === null).toBe(variance <= 1e-15)
      if (compared === null) return
      expect(compared.difference).toBeCloseTo(difference, 10)
      const { low, high } = compared.intervalAt(0.95)
      const half = studentCritical(0.95, degrees) * Math.sqrt(variance)
      expect(low).toBeCloseTo(Math.max(-1, difference - half), 9)
      expect(high).toBeCloseTo(Math.min(1, difference + half), 9)
      const turned = groupAreasCompared(rest, [own], 'area')
      expect(turned?.difference).toBeCloseTo(-difference, 10)
      expect(turned?.pValue).toBeCloseTo(compared.pValue, 9)
    }),
    { numRuns: 150 },
  )
})

test('readers who all read alike add nothing, and one who is good in one group alone widens the limits', () => {
  const reading = (shift: number) => ({
    positives: Float64Array.from({ length: 12 }, (_, at) => 5 + ((at * 7) % 12) + shift),
    negatives: Float64Array.from({ length: 12 }, (_, at) => (at * 5) % 12),
  })
  const alike = groupArea([reading(0), reading(0), reading(0)], null)
  expectClose(alike.singleVariance, 0, 1e-12)
  const unlike = groupArea([reading(-4), reading(0), reading(6)], null)
  const [narrow, wide] = [
    groupAreasCompared(alike, [alike], 'area'),
    groupAreasCompared(unlike, [alike], 'area'),
  ]
  const width = (one: typeof narrow) => {
    const { low, high } = one?.intervalAt(0.95) ?? { low: 0, high: 0 }
    return high - low
  }
  expect(narrow?.pValue).toBe(1)
  expect(width(wide)).toBeGreaterThan(1.5 * width(narrow))
})

test('where every reader is right about every pair of either group, nothing is claimed', () => {
  const perfect = { positives: Float64Array.of(3, 4), negatives: Float64Array.of(1, 2) }
  const all = groupArea([perfect, perfect], null)
  expect(groupAreasCompared(all, [all], 'area')).toBeNull()
})
