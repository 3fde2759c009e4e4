import { actOnRecord, editRecord, listRecords, readRecord } from '@maek/domain/api.ts'
import { readRequirement } from '@maek/domain/assurance/api.ts'
import { intakeSbom } from '@maek/domain/components/api.ts'
import { endpoints } from '@maek/domain/endpoints.ts'
import { expect, test } from 'vitest'
import { planOf } from './request.ts'

const id = '0197b2b2-0000-7000-8000-000000000001'

test('path, query and body are told apart by the endpoint alone', () => {
  expect(planOf(listRecords, { kind: 'hazard', limit: 5, q: '위험 1', after: undefined })).toEqual({
    ok: true,
    value: {
      method: 'GET',
      target: '/api/records/hazard?limit=5&q=%EC%9C%84%ED%97%98+1',
      json: null,
      takesKey: false,
    },
  })
  expect(planOf(editRecord, { kind: 'hazard', id, version: 3, body: { a: 1 } })).toEqual({
    ok: true,
    value: {
      method: 'PUT',
      target: `/api/records/hazard/${id}`,
      json: '{"version":3,"body":{"a":1}}',
      takesKey: true,
    },
  })
  expect(planOf(intakeSbom, { name: 'a b.json', release: id })).toMatchObject({
    value: { target: `/api/intake/sbom?name=a+b.json&release=${id}`, json: null },
  })
})

test('a value cannot leave its place in the path', () => {
  const plan = planOf(readRequirement, { framework: 'a/b?c', ref: '6.1#x' })
  expect(plan).toMatchObject({ value: { target: '/api/readiness/a%2Fb%3Fc/6.1%23x' } })
  for (const ref of ['.', '..', '']) expect(planOf(readRequirement, { framework: 'x', ref }).ok).toBe(false)
  expect(planOf(readRecord, { kind: 'hazard' }).ok).toBe(false)
})

test('a list or object in a query is refused, because the door would not take it', () => {
  expect(planOf(listRecords, { kind: 'hazard', state: ['a'] })).toMatchObject({
    ok: false,
    refusal: { field: 'state' },
  })
})

test('every act on a record carries a key, so that a repetition does not act twice', () => {
  const plan = planOf(actOnRecord, { kind: 'hazard', id, action: 'approve', version: 1 })
  expect(plan.ok && plan.value.takesKey).toBe(true)
  for (const endpoint of endpoints) {
    const names = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map((match) => [match[1] ?? '', 'x'])
    expect(planOf(endpoint, Object.fromEntries(names)).ok).toBe(true)
  }
})
