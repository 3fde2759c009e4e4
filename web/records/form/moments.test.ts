import { expect, test } from 'vitest'
import { fromLocalInput, toLocalInput } from './moments.ts'

test('a time survives the form unchanged, to the second', () => {
  for (const instant of [
    '2026-11-21T00:30:00.000Z',
    '2026-02-28T23:59:59.000Z',
    '2000-01-01T00:00:00.000Z',
  ]) {
    expect(fromLocalInput(toLocalInput(instant))).toBe(instant)
  }
})

test('what is no time is shown and sent as nothing', () => {
  expect(toLocalInput('soon')).toBe('')
  expect(fromLocalInput('')).toBe('')
  expect(fromLocalInput('2026-13-40T99:00')).toBe('')
})
