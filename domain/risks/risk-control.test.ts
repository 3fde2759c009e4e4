import { expect, test } from 'vitest'
import { linked } from '../../test/examples/linked.ts'
import { examples } from '../../test/examples/risks.ts'
import { parseBody } from '../parse.ts'
import { riskControl } from './risk-control.ts'

const body = examples['risk-control'] ?? {}
const other = '5a000000-0000-4000-8000-000000000099'
const refusals = (action: string, change: object) =>
  (riskControl.life.actions[action]?.guards ?? [])
    .map((guard) => guard({ body: { ...body, ...change }, links: { in: [], out: [] }, today: '2026-05-30' }))
    .filter(Boolean)

test('a control counts as implemented only when it is said where', () => {
  expect(refusals('implement', { implementation: undefined })).toHaveLength(1)
  expect(refusals('implement', {})).toEqual([])
})

test('a control not shown to work cannot be confirmed', () => {
  expect(refusals('confirm-effect', { effect: 'not-effective' })).toHaveLength(1)
  expect(refusals('confirm-effect', { effect: undefined })).toHaveLength(1)
  expect(refusals('confirm-effect', {})).toEqual([])
})

test('a risk that arises from a control is linked, and is not the risk it controls', () => {
  const field = 'body.newHazards'
  expect(parseBody(riskControl, { ...body, newRisk: 'arises' })).toMatchObject({ refusal: { field } })
  expect(parseBody(riskControl, { ...body, newHazards: [other] })).toMatchObject({ refusal: { field } })
  expect(parseBody(riskControl, { ...body, newRisk: 'arises', newHazards: [other] })).toMatchObject({
    ok: true,
  })
  expect(parseBody(riskControl, { ...body, newRisk: 'arises', newHazards: [linked.hazard] })).toMatchObject({
    refusal: { field },
  })
})

test('a control must serve at least one hazard and none twice', () => {
  expect(parseBody(riskControl, { ...body, hazards: [] })).toMatchObject({ ok: false })
  expect(parseBody(riskControl, { ...body, hazards: [other, other] })).toMatchObject({ ok: false })
})
