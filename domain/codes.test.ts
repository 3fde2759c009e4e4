import { expect, test } from 'vitest'
import { bodyInWords } from './codes.ts'
import { evaluation } from './models/evaluation.ts'

const row = (of?: string) => ({ metric: 'AUROC', ...(of !== undefined && { of }), estimate: '0.9' })
const read = (task: string, ...of: (string | undefined)[]) =>
  bodyInWords(evaluation, { task, results: of.map(row) }).results

test('an older comparison names the versions in words, as a newer one does', () => {
  expect(read('comparison', 'cleared', 'previous', undefined)).toEqual([
    row('최초 허가 버전 · the version first cleared'),
    row('직전 버전 · the version before'),
    row(),
  ])
})

test('a class that somebody called by such a word keeps its name', () => {
  expect(read('multi-class', 'cleared')).toEqual([row('cleared')])
})

test('what stands in words, or is no code, is shown as it is kept', () => {
  const kept = ['최초 허가 버전 · the version first cleared', 'constructor', 'Cleared']
  expect(read('comparison', ...kept)).toEqual(kept.map(row))
})

test('a body without results, or with none that can be read, is shown as it is', () => {
  for (const body of [{ task: 'comparison' }, { task: 'comparison', results: 'cleared' }]) {
    expect(bodyInWords(evaluation, body)).toBe(body)
  }
  expect(bodyInWords(evaluation, { task: 'comparison', results: [null, 3] }).results).toEqual([null, 3])
})

test('a kind without such codes is shown as it is', () => {
  const body = { task: 'comparison', results: [row('cleared')] }
  expect(bodyInWords({}, body)).toBe(body)
})
