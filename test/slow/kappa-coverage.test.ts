import { fleissKappa } from '@maek/domain/models/performance/agreement.ts'
import { criticalValue } from '@maek/domain/models/performance/normal.ts'
import { expect, test } from 'vitest'
import { type Chance, chance } from './chance.ts'

/*
 * How often the interval of Fleiss' kappa holds the kappa the readings were made from. Each case has a category, and each
 * reader sees it with probability √κ and else draws one from the same shares: two readers then agree beyond chance by κ.
 */

const studies = 4_000

type Making = { readonly kappa: number; readonly readers: number; readonly shares: readonly number[] }

function readings({ share }: Chance, cases: number, { kappa, readers, shares }: Making): number[][] {
  const drawn = () => {
    let left = share()
    const at = shares.findIndex((one) => {
      left -= one
      return left < 0
    })
    return at < 0 ? shares.length - 1 : at
  }
  const sees = Math.sqrt(kappa)
  return Array.from({ length: cases }, () => {
    const own = drawn()
    const given = Array.from({ length: readers }, () => (share() < sees ? own : drawn()))
    return shares.map((_, category) => given.filter((one) => one === category).length)
  })
}

/** Half the width that the variance under agreement by chance alone gives (Fleiss, Nee & Landis 1979). */
function halfByChance(rows: readonly (readonly number[])[], readers: number): number {
  const shares = (rows[0] ?? []).map(
    (_, category) => rows.reduce((sum, row) => sum + (row[category] ?? 0), 0) / (rows.length * readers),
  )
  const products = shares.reduce((sum, one) => sum + one * (1 - one), 0)
  const skew = shares.reduce((sum, one) => sum + one * (1 - one) * (1 - 2 * one), 0)
  const variance = (2 * (products ** 2 - skew)) / (products ** 2 * rows.length * readers * (readers - 1))
  return criticalValue(0.95) * Math.sqrt(Math.max(0, variance))
}

/** The share of studies whose interval holds kappa, of those that have one; and of the interval by chance alone. */
function covered(cases: number, making: Making): { readonly held: number; readonly byChance: number } {
  const draws = chance(cases + making.readers)
  let [held, byChance, all] = [0, 0, 0]
  for (let study = 0; study < studies; study += 1) {
    const rows = readings(draws, cases, making)
    const measure = fleissKappa(rows, 0.95)
    if (measure.state !== 'estimated' || measure.interval === null) continue
    const { low, high } = measure.interval
    all += 1
    if (low <= making.kappa && making.kappa <= high) held += 1
    if (Math.abs(measure.estimate - making.kappa) <= halfByChance(rows, making.readers)) byChance += 1
  }
  return { held: held / all, byChance: byChance / all }
}

const even = [1 / 3, 1 / 3, 1 / 3]
const uneven = [0.8, 0.15, 0.05]
const settings = [3, 6].flatMap((readers) =>
  [0.3, 0.6, 0.85].flatMap((kappa) => [
    { readers, kappa, what: 'alike', shares: even },
    { readers, kappa, what: 'uneven', shares: uneven },
  ]),
)

test.each(settings)(
  'a kappa of $kappa of $readers readers in categories $what is held by its interval, not by that of agreement by chance alone',
  (making) => {
    const many = covered(200, making)
    expect(many.held).toBeGreaterThan(0.93)
    expect(many.held).toBeLessThan(0.965)
    // Short with fifty cases where one category holds one case of twenty: 89 to 93 instead of 95 of 100.
    const few = covered(50, making)
    expect(few.held).toBeGreaterThan(making.shares === even ? 0.93 : 0.88)
    expect(few.held).toBeLessThan(0.965)
    if (making.kappa === 0.6) expect(many.byChance).toBeLessThan(0.9)
  },
)
