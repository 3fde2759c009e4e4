import type { Cited } from '../../../cited.ts'
import type { ComparisonFact, UpdateFacts } from '../facts.ts'

/* An update that keeps to its plan; tests change one fact at a time. */

export const cite = (kind: string, number: string): Cited => ({
  id: number,
  kind,
  number,
  title: number,
  version: 1,
})
export const cleared = cite('model-version', 'MOD-1')
export const previous = cite('model-version', 'MOD-2')
export const evaluation = (number: string) => cite('evaluation', number)

export function difference(
  against: 'cleared' | 'previous',
  low: number,
  more: Partial<ComparisonFact> = {},
): ComparisonFact {
  return {
    evaluation: evaluation(`EVL-${against}`),
    against,
    comparedWith: against === 'cleared' ? 'MOD-1' : 'MOD-2',
    measure: 'sensitivity',
    subgroup: null,
    low,
    high: low + 0.06,
    level: 0.99,
    at: '2026-10-01T00:00:00.000Z',
    ...more,
  }
}

export const facts: UpdateFacts = {
  model: {
    ...cite('model-version', 'MOD-3'),
    versionName: '1.2.0',
    isApproved: true,
    hasWeightsHash: true,
    aiSystem: 'ais',
    modifications: [{ code: 'M1', what: 'more data' }],
  },
  markets: ['kr'],
  devices: [cite('device', 'DEV-1')],
  grade: 2,
  plan: {
    ...cite('change-plan', 'PCP-1'),
    isAuthorised: true,
    hasEnded: false,
    aiSystem: 'ais',
    authorisations: [{ market: 'kr', by: 'MFDS', number: '26-1', on: '2026-01-02' }],
    modifications: [{ code: 'M1', what: 'more data' }],
    assessed: ['M1'],
    criteria: [
      {
        metric: 'sensitivity',
        measure: 'sensitivity',
        subgroup: null,
        marginCleared: 0.05,
        marginPrevious: 0.05,
      },
    ],
    budget: { alpha: 0.025, planned: 5, spending: 'equal' },
    testData: 'fresh',
  },
  cleared,
  previous,
  evaluations: [{ ...evaluation('EVL-cleared'), isApproved: true, dataset: null }],
  comparisons: [difference('cleared', -0.03), difference('previous', -0.02)],
  earlierLooks: 1,
  reusedDatasets: [],
  change: {
    ...cite('change', 'CHG-1'),
    isApproved: true,
    aspects: ['model', 'data', 'core-performance'],
    needsSummative: false,
    krDecision: null,
    usDecision: null,
    euDecision: null,
    filing: null,
    filedOn: null,
    causeOn: '2026-09-01',
    documents: 0,
  },
  impact: { ...cite('impact-assessment', 'IMP-1'), isApproved: true, isStale: false },
}
