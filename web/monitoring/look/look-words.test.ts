import { chartMethods } from '@maek/domain/monitoring/terms.ts'
import { expect, test } from 'vitest'
import { designWords, methodOf, verdictWords } from './look-words.ts'

test('every method a plan may choose is told in words, in both languages', () => {
  for (const name of Object.keys(chartMethods)) {
    const { measure, how } = methodOf(name)
    expect(Math.min(how.ko.length, how.en.length)).toBeGreaterThan(50)
    expect(measure.ko).not.toBe('값')
  }
  expect(methodOf('constructor').measure.en).toBe('Value')
})

test('a look that had too little is not told as a look without alarm', () => {
  expect(verdictWords['too-little'].tone).toBe('waiting')
  expect(verdictWords['too-little'].label.en).toContain('not to say that all is well')
  expect(verdictWords.attention.tone).toBe('waiting')
})

test('runs of an SPRT are told as a decision, not as false alarms', () => {
  const design = { unit: 'cases' as const, runsGood: 41.6, runsBad: 91.2 }
  expect(designWords({ method: 'sprt', design }).en).toBe(
    'Design: decides after 41.6 cases on average while good, 91.2 when bad',
  )
  expect(
    designWords({ method: 'ewma', design: { unit: 'periods', runsGood: 370, runsBad: 2.69 } }).ko,
  ).toContain('평균 370개 기간에 한 번 거짓경보')
})
