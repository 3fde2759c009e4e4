import fc from 'fast-check'
import { expect, test } from 'vitest'
import { displayWidth, wrapped } from './display-width.ts'
import { table } from './table.ts'

test('Hangul takes two columns, also decomposed, and marks take none', () => {
  expect(displayWidth('')).toBe(0)
  expect(displayWidth('abc')).toBe(3)
  expect(displayWidth('맥 A')).toBe(4)
  expect(displayWidth('각'.normalize('NFD'))).toBe(2)
  expect(displayWidth('é'.normalize('NFD'))).toBe(1)
  expect(displayWidth('漢字')).toBe(4)
  expect(displayWidth('ＡＢ')).toBe(4)
})

test('columns stay aligned when Korean and Latin rows are mixed', () => {
  const columns = [{ title: '이름' }, { title: 'n', side: 'right' as const }, { title: '설명', wraps: true }]
  const lines = table(
    columns,
    [
      ['위험관리', '7', 'x'],
      ['risk', '1200', '긴 설명'],
    ],
    null,
  )
  expect(lines).toEqual([
    '이름         n  설명',
    '────────  ────  ────',
    '위험관리     7  x',
    'risk      1200  긴 설명',
  ])
})

test('on a screen the last column is broken between words and never wider than its room', () => {
  const columns = [{ title: 'A' }, { title: 'B', wraps: true }]
  const text = '요구사항을 충족하는 기록이 아직 하나도 없습니다'
  const lines = table(columns, [['1', text]], 30)
  expect(lines.length).toBeGreaterThan(3)
  for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(30)
  expect(
    lines
      .slice(2)
      .map((line) => line.trim().replace(/^1\s+/, ''))
      .join(' '),
  ).toBe(text)
})

test('in a pipe no line is broken, so that grep finds it', () => {
  expect(table([{ title: 'A', wraps: true }], [['x '.repeat(200).trim()]], null)).toHaveLength(3)
})

test('a missing cell is empty and an empty table is its head', () => {
  expect(table([{ title: 'A' }, { title: 'B' }], [['x']], null)[2]).toBe('x')
  expect(table([{ title: 'A' }], [], null)).toEqual(['A', '─'])
})

test('breaking a text loses no character but spaces and no line is too wide', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('가', 'a', ' ', '-', '字') }),
      fc.integer({ min: 2, max: 20 }),
      (text, width) => {
        const lines = wrapped(text, width)
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
        for (const line of lines) expect(displayWidth(line.trim())).toBeLessThanOrEqual(width)
      },
    ),
  )
})
