import { expect, test } from 'vitest'
import { readArguments } from '../arguments.ts'
import { instantOf, instantOption } from './instant.ts'
import { below, readBar, share } from './tally.ts'

const tally = { met: 8, partly: 1, notMet: 1, unknown: 0, notApplicable: 90 }

test('what does not apply does not count, and what is not met in full does', () => {
  expect(share(tally)).toBe(80)
  expect(share({ ...tally, unknown: 10 })).toBe(40)
  expect(share({ met: 0, partly: 0, notMet: 0, unknown: 0, notApplicable: 3 })).toBeNull()
})

test('exactly at the bar is enough', () => {
  expect(below(tally, 80)).toBe(false)
  expect(below(tally, 80.1)).toBe(true)
  expect(below(tally, null)).toBe(false)
})

test('the bar is written met=N%, from 0 to 100', () => {
  expect(readBar('met=80%')).toEqual({ ok: true, value: 80 })
  expect(readBar('met=99.5')).toEqual({ ok: true, value: 99.5 })
  for (const text of ['80%', 'met=101%', 'met=-1%', 'partly=3%', 'met=', ''])
    expect(readBar(text).ok).toBe(false)
})

function asOf(text: string) {
  const asked = readArguments(['do', '--as-of', text], { 'as-of': instantOption }, 'en')
  if (!asked.ok) throw new Error(asked.refusal.because.en)
  return instantOf(asked.value)
}

test('a bare day means its end in Korea, whatever the machine thinks', () => {
  expect(asOf('2026-11-21')).toEqual({ ok: true, value: '2026-11-21T14:59:59.999Z' })
  expect(asOf('2026-11-21T09:00:00+09:00')).toEqual({ ok: true, value: '2026-11-21T00:00:00.000Z' })
  for (const text of ['2026-02-30', '21.11.2026', '2026-11-21T09:00:00', 'now'])
    expect(asOf(text).ok).toBe(false)
})
