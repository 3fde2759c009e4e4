import fc from 'fast-check'
import { expect, test } from 'vitest'
import { averagePrecision } from '../auprc.ts'
import { binCounts, freezeBins, psi } from '../drift.ts'
import { hosmerLemeshow } from '../hosmer-lemeshow.ts'
import { kolmogorovSmirnov } from '../kolmogorov-smirnov.ts'
import { confusionAt } from '../operating-point.ts'
import { rocCurve } from '../roc.ts'
import { scoreRuns } from '../score-runs.ts'
import { talliesOf } from '../tallies.ts'
import { expectClose } from '../test/shared-medical.ts'
import { BinarySums } from './binary-sums.ts'
import { GroupCounts } from './group-counts.ts'
import { GroupSums } from './group-sums.ts'
import { RunsOfRows } from './runs-of-rows.ts'

/** Scores with many ties, or hardly any. */
const tableOf = fc.integer({ min: 3, max: 1000 }).chain((levels) =>
  fc.record({
    rows: fc.array(
      fc.record({
        score: fc.integer({ min: 0, max: levels }).map((level) => level / levels),
        label: fc.constantFrom(0 as const, 1 as const),
        site: fc.integer({ min: -1, max: 2 }),
        sex: fc.integer({ min: 0, max: 1 }),
      }),
      { minLength: 1, maxLength: 250 },
    ),
    reference: fc.array(
      fc.integer({ min: 0, max: levels }).map((level) => level / levels),
      {
        minLength: 1,
        maxLength: 120,
      },
    ),
    chunk: fc.integer({ min: 1, max: 260 }),
    thresholds: fc.array(
      fc.integer({ min: 0, max: levels }).map((level) => level / levels),
      { minLength: 1, maxLength: 3 },
    ),
  }),
)

test('one look over sorted rows gives what the plain statistics give, in any chunks', () => {
  fc.assert(
    fc.property(tableOf, ({ rows, reference, chunk, thresholds }) => {
      const sorted = rows.toSorted((a, b) => a.score - b.score)
      const positives = rows.filter(({ label }) => label === 1).length
      const sums = new BinarySums({
        positives,
        negatives: rows.length - positives,
        thresholds,
        scoreKind: 'probability',
        reference: Float64Array.from(reference).sort(),
      })
      const runsOf = new RunsOfRows()
      for (let at = 0; at < sorted.length; at += chunk) {
        const part = sorted.slice(at, at + chunk)
        sums.push(
          runsOf.push({
            length: part.length,
            scores: Float64Array.from(part, ({ score }) => score),
            labels: Uint8Array.from(part, ({ label }) => label),
          }),
        )
      }
      sums.push(runsOf.finish())
      const found = sums.finish()
      const scores = Float64Array.from(rows, ({ score }) => score)
      const runs = scoreRuns({ scores, labels: Uint8Array.from(rows, ({ label }) => label) })
      expect(found.confusions).toEqual(thresholds.map((threshold) => confusionAt(runs, threshold)))
      expect(found.roc).toEqual(rocCurve(runs, 100))
      const precision = averagePrecision(runs)
      if (precision === null) expect(found.averagePrecision).toBeNull()
      else expectClose(found.averagePrecision, precision, 1e-13)
      const fit = hosmerLemeshow(runs, 10)
      expect(found.hosmerLemeshow === null).toBe(fit === null)
      if (fit) expectClose(found.hosmerLemeshow?.statistic, fit.statistic, 1e-9)
      const frozen = freezeBins(Float64Array.from(reference), 10)
      const counts = { reference: frozen.counts, current: binCounts(frozen, scores) }
      expect(found.drift?.psi).toBe(psi(counts))
      expect(found.drift?.kolmogorovSmirnov).toEqual(kolmogorovSmirnov(Float64Array.from(reference), scores))
    }),
  )
})

test('groups and crossed groups tally as the cases in memory do, in any chunks', () => {
  fc.assert(
    fc.property(tableOf, ({ rows, chunk, thresholds: [threshold = 0] }) => {
      const columns = [
        { column: 'site', strata: ['A', 'B', 'C'] },
        { column: 'sex', strata: ['F', 'M'] },
      ]
      const pairs = [['site', 'sex'] as const]
      const codesOf = (part: typeof rows) => [
        Int32Array.from(part, ({ site }) => (site < 0 ? 3 : site)),
        Int32Array.from(part, ({ sex }) => sex),
      ]
      const counts = new GroupCounts(columns, pairs)
      const labels = Uint8Array.from(rows, ({ label }) => label)
      counts.push({ length: rows.length, labels, codes: codesOf(rows) })
      const asked = { threshold, scoreKind: 'probability' as const, totals: counts.finish() }
      const sums = new GroupSums(columns, pairs, asked)
      // Rows of one score in another order than they stand in memory.
      const sorted = rows.toReversed().sort((a, b) => a.score - b.score)
      for (let at = 0; at < sorted.length; at += chunk) {
        const part = sorted.slice(at, at + chunk)
        sums.push({
          length: part.length,
          scores: Float64Array.from(part, ({ score }) => score),
          labels: Uint8Array.from(part, ({ label }) => label),
          codes: codesOf(part),
        })
      }
      const plain = talliesOf(
        {
          caseIds: [],
          scores: Float64Array.from(rows, ({ score }) => score),
          labels: Uint8Array.from(rows, ({ label }) => label),
          subgroups: [
            { column: 'site', strata: ['A', 'B', 'C'], codes: Int32Array.from(rows, ({ site }) => site) },
            { column: 'sex', strata: ['F', 'M'], codes: Int32Array.from(rows, ({ sex }) => sex) },
          ],
          scoreKind: 'probability',
          columnsLeftOut: [],
        },
        { threshold, pairs },
      )
      expect(sums.finish()).toEqual(plain)
    }),
  )
})
