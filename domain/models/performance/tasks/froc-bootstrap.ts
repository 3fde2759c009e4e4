import { say } from '../../../words.ts'
import { frocCurve, sensitivityAt } from '../detection.ts'
import { estimated, type Measure, withoutInterval } from '../measure.ts'
import type { PlanOf } from './task-plan.ts'
import type { TaskMeasure } from './task-result.ts'

/** The marks on one image, sorted: best score on each finding (0 = never hit) and scores of false marks. */
export type ImageMarks = { readonly findingScores: Float64Array; readonly falseScores: Float64Array }

const resamples = 1000
const seed = 20260101
const intervalMethod = `bootstrap-images:percentile:${resamples}:xorshift32:${seed}`

/**
 * Sensitivity at each false rate and their mean, with percentile intervals from whole images drawn anew. The draw is
 * fixed by its seed and by the images in order of their ids, so the same table gives the same digits on any machine.
 * At least one image has a finding.
 */
export function frocMeasures(
  images: readonly ImageMarks[],
  { falseRates, level }: Pick<PlanOf<'detection'>, 'falseRates' | 'level'>,
): TaskMeasure[] {
  const rates = falseRates.toSorted((left, right) => left - right)
  const curve = frocCurve({
    falseScores: Float64Array.from(images.flatMap(({ falseScores }) => [...falseScores])),
    findingScores: Float64Array.from(images.flatMap(({ findingScores }) => [...findingScores])),
    images: images.length,
  })
  const own = rates.map((rate) => sensitivityAt(curve, rate))
  const draws = drawn(images, rates)
  const findings = images.reduce((sum, { findingScores }) => sum + findingScores.length, 0)
  const measure = (estimate: number, values: readonly number[], method: string): Measure => {
    const basis = { method, n: findings }
    if (images.length < 2 || values.length < resamples / 2) return withoutInterval(basis, estimate, tooFew)
    return estimated(basis, estimate, { ...percentiles(values, level), level, method: intervalMethod })
  }
  return [
    { name: 'froc-score', measure: measure(meanOf(own), draws.map(meanOf), 'froc-score') },
    ...rates.map((rate, at) => ({
      name: 'sensitivity-at-false-rate' as const,
      of: String(rate),
      measure: measure(
        own[at] ?? 0,
        draws.map((values) => values[at] ?? 0),
        'froc:linear-between-points',
      ),
    })),
  ]
}

const tooFew = say('영상이 적어 신뢰구간을 낼 수 없습니다.', 'There are too few images for an interval.')

const meanOf = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length

/** Enough to know a standard error to a twentieth (Efron & Tibshirani 1993, 6.4: 50 to 200). */
const errorResamples = 200
export const errorMethod = `bootstrap-images:normal:${errorResamples}:xorshift32:${seed}`

/**
 * The FROC score with its standard error from whole images drawn anew, for comparisons: percentiles of a thousand draws
 * do not reach the levels that hold for many groups at once. Null without findings in two images.
 */
export function frocError(
  images: readonly ImageMarks[],
  falseRates: readonly number[],
): { readonly estimate: number; readonly error: number; readonly n: number } | null {
  const filled = images.filter(({ findingScores }) => findingScores.length > 0)
  if (filled.length < 2) return null
  const rates = falseRates.toSorted((left, right) => left - right)
  const estimate = meanOf(weightedSensitivities(countedOnce(images), rates) ?? [])
  const scores = drawn(images, rates, errorResamples).map(meanOf)
  const center = meanOf(scores)
  const squares = scores.reduce((sum, one) => sum + (one - center) ** 2, 0)
  const n = filled.reduce((sum, { findingScores }) => sum + findingScores.length, 0)
  return { estimate, error: Math.sqrt(squares / (scores.length - 1)), n }
}

/** Sensitivities at the rates of each resample that holds a finding. */
function drawn(images: readonly ImageMarks[], rates: readonly number[], times = resamples): number[][] {
  const marks = marksInOrder(images)
  const counts = new Int32Array(images.length)
  const next = xorshift32(seed)
  const draws: number[][] = []
  for (let draw = 0; draw < times; draw++) {
    counts.fill(0)
    for (let image = 0; image < images.length; image++) {
      const chosen = Math.floor((next() / 2 ** 32) * images.length)
      counts[chosen] = (counts[chosen] ?? 0) + 1
    }
    const values = weightedSensitivities({ images, marks, counts }, rates)
    if (values) draws.push(values)
  }
  return draws
}

type Mark = { readonly score: number; readonly image: number; readonly isHit: boolean }

function marksInOrder(images: readonly ImageMarks[]): Mark[] {
  const all = images.flatMap(({ findingScores, falseScores }, image) => [
    ...Array.from(
      findingScores.filter((score) => score > 0),
      (score) => ({ score, image, isHit: true }),
    ),
    ...Array.from(falseScores, (score) => ({ score, image, isHit: false })),
  ])
  return all.sort((left, right) => right.score - left.score || left.image - right.image)
}

type Weighted = {
  readonly images: readonly ImageMarks[]
  readonly marks: readonly Mark[]
  readonly counts: Int32Array
}

/** The curve of the drawn images read at ascending rates, as `sensitivityAt` reads it; null without a finding. */
export function weightedSensitivities(
  { images, marks, counts }: Weighted,
  rates: readonly number[],
): number[] | null {
  let [findings, drawnImages] = [0, 0]
  for (const [image, { findingScores }] of images.entries()) {
    findings += (counts[image] ?? 0) * findingScores.length
    drawnImages += counts[image] ?? 0
  }
  if (findings === 0) return null
  const values: number[] = []
  let [hits, falses, lastRate, lastShare] = [0, 0, 0, 0]
  for (let at = 0; at < marks.length && values.length < rates.length; ) {
    const score = marks[at]?.score
    for (let mark = marks[at]; mark && mark.score === score; mark = marks[++at]) {
      if (mark.isHit) hits += counts[mark.image] ?? 0
      else falses += counts[mark.image] ?? 0
    }
    const [rate, share] = [falses / drawnImages, hits / findings]
    for (
      let wanted = rates[values.length];
      wanted !== undefined && rate > wanted;
      wanted = rates[values.length]
    )
      values.push(lastShare + ((wanted - lastRate) / (rate - lastRate)) * (share - lastShare))
    lastRate = rate
    lastShare = share
  }
  while (values.length < rates.length) values.push(lastShare)
  return values
}

/** Marks of images as `weightedSensitivities` takes them, each image counted once. */
export function countedOnce(images: readonly ImageMarks[]): Weighted {
  return { images, marks: marksInOrder(images), counts: new Int32Array(images.length).fill(1) }
}

function percentiles(values: readonly number[], level: number) {
  const sorted = Float64Array.from(values).sort()
  const at = (share: number) => {
    const position = (sorted.length - 1) * share
    const below = Math.floor(position)
    const [low = 0, high = low] = [sorted[below], sorted[below + 1]]
    return low + (position - below) * (high - low)
  }
  return { low: at((1 - level) / 2), high: at((1 + level) / 2) }
}

/** Marsaglia's xorshift of 32 bits (2003): whole numbers from 1 to 2^32 - 1, the same on every machine. */
function xorshift32(start: number): () => number {
  let state = start
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >>> 0
  }
}
