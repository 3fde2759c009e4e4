import { expect, test } from 'vitest'
import { safeNext } from './safe-next.ts'

test('after signing in a reader goes on to the page of this house they asked for', () => {
  expect(safeNext('/records/device?q=a')).toBe('/records/device?q=a')
})

test.each([
  '//evil.example',
  '/\\evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  '',
  undefined,
])('a link that would lead out of the house, %s, leads to the first page', (next) => {
  expect(safeNext(next)).toBe('/')
})

test('the sign-in page does not send people back to itself', () => {
  expect(safeNext('/sign-in?next=/')).toBe('/')
})
