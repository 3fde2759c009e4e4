import fc from 'fast-check'
import { expect, test } from 'vitest'
import { averagePrecision } from '../auprc.ts'
import { roc } from '../roc.ts'
import { scoreRuns } from '../score-runs.ts'
import { expectClose } from '../test/shared-medical.ts'
import { areaSums, rocOfSums } from './area-sums.ts'
import type { CellSums } from './placement-sums.ts'

type Row = { readonly score: number; readonly label: 0 | 1; readonly cell: number }

/** The rows sorted, in chunks of a size, through the sums: one grouping of all, one by cell. */
function summed(rows: readonly Row[], chunk: number) {
  const sorted = rows.toSorted((left, right) => left.score - right.score)
  const sums = areaSums(4)
  for (let at = 0; at < sorted.length; at += chunk) {
    const part = sorted.slice(at, at + chunk)
    sums.push({
      length: part.length,
      scores: Float64Array.from(part, ({ score }) => score),
      labels: Uint8Array.from(part, ({ label }) => label),
      cells: [new Int32Array(part.length), Int32Array.from(part, ({ cell }) => cell + 1)],
    })
  }
  return sums.finish()
}

const rowOf = fc.record({
  score: fc.integer({ min: -20, max: 20 }).map((whole) => whole / 8),
  label: fc.constantFrom(0 as const, 1 as const),
  cell: fc.nat(2),
})

test('areas and variances are those of the plain statistics, for all rows and for each group', () => {
  fc.assert(
    fc.property(fc.array(rowOf, { maxLength: 80 }), fc.integer({ min: 1, max: 90 }), (rows, chunk) => {
      const sums = summed(rows, chunk)
      for (const [at, cell] of sums.entries()) {
        const own = at === 0 ? rows : rows.filter((row) => row.cell === at - 1)
        const plain = roc(
          scoreRuns({
            scores: Float64Array.from(own, ({ score }) => score),
            labels: Uint8Array.from(own, ({ label }) => label),
          }),
        )
        const exact = rocOfSums(cell)
        expect(exact === null).toBe(plain === null)
        if (!exact || !plain) continue
        expect(exact.auc).toBe(plain.auc)
        expect(exact.variance === null).toBe(plain.variance === null)
        expectClose((exact.variance ?? 0) + 1, (plain.variance ?? 0) + 1, 1e-13)
      }
    }),
  )
})

test('any chunk and any order of equal scores give the very same numbers', () => {
  fc.assert(
    fc.property(fc.array(rowOf, { maxLength: 60 }), fc.integer({ min: 1, max: 7 }), (rows, chunk) => {
      expect(summed(rows.toReversed(), chunk)).toEqual(summed(rows, 1000))
    }),
  )
})

/** Doubled placements and their squares, run by run in whole numbers without bounds. */
function plainSums(rows: readonly Row[]): Omit<CellSums, 'positives' | 'negatives'> {
  const runs = new Map<number, [bigint, bigint]>()
  for (const { score, label } of rows) {
    const [n, p] = runs.get(score) ?? [0n, 0n]
    runs.set(score, label === 1 ? [n, p + 1n] : [n + 1n, p])
  }
  let [above, below] = [0n, 0n]
  const sums = { positivePlacements: 0n, positiveSquares: 0n, negativePlacements: 0n, negativeSquares: 0n }
  for (const [, [n, p]] of [...runs].sort(([a], [b]) => a - b)) {
    sums.positivePlacements += p * (2n * below + n)
    sums.positiveSquares += p * (2n * below + n) ** 2n
    sums.negativePlacements += n * (2n * above + p)
    sums.negativeSquares += n * (2n * above + p) ** 2n
    above += p
    below += n
  }
  return sums
}

test.each([
  { what: 'of their own score', scoreOf: (at: number) => at },
  { what: 'five to a score', scoreOf: (at: number) => Math.floor(at / 5) },
  { what: 'most at one score', scoreOf: (at: number) => (at < 20_000 || at > 190_000 ? at : 20_000) },
])('rows $what, more than one part holds, come to the plain sums', ({ scoreOf }) => {
  let state = 7
  const rows = Array.from({ length: 210_000 }, (_, at): Row => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 1
    return { score: scoreOf(at), label: (state >>> 9) % 3 === 0 ? 1 : 0, cell: (state >>> 12) % 3 }
  })
  for (const chunk of [3_000, 210_000]) {
    for (const [at, cell] of summed(rows, chunk).entries()) {
      expect(cell).toMatchObject(plainSums(at === 0 ? rows : rows.filter((row) => row.cell === at - 1)))
    }
  }
})

test('sums beyond 2^53 stay exact: ten million cases at one score and their mirror', () => {
  const sums = areaSums(1)
  const length = 1 << 20
  const chunkOf = (score: number, label: 0 | 1) => ({
    length,
    scores: new Float64Array(length).fill(score),
    labels: new Uint8Array(length).fill(label),
    cells: [new Int32Array(length)],
  })
  for (let part = 0; part < 4; part++) sums.push(chunkOf(1, 0))
  for (let part = 0; part < 4; part++) sums.push(chunkOf(2, 1))
  const [cell] = sums.finish()
  const count = BigInt(4 * length)
  expect(cell?.positiveSquares).toBe(count * (2n * count) ** 2n)
  expect(cell?.negativeSquares).toBe(0n)
  expect(cell && rocOfSums(cell)).toEqual({ auc: 1, variance: 0, n: Number(2n * count) })
})

test('rows out of order, and scores that are no numbers, are refused', () => {
  const rows = (scores: number[]) => ({
    length: scores.length,
    scores: Float64Array.from(scores),
    labels: new Uint8Array(scores.length),
    cells: [new Int32Array(scores.length)],
  })
  expect(() => areaSums(1).push(rows([2, 1]))).toThrow(RangeError)
  expect(() => areaSums(1).push(rows([Number.NaN]))).toThrow(RangeError)
})

test('average precision of more rows than one part holds is the plain one, in any chunk', () => {
  let state = 3
  const rows = Array.from({ length: 150_000 }, (_, at): Row => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 1
    // The last third bears one score: more rows than a part.
    return { score: Math.min(at, 70_000), label: (state >>> 9) % 5 === 0 ? 1 : 0, cell: (state >>> 12) % 3 }
  })
  const runs = scoreRuns({
    scores: Float64Array.from(rows, ({ score }) => score),
    labels: Uint8Array.from(rows, ({ label }) => label),
  })
  const totals = {
    positives: Float64Array.of(runs.positiveCount),
    negatives: Float64Array.of(runs.negativeCount),
  }
  const found = [1_000, 4_097, 150_000].map((chunk) => {
    const sums = areaSums(1, totals)
    for (let at = 0; at < rows.length; at += chunk) {
      const part = rows.slice(at, at + chunk)
      sums.push({
        length: part.length,
        scores: Float64Array.from(part, ({ score }) => score),
        labels: Uint8Array.from(part, ({ label }) => label),
        cells: [new Int32Array(part.length)],
      })
    }
    sums.finish()
    return sums.averagePrecisions()[0]
  })
  expect(new Set(found).size).toBe(1)
  expectClose(found[0], averagePrecision(runs) ?? 0, 1e-13)
})

test('without the numbers of cases to come no average precision is told', () => {
  const sums = areaSums(1)
  sums.push({
    length: 1,
    scores: Float64Array.of(1),
    labels: Uint8Array.of(1),
    cells: [new Int32Array(1)],
  })
  sums.finish()
  expect(sums.averagePrecisions()).toEqual([null])
})
