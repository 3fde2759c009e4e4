import { expect, test } from 'vitest'
import { examples } from '../../test/examples/products.ts'
import { parseBody } from '../parse.ts'
import { device } from './device.ts'

const body = examples.device ?? {}
const confirm = (change: object) =>
  (device.life.actions.confirm?.guards ?? [])
    .map((guard) => guard({ body: { ...body, ...change }, links: { out: [], in: [] }, today: '2026-01-02' }))
    .filter(Boolean)
const parsed = (change: object) => parseBody(device, { ...body, ...change })

test('each market asks for its own class before the device is confirmed', () => {
  expect(confirm({})).toEqual([])
  const unclassed = {
    grade: undefined,
    gmpGroup: undefined,
    euClass: undefined,
    usClass: undefined,
    udi: undefined,
  }
  expect(confirm({ ...unclassed, markets: ['jp'] })).toEqual([])
  expect(confirm({ ...unclassed, markets: ['kr'] })).toHaveLength(2)
  expect(confirm({ ...unclassed, markets: ['eu'] })).toHaveLength(1)
  expect(confirm({ ...unclassed, markets: ['us'] })).toHaveLength(2)
})

test('a combination drug describes its drug part', () => {
  expect(confirm({ family: 'combination-drug' })).toHaveLength(1)
})

test('the KGMP group cannot contradict whether the device uses AI', () => {
  expect(parsed({ gmpGroup: 'software-without-ai' })).toMatchObject({ refusal: { field: 'body.gmpGroup' } })
  expect(parsed({ usesAi: false })).toMatchObject({ refusal: { field: 'body.gmpGroup' } })
  expect(parsed({ usesAi: false, gmpGroup: 'software-without-ai' })).toMatchObject({ ok: true })
})

test('generative AI is AI, and software has a safety class', () => {
  expect(parsed({ usesAi: false, usesGenerativeAi: true })).toMatchObject({
    refusal: { field: 'body.usesGenerativeAi' },
  })
  expect(parsed({ safetyClass: 'no-software' })).toMatchObject({ refusal: { field: 'body.safetyClass' } })
})
