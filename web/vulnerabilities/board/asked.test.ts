import { listFindings } from '@maek/domain/vulnerabilities/api.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { askedOf, sortOf, statesOf, toggled } from './asked.ts'

test('without a word the board shows what is in triage and what affects us', () => {
  expect(askedOf({})).toEqual({ state: 'in-triage,affected' })
})

test('“all” asks for every state', () => {
  expect(askedOf({ state: 'all' })).toEqual({})
})

test('an address cut off or written by hand shows the usual board', () => {
  expect(statesOf({ state: 'nonsense' })).toEqual(['in-triage', 'affected'])
  expect(sortOf({ sort: 'nonsense' })).toBe('severity')
})

test('a switch goes on and off', () => {
  expect(toggled(['high'], 'critical')).toBe('high,critical')
  expect(toggled(['high', 'critical'], 'high')).toBe('critical')
})

test('whatever stands in the address, the server is asked something it takes', () => {
  const names = ['state', 'severity', 'kev', 'mine', 'text', 'sort'] as const
  const values = fc.oneof(
    fc.string(),
    fc.constantFrom('all', 'true', 'high,low', 'affected,affected', 'x'.repeat(900)),
  )
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), values), (search) => {
      const asked = { ...askedOf(search), sort: sortOf(search) }
      expect(listFindings.input.safeParse(asked).success).toBe(true)
    }),
  )
})
