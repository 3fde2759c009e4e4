import { findingsOf } from '@maek/domain/models/performance/subgroup.ts'
import { talliesOf } from '@maek/domain/models/performance/tallies.ts'
import type { GroupPlan } from '@maek/domain/models/performance/tally.ts'
import { expect, test } from 'vitest'
import { type Chance, chance, chanceError } from './chance.ts'

/*
 * A binary classifier in tables made without any difference between five groups: how often at least one gap of the whole
 * family (ten measures a group) is claimed, and how often one measure's own test rejects at 5 %. Groups alike in size, or
 * one of hardly more cases than the least; probabilities that are right, or so sure that most errors are none.
 */

const tables = 300

const plan: GroupPlan = {
  threshold: 0.3,
  level: 0.95,
  proportionInterval: 'wilson',
  aurocInterval: 'delong-logit',
  stratumClassCasesMin: 10,
  strata: ['site'],
}

const even = (share: number) => Math.floor(share * 5)
const uneven = (share: number) => (share < 0.05 ? 0 : 1 + Math.floor(((share - 0.05) / 0.95) * 4))

const settings = [
  { what: 'rare, groups alike', cases: 400, center: -2.6, spread: 1.3, siteOf: even },
  { what: 'common, groups alike', cases: 400, center: -0.5, spread: 1.3, siteOf: even },
  { what: 'rare, one group small', cases: 600, center: -2, spread: 1.3, siteOf: uneven },
  { what: 'common, one group small', cases: 600, center: -0.5, spread: 1.3, siteOf: uneven },
  { what: 'told apart nearly surely, one group small', cases: 600, center: -1.3, spread: 4, siteOf: uneven },
]

function findings({ cases, center, spread, siteOf }: (typeof settings)[number], draws: Chance) {
  const scores = Float64Array.from(
    { length: cases },
    () => Math.round(1e4 / (1 + Math.exp(-(center + spread * draws.normal())))) / 1e4,
  )
  // Each probability is true.
  const labels = Uint8Array.from(scores, (score) => (draws.share() < score ? 1 : 0))
  const codes = Int32Array.from(scores, () => siteOf(draws.share()))
  const predictions = {
    scores,
    labels,
    subgroups: [{ column: 'site', strata: ['a', 'b', 'c', 'd', 'e'], codes }],
    caseIds: [],
    scoreKind: 'probability' as const,
    columnsLeftOut: [],
  }
  return findingsOf(talliesOf(predictions, { threshold: plan.threshold, pairs: [] }), plan)
}

test.each(settings)(
  'without a true difference, positives $what: gaps and spreads are claimed in at most one table of twenty',
  (setting) => {
    const draws = chance(11)
    let [claimed, spreadOut] = [0, 0]
    const rejected = new Map<string, { count: number; of: number }>()
    for (let table = 0; table < tables; table += 1) {
      const { gaps, spreads } = findings(setting, draws)
      if (gaps.some(({ interval }) => interval.low > 0 || interval.high < 0)) claimed += 1
      // Each measure's spread stands for itself: its limits are not made for all measures together.
      if (spreads.some(({ name, interval }) => name === 'brier' && interval.low > 0)) spreadOut += 1
      for (const { name, pValue } of gaps) {
        const own = rejected.get(name) ?? { count: 0, of: 0 }
        rejected.set(name, { count: own.count + Number(pValue < 0.05), of: own.of + 1 })
      }
    }
    expect(claimed / tables).toBeLessThanOrEqual(0.05 + chanceError(0.05, tables))
    expect(spreadOut / tables).toBeLessThanOrEqual(0.05 + chanceError(0.05, tables))
    for (const name of ['accuracy', 'balanced-accuracy', 'f1', 'brier', 'observed-less-expected']) {
      const { count, of } = rejected.get(name) ?? { count: 0, of: 0 }
      expect(of, name).toBeGreaterThan(tables)
      // The gaps of one table hang together: chance is reckoned by tables.
      expect(count / of, name).toBeLessThanOrEqual(0.05 + chanceError(0.05, tables))
    }
  },
)
