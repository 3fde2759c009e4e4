import { expect, test } from 'vitest'
import { Seen } from './seen.ts'

test('what was seen is known until it is forgotten', () => {
  const seen = new Seen(10)
  seen.add('a')
  expect([seen.has('a'), seen.has('b')]).toEqual([true, false])
  seen.forget()
  expect(seen.has('a')).toBe(false)
})

test('past its bound the half seen longest ago is forgotten, and never what was just added', () => {
  const seen = new Seen(1000)
  for (let at = 0; at < 10_000; at++) {
    seen.add(`key-${at}`)
    expect(seen.has(`key-${at}`)).toBe(true)
  }
  const known = Array.from({ length: 10_000 }, (_, at) => at).filter((at) => seen.has(`key-${at}`))
  expect(known[0]).toBeGreaterThanOrEqual(9000)
  expect(known.at(-1)).toBe(9999)
})

test('what is asked for again and again stays', () => {
  const seen = new Seen(100)
  seen.add('often')
  for (let at = 0; at < 1000; at++) {
    seen.add(`once-${at}`)
    expect(seen.has('often')).toBe(true)
  }
})
