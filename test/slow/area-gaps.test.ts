import { roc } from '@maek/domain/models/performance/roc.ts'
import { scoreRuns } from '@maek/domain/models/performance/score-runs.ts'
import { findingsOf } from '@maek/domain/models/performance/subgroup.ts'
import { talliesOf } from '@maek/domain/models/performance/tallies.ts'
import type { GroupPlan } from '@maek/domain/models/performance/tally.ts'
import { unpairedDelong } from '@maek/domain/models/performance/test/unpaired-delong.ts'
import { expect, test } from 'vitest'
import { chance } from './chance.ts'

/*
 * Two groups of the same true area 0.9, one of 10 + 90 cases, one of 100 + 900: how often a gap is claimed at an error of
 * 1 in 1,000, the level that some fifty comparisons of a family leave to each.
 */

const plan: GroupPlan = {
  threshold: 0.5,
  level: 0.95,
  proportionInterval: 'wilson',
  aurocInterval: 'delong-logit',
  stratumClassCasesMin: 10,
  strata: ['group'],
}
const [draws, small, all, error] = [2_000, 100, 1_100, 0.001]

test('a small group whose few cases look sure claims no gap of areas; DeLong’s D alone would, ten times too often', () => {
  const { share } = chance(20_261_122)
  const labels = Uint8Array.from({ length: all }, (_, at) => (at % 10 === 0 ? 1 : 0))
  const codes = Int32Array.from({ length: all }, (_, at) => (at < small ? 0 : 1))
  const areaOf = (scores: Float64Array, from: number, to: number) =>
    roc(scoreRuns({ scores: scores.subarray(from, to), labels: labels.subarray(from, to) }))
  let [claimed, delongs] = [0, 0]
  for (let draw = 0; draw < draws; draw++) {
    // The largest of nine numbers exceeds another in 9 of 10 draws: the true area.
    const scores = Float64Array.from(labels, (label) => share() ** (label ? 1 / 9 : 1))
    const subgroups = [{ column: 'group', strata: ['small', 'large'], codes }]
    const predictions = {
      scores,
      labels,
      subgroups,
      caseIds: [],
      scoreKind: 'probability' as const,
      columnsLeftOut: [],
    }
    const { gaps } = findingsOf(talliesOf(predictions, { threshold: 0.5, pairs: [] }), plan)
    const gap = gaps.find(({ name }) => name === 'auroc')
    expect(gap).toBeDefined()
    if ((gap?.pValue ?? 0) < error) claimed++
    const [a, b] = [areaOf(scores, 0, small), areaOf(scores, small, all)]
    if (a && b && (unpairedDelong(a, b)?.pValue ?? 1) < error) delongs++
  }
  expect(delongs / draws).toBeGreaterThan(10 * error)
  // Six claims or fewer are what 1 in 1,000 leaves to chance in 2,000 draws (99.5 % of a binomial distribution).
  expect(claimed).toBeLessThanOrEqual(6)
})
