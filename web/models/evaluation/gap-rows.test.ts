import type { Gap } from '@maek/domain/models/performance/gap.ts'
import { expect, test } from 'vitest'
import { gapRows } from './gap-rows.ts'

const words = {
  empty: '(empty)',
  insufficient: 'insufficient n',
  small: 'too few',
  notCompared: 'not compared',
}
const gap = (value: string | null, of = 'mel'): Gap => ({
  column: 'site',
  value,
  name: 'sensitivity',
  of,
  family: 'confirmatory',
  group: { estimate: 0.7, n: 40 },
  others: { estimate: 0.9, n: 200 },
  difference: -0.2,
  interval: { low: -0.35, high: -0.05, level: 0.995, method: 'newcombe-10:bonferroni' },
  pValue: 0.001,
  pAdjusted: 0.01,
})
const place = (value: string | null, n = 80, isSufficient = true) => ({
  column: 'site',
  value,
  n,
  isSufficient,
})
const wanted = { name: 'sensitivity', of: 'mel' } as const

test('each group is drawn with its gap or says why it has none, and nine cases show nothing at all', () => {
  const places = [place('a'), place('b'), place('c', 30, false), place(null, 9, false)]
  expect(gapRows([gap('a'), gap('b', 'bcc')], { places, wanted }, words)).toMatchObject([
    { label: 'a', n: 40, estimate: -0.2, low: -0.35, high: -0.05 },
    { label: 'b', n: 80, estimate: null, note: 'not compared' },
    { label: 'c', estimate: null, note: 'insufficient n' },
    { label: '(empty)', n: '< 10', estimate: null, note: 'too few' },
  ])
})

test('of two groups the second, which is the first turned round, is left out; without a gap nothing is drawn', () => {
  const places = [place('a'), place('b')]
  expect(gapRows([gap('a')], { places, wanted }, words).map(({ label }) => label)).toEqual(['a'])
  expect(gapRows([gap('a', 'bcc')], { places, wanted }, words)).toEqual([])
})
