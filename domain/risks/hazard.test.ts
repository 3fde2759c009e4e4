import { expect, test } from 'vitest'
import { linked } from '../../test/examples/linked.ts'
import { examples } from '../../test/examples/risks.ts'
import type { Linked } from '../life.ts'
import { hazard } from './hazard.ts'
import { probabilities, severities, stepOf } from './scales.ts'

const body = examples.hazard ?? {}
const control: Linked = {
  relation: 'hazards',
  kind: 'risk-control',
  id: linked.riskControl,
  number: 'RCT-2026-0001',
  state: 'effective',
  approved: true,
  closed: false,
  ended: false,
}
const refusals = (change: object, controls: readonly Linked[] = [control]) =>
  (hazard.life.actions.confirm?.guards ?? [])
    .map((guard) =>
      guard({ body: { ...body, ...change }, links: { in: controls, out: [] }, today: '2026-04-02' }),
    )
    .filter((words) => words !== null)

test('a risk is confirmed when its controls work and what remains is acceptable', () => {
  expect(refusals({})).toEqual([])
  expect(refusals({ residual: 'acceptable', benefitReason: undefined })).toEqual([])
})

test('an unacceptable residual risk is never confirmed', () => {
  expect(refusals({ residual: 'not-acceptable' })).toHaveLength(1)
  expect(refusals({ residual: undefined })).toHaveLength(1)
})

test('a risk outweighed by benefit says why', () => {
  expect(refusals({ benefitReason: undefined })).toHaveLength(1)
})

test('a risk that needed control has at least one, and each is shown to work', () => {
  expect(refusals({}, [])).toHaveLength(1)
  expect(refusals({}, [{ ...control, ended: true }])).toHaveLength(1)
  expect(refusals({}, [{ ...control, approved: false }])[0]?.en).toContain('RCT-2026-0001')
  expect(refusals({ acceptabilityBefore: 'acceptable' }, [])).toEqual([])
})

test('an AI risk says how it is treated', () => {
  expect(refusals({ treatment: undefined })).toHaveLength(1)
  expect(refusals({ treatment: undefined, aspects: ['security'] })).toEqual([])
})

test('severity and likelihood stand on five steps', () => {
  expect(Object.keys(severities).map((name) => stepOf(severities, name))).toEqual([1, 2, 3, 4, 5])
  expect(Object.keys(probabilities).map((name) => stepOf(probabilities, name))).toEqual([1, 2, 3, 4, 5])
  expect(stepOf(severities, 'toString')).toBeNull()
})
