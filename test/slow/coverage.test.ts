import { pairedDifference } from '@maek/domain/models/performance/mcnemar.ts'
import type { Limits } from '@maek/domain/models/performance/measure.ts'
import { pairedDelong } from '@maek/domain/models/performance/paired-roc.ts'
import { clopperPearson, newcombe, wilson } from '@maek/domain/models/performance/proportion.ts'
import { type AurocInterval, auroc } from '@maek/domain/models/performance/roc.ts'
import { scoreRuns } from '@maek/domain/models/performance/score-runs.ts'
import { expect, test } from 'vitest'
import { type Chance, chance, chanceError } from './chance.ts'

/*
 * What “95 %” is worth: over ten thousand made-up studies, how often the interval holds the truth it was made from.
 * The bars are those of the research: 94 to 96.5 %, and at least 95 % for the exact one.
 */

const studies = 10_000
const sizes = [50, 200, 1000] as const

/** The share of studies whose interval holds the truth. */
function covered(truth: number, study: () => Limits): number {
  let held = 0
  for (let n = 0; n < studies; n += 1) {
    const { low, high } = study()
    if (low <= truth && truth <= high) held += 1
  }
  return held / studies
}

const proportions = sizes.flatMap((n) => [0.5, 0.7, 0.85, 0.95].map((rate) => [n, rate] as const))

test.each(proportions)(
  'of %i cases at a rate of %d, the exact interval holds the rate at least 95 times of 100',
  (n, rate) => {
    const { successes } = chance(n * 1000 + rate * 100)
    const share = covered(rate, () => clopperPearson({ k: successes(n, rate), n }, 0.95))
    expect(share).toBeGreaterThanOrEqual(0.95 - chanceError(0.95, studies))
  },
)

test.each(sizes)(
  'of %i cases, the Wilson interval holds the rate 94 to 96.5 times of 100, averaged over rates',
  (n) => {
    const { share, successes } = chance(n)
    let held = 0
    for (let study = 0; study < studies; study += 1) {
      // One rate alone can lie at a tooth of the saw that every interval of whole counts has (Brown, Cai & DasGupta 2001).
      const rate = 0.5 + 0.45 * share()
      const { low, high } = wilson({ k: successes(n, rate), n }, 0.95)
      if (low <= rate && rate <= high) held += 1
    }
    expect(held / studies).toBeGreaterThan(0.94)
    expect(held / studies).toBeLessThan(0.965)
  },
)

test.each(sizes)(
  'two groups of %i cases: the Newcombe interval holds the gap 94 to 96.5 times of 100',
  (n) => {
    const { share, successes } = chance(n + 1)
    let held = 0
    for (let study = 0; study < studies; study += 1) {
      const [first, second] = [0.6 + 0.35 * share(), 0.6 + 0.35 * share()]
      const { low, high } = newcombe({ k: successes(n, first), n }, { k: successes(n, second), n }, 0.95)
      if (low <= first - second && first - second <= high) held += 1
    }
    expect(held / studies).toBeGreaterThan(0.94)
    expect(held / studies).toBeLessThan(0.965)
  },
)

test.each(sizes)(
  '%i pairs of calls: the Tango interval holds the paired difference 94 to 96.5 times of 100',
  (n) => {
    const { share } = chance(n + 2)
    const [both, firstOnly, secondOnly] = [0.75, 0.12, 0.06]
    const held = covered(firstOnly - secondOnly, () => {
      const calls = { both: 0, firstOnly: 0, secondOnly: 0, neither: 0 }
      for (let pair = 0; pair < n; pair += 1) {
        const at = share()
        if (at < both) calls.both += 1
        else if (at < both + firstOnly) calls.firstOnly += 1
        else if (at < both + firstOnly + secondOnly) calls.secondOnly += 1
        else calls.neither += 1
      }
      return pairedDifference(calls, 0.95)
    })
    expect(held).toBeGreaterThan(0.94)
    expect(held).toBeLessThan(0.965)
  },
)

/** Scores of negatives about 0 and of positives about `distance`, both of spread 1: the true area is Φ(distance / √2). */
function scored({ normal }: Chance, n: number, distance: number) {
  const scores = Float64Array.from({ length: n }, (_, place) => normal() + (place % 2) * distance)
  return { scores, labels: Uint8Array.from({ length: n }, (_, place) => place % 2) }
}
const areaAtOne = 0.760249938906523 // Φ(1/√2)
const areaAtTwo = 0.921350396474857 // Φ(√2)

type Study = readonly [cases: number, distance: number, area: number]
const areas = sizes.flatMap((n): Study[] => [
  [n, 1, areaAtOne],
  [n, 2, areaAtTwo],
])

function coveredArea(method: AurocInterval, [n, distance, area]: Study): number {
  const source = chance(n + distance)
  return covered(area, () => {
    const measure = auroc(scoreRuns(scored(source, n, distance)), method, 0.95)
    return measure.state === 'estimated' && measure.interval !== null ? measure.interval : nothing
  })
}
/** What an interval that is not given holds. */
const nothing = { low: 2, high: 2 }

test.each(areas)(
  'of %i cases whose classes lie %d apart, the DeLong interval on the logit scale holds the AUROC of %d',
  (...study) => {
    const held = coveredArea('delong-logit', study)
    expect(held).toBeGreaterThan(0.94)
    expect(held).toBeLessThan(0.965)
  },
)

test.each(areas)(
  'of %i cases whose classes lie %d apart, the plain DeLong interval of the AUROC of %d is short where cases are few',
  (...study) => {
    const held = coveredArea('delong', study)
    // Why plans use the logit scale unless they say otherwise: 25 cases a class near an area of 0.92 hold it 89 times of 100.
    const [n, distance] = study
    expect(held).toBeGreaterThan(n > 50 ? 0.935 : distance === 1 ? 0.925 : 0.88)
    expect(held).toBeLessThan(0.965)
  },
)

test('of 200 cases scored by two models, the DeLong interval of the difference holds it 94 to 96.5 times of 100', () => {
  const source = chance(7)
  const held = covered(areaAtTwo - areaAtOne, () => {
    const n = 200
    const first = new Float64Array(n)
    const second = new Float64Array(n)
    const labels = new Uint8Array(n)
    for (let place = 0; place < n; place += 1) {
      const label = place % 2
      // The two models share half of what they see, as models of one picture do.
      const common = source.normal() * Math.SQRT1_2
      first[place] = common + source.normal() * Math.SQRT1_2 + 2 * label
      second[place] = common + source.normal() * Math.SQRT1_2 + label
      labels[place] = label
    }
    const compared = pairedDelong({ first, second, labels }, 0.95)
    if (compared === null) throw new Error('both classes are there')
    return compared
  })
  expect(held).toBeGreaterThan(0.938)
  expect(held).toBeLessThan(0.965)
})
