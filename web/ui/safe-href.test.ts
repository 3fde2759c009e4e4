import { expect, test } from 'vitest'
import { safeHref } from './safe-href.ts'

test('a text links only to http, https and mailto', () => {
  expect(safeHref('https://www.mfds.go.kr/index.do')).toBe('https://www.mfds.go.kr/index.do')
  expect(safeHref('mailto:ra@example.kr')).toBe('mailto:ra@example.kr')
  for (const href of [
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    '/records/person',
    '//evil.example',
    '',
  ]) {
    expect(safeHref(href), href).toBeNull()
  }
})
