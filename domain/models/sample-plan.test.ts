import fc from 'fast-check'
import { expect, test } from 'vitest'
import { planSampleSize, type SizeNumbers } from './sample-plan.ts'
import { type SizeDesignName, sizeDesignNames, sizeDesigns, sizeInputs } from './size-designs.ts'

const sized = (design: SizeDesignName, numbers: SizeNumbers = {}) => {
  const answer = planSampleSize(design, numbers)
  if (!answer.ok) throw new Error(answer.refusal.because.en)
  return answer.value
}
const refused = (design: SizeDesignName, numbers: SizeNumbers) => {
  const answer = planSampleSize(design, numbers)
  if (answer.ok) throw new Error('a refusal is expected')
  return answer.refusal
}

test('a sensitivity of 0.90 against 0.80 needs 149 positives, counted exactly, at one-sided 2.5 % and 90 % power', () => {
  const size = sized('share-target', { expected: 0.9, target: 0.8, alpha: 0.025, power: 0.9 })
  expect(size.counts.map(({ n }) => n)).toEqual([149])
  expect(size.formula.en).toContain('137 by the normal')
  expect(size.statement.ko).toContain('149건')
})

test('0.85 against 0.90 at 80 % power needs 686 cases in each of two groups', () => {
  const size = sized('two-shares', { expected: 0.9, other: 0.85, alpha: 0.05, power: 0.8 })
  expect(size.counts.map(({ n }) => n)).toEqual([686, 686])
})

test('an AUROC of 0.8 known to 0.05 either side needs 837 cases at a prevalence of one in ten', () => {
  // The standard error of Riley's example, 0.0255, as a half width at 95 %.
  const size = sized('auroc-precision', {
    auroc: 0.8,
    prevalence: 0.1,
    halfWidth: 0.0255 * 1.959963984540054,
  })
  expect(size.counts.map(({ n }) => n)).toEqual([837])
})

test('an AUROC at the limit pROC detects with 41 positives and 72 negatives needs 41 and 72', () => {
  // pROC: power.roc.test(ncases = 41, ncontrols = 72, power = 0.95) detects 0.6961054.
  const size = sized('auroc-power', { auroc: 0.6961055, ratio: 72 / 41, alpha: 0.05, power: 0.95 })
  expect(size.counts.map(({ n }) => n)).toEqual([41, 72])
})

test('dropping out is added to what is collected, not to what is analysed', () => {
  const size = sized('two-shares', { expected: 0.9, other: 0.85, alpha: 0.05, power: 0.8, dropout: 0.1 })
  expect(size.toCollect).toBe(Math.ceil(1372 / 0.9))
})

test('what is impossible or out of range is refused beside its number', () => {
  expect(refused('share-target', { expected: 0.8, target: 0.8 }).field).toBe('expected')
  expect(refused('share-target', { expected: 1 }).field).toBe('expected')
  expect(refused('auroc-power', { auroc: 0.5 }).field).toBe('auroc')
  expect(refused('two-shares', { expected: 0.9, other: 0.9 }).field).toBe('other')
  expect(refused('paired-shares', { gained: 0.1, lost: 0.1 }).field).toBe('lost')
  expect(refused('paired-non-inferiority', { gained: 0, lost: 0.2, margin: 0.1 }).field).toBe('margin')
  expect(refused('paired-auroc', { auroc: 0.8, earlierAuroc: 0.9, margin: 0.05 }).field).toBe('margin')
  expect(refused('paired-shares', { gained: 0.9, lost: 0.9 }).field).toBe('lost')
  expect(refused('share-precision', { expected: Number.NaN }).field).toBe('expected')
  expect(refused('share-precision', { margin: 0.1 }).field).toBe('margin')
  expect(refused('share-precision', { expected: 2, level: 2 }).more?.length).toBe(2)
})

test('every design answers from its usual numbers, or says which number to change', () => {
  for (const design of sizeDesignNames) {
    const answer = planSampleSize(design, {})
    if (!answer.ok) expect(design).toBe('paired-shares')
    else expect(answer.value.counts.every(({ n }) => Number.isSafeInteger(n) && n > 0)).toBe(true)
  }
})

test('more power never needs fewer cases, and no number makes it fail or hang', () => {
  const share = fc.double({ min: 0.01, max: 0.99, noNaN: true })
  fc.assert(
    fc.property(fc.constantFrom(...sizeDesignNames), share, share, share, (design, a, b, c) => {
      const names: readonly string[] = sizeDesigns[design].inputs
      const candidates: [string, number][] = [
        ['expected', a],
        ['target', b],
        ['other', b],
        ['auroc', a],
        ['earlierAuroc', b],
        ['gained', a / 2],
        ['lost', b / 2],
        ['margin', Math.max(0.001, c / 2)],
        ['correlation', c],
      ]
      const numbers: SizeNumbers = Object.fromEntries(candidates.filter(([name]) => names.includes(name)))
      const weak = planSampleSize(design, { ...numbers, ...(names.includes('power') && { power: 0.8 }) })
      const strong = planSampleSize(design, { ...numbers, ...(names.includes('power') && { power: 0.95 }) })
      expect(strong.ok).toBe(weak.ok)
      if (strong.ok && weak.ok) expect(strong.value.toCollect).toBeGreaterThanOrEqual(weak.value.toCollect)
    }),
    { numRuns: 60 },
  )
})

test('the usual numbers lie within their ranges', () => {
  for (const { min, max, usual } of Object.values(sizeInputs)) {
    expect(usual).toBeGreaterThanOrEqual(min)
    expect(usual).toBeLessThanOrEqual(max)
  }
})
