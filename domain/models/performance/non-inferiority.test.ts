import { expect, test } from 'vitest'
import { compareToMargin, judgeUpdate, updateAlpha } from './non-inferiority.ts'

test('an interval that reaches the margin itself is not a proof', () => {
  expect(compareToMargin({ low: -0.05, high: 0.02 }, 0.05)).toBe('inconclusive')
  expect(compareToMargin({ low: -0.049, high: 0.02 }, 0.05)).toBe('non-inferior')
  expect(compareToMargin({ low: 0.001, high: 0.02 }, 0.05)).toBe('superior')
  expect(compareToMargin({ low: -0.2, high: -0.06 }, 0.05)).toBe('inferior')
  expect(compareToMargin({ low: 0, high: 0.02 }, 0.05)).toBe('non-inferior')
})

test('bio-creep: ten updates, each a little worse than the last, all pass against the last and fail against the first', () => {
  const margin = 0.05
  const judged = Array.from({ length: 10 }, (_, update) => {
    const lost = 0.02 * (update + 1)
    return judgeUpdate({
      againstPrevious: { low: -0.02 - 0.02, high: -0.02 + 0.02 },
      againstCleared: { low: -lost - 0.02, high: -lost + 0.02 },
      margin,
      alpha: updateAlpha(0.025, 10),
    })
  })
  expect(judged.every(({ againstPrevious }) => againstPrevious === 'non-inferior')).toBe(true)
  expect(judged.map(({ passes }) => passes)).toEqual([true, ...Array.from({ length: 9 }, () => false)])
  expect(judged.at(-1)?.againstCleared).toBe('inferior')
})

test('the error of all planned updates together is what was allowed', () => {
  expect(updateAlpha(0.025, 5) * 5).toBeCloseTo(0.025, 15)
  expect(() => updateAlpha(0.025, 0)).toThrow(RangeError)
  expect(() => compareToMargin({ low: 0, high: 1 }, 0)).toThrow(RangeError)
})
