import { endpoints } from '@maek/domain/endpoints.ts'
import { expect, test } from 'vitest'
import { unsettled } from '../tools/violation.ts'
import { handlers } from './handlers.ts'

const promised = endpoints.map((endpoint) => endpoint.name)
const kept = handlers.map((handler) => handler.endpoint.name)

test('every endpoint that is promised has a handler, and no handler serves what is not promised', () => {
  const missing = promised
    .filter((name) => !kept.includes(name))
    .map((name) => ({ name, what: 'no handler' }))
  const unknown = kept
    .filter((name) => !promised.includes(name))
    .map((name) => ({ name, what: 'not promised' }))
  const broken = [...missing, ...unknown].map(({ name, what }) => ({ path: name, rule: 'endpoint', what }))
  expect(unsettled(['endpoint'], broken)).toEqual([])
})

test('no endpoint is promised or served twice, by name or by address', () => {
  const addresses = endpoints.map((endpoint) => `${endpoint.method} ${endpoint.path}`)
  for (const list of [promised, kept, addresses]) expect(list).toEqual([...new Set(list)])
})
