import { expect, test } from 'vitest'
import { examples } from '../../test/examples/governance.ts'
import { parseBody } from '../parse.ts'
import { supplier } from './supplier.ts'

const body = examples.supplier ?? {}
const refusals = (action: string, change: object) =>
  (supplier.life.actions[action]?.guards ?? [])
    .map((guard) => guard({ body: { ...body, ...change }, links: { out: [], in: [] }, today: '2026-01-15' }))
    .filter(Boolean)

test('a rejected or unjudged supplier is never approved', () => {
  expect(refusals('approve', {})).toEqual([])
  expect(refusals('approve', { evaluationResult: 'rejected' })).toHaveLength(1)
  expect(refusals('approve', { evaluationResult: undefined })).toHaveLength(1)
})

test('an outsourced process or entrusted personal data needs a written agreement', () => {
  expect(refusals('submit', { agreementFiles: undefined })).toHaveLength(1)
  expect(refusals('submit', { agreementFiles: undefined, outsourcedProcess: true })).toHaveLength(2)
  expect(refusals('submit', { agreementFiles: undefined, handlesPersonalData: false })).toEqual([])
})

test('a supplier of models or data is approved only with AI responsibilities allocated', () => {
  expect(refusals('approve', { supplies: ['cloud', 'ai-model'] })).toHaveLength(1)
})

test('the next evaluation lies after the last', () => {
  expect(parseBody(supplier, { ...body, reevaluateOn: '2026-01-16' })).toMatchObject({ ok: true })
  expect(parseBody(supplier, { ...body, reevaluateOn: '2026-01-15' })).toMatchObject({ ok: false })
})
