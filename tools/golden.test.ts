import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { goldenTexts } from './golden-texts.ts'

const folder = new URL('../test/golden/', import.meta.url)
const texts = goldenTexts()

test.each([...texts])('what %s says is what was reviewed (else: npm run golden)', (name, text) => {
  expect(text === readFileSync(new URL(name, folder), 'utf8')).toBe(true)
})

test('no golden file is left that nothing writes', () => {
  expect(readdirSync(folder).sort()).toEqual([...texts.keys()].sort())
})

test('an auditor may read and export, and nothing else', () => {
  const lines = (texts.get('permissions.txt') ?? '').split('\n').filter((line) => /^ {2}\S/.test(line))
  const ticks = lines.map((line) => line.trim().split(/\s+/).slice(1, 8))
  const reading = /^ {2}(read|transfer) /
  expect(lines.filter((line, at) => ticks[at]?.[6] === 'x' && !reading.test(line))).toEqual([])
  expect(ticks.length).toBeGreaterThan(200)
})
