import { expect, test } from 'vitest'
import { readSsvc } from './ssvc.ts'
import { type SsvcSignals, suggestSsvc } from './ssvc-suggest.ts'

const suggested = (signals: SsvcSignals) =>
  Object.fromEntries(suggestSsvc(signals).map(({ point, value }) => [point, value]))

test('a vulnerability in KEV is suggested as actively exploited', () => {
  expect(suggested({ exploited: true })).toEqual({ 'in-kev': 'yes', exploitation: 'active' })
})

test('absence from KEV says nothing about exploitation, and no catalogue says nothing about KEV', () => {
  expect(suggested({ exploited: false })).toEqual({ 'in-kev': 'no' })
  expect(suggested({ exploited: null })).toEqual({})
})

test.for([
  ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', { automatable: 'yes', 'technical-impact': 'total' }],
  ['CVSS:3.0/AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:N', { 'technical-impact': 'partial' }],
  ['CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:L/I:N/A:N', { automatable: 'no', 'technical-impact': 'partial' }],
  [
    'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/E:A/AU:N',
    { automatable: 'no', 'technical-impact': 'total', exploitation: 'active' },
  ],
  ['AV:N/AC:L/Au:N/C:C/I:C/A:C', { automatable: 'yes', 'technical-impact': 'total' }],
  ['CVSS:3.1/AV:N', {}],
  ['<script>', {}],
] as const)('from the vector %s only what it can carry is suggested', ([vector, wanted]) => {
  expect(suggested({ vector })).toEqual(wanted)
})

test('KEV outweighs what the vector says of exploitation', () => {
  const vector = 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/E:U'
  expect(suggested({ exploited: true, vector }).exploitation).toBe('active')
})

test('every suggestion is an answer SSVC accepts, with its reason in both languages', () => {
  const all = suggestSsvc({
    exploited: true,
    exploitation: 'none',
    harm: 'catastrophic',
    vector: 'CVSS:3.1/AV:P/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E:P',
  })
  expect(readSsvc(all).ok).toBe(true)
  for (const { because } of all) expect([because.ko, because.en]).not.toContain('')
})
