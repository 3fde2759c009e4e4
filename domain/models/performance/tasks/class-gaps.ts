import { type AgreementTable, type KappaWeights, kappaOf } from '../agreement.ts'
import { type CallGapName, callGaps, type GapMeasureName } from '../gap.ts'
import {
  type Compared,
  errorsCompared,
  limitsCompared,
  proportionsCompared,
  type Scale,
  shareScale,
} from '../independent-sides.ts'
import { meanSharesCompared, meanSide, type ShareCounts } from '../mean-shares.ts'
import type { Limits } from '../measure.ts'
import { normalQuantile, normalTwoSided } from '../normal.ts'
import { type Count, squareAndAdd, wilsonAtZ } from '../proportion.ts'
import { areaSums } from '../stream/area-sums.ts'
import type { GroupTally } from '../tally.ts'
import type { Grouping, GroupLook, Others, TaskCompared } from './task-gaps.ts'

/** Cases of several classes or labels, as columns in the order of all cases: how each thing is true, called and scored. */
export type CalledThings = {
  readonly names: readonly string[]
  /** 1 where the thing is true, 0 where not, by thing and case. */
  readonly truths: readonly Uint8Array[]
  readonly called: readonly Uint8Array[]
  /** None where the model gives no scores. */
  readonly scores: readonly Float64Array[] | null
}

/** The tallies of one thing: of each group, and of all cases. */
export type ThingTallies = {
  readonly name: string
  readonly groups: readonly GroupTally[]
  readonly all: GroupTally
}

/** Tables and areas of each thing in each group. Orders the cases by each score once, whatever the number of groupings. */
export function thingTallies(things: CalledThings): (grouping: Grouping<unknown>) => readonly ThingTallies[] {
  const orders = things.scores?.map((scores) =>
    Int32Array.from(scores.keys()).sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0)),
  )
  return ({ codes, groups }) =>
    things.names.map((name, at) => {
      const [truths, called] = [things.truths[at] ?? new Uint8Array(), things.called[at] ?? new Uint8Array()]
      const [scores, order] = [things.scores?.[at], orders?.[at]]
      const tables = tablesOf({ codes, truths, called }, groups.length)
      const areas = scores && order ? areasOf({ codes, truths, scores, order }, groups.length) : []
      const tallies = groups.map(({ place }, group) => {
        const table = tables[group] ?? nothing
        return { ...place, ...tallyOf(table), sums: areas[group] ?? sumsOf(table) }
      })
      const whole = tables.reduce(
        (sum, one) => ({
          positives: sum.positives + one.positives,
          negatives: sum.negatives + one.negatives,
          truePositives: sum.truePositives + one.truePositives,
          falsePositives: sum.falsePositives + one.falsePositives,
        }),
        nothing,
      )
      const all = { column: '', value: null, ...tallyOf(whole), sums: sumsOf(whole) }
      return { name, groups: tallies, all }
    })
}

type Table = {
  readonly positives: number
  readonly negatives: number
  readonly truePositives: number
  readonly falsePositives: number
}
const nothing: Table = { positives: 0, negatives: 0, truePositives: 0, falsePositives: 0 }

const tallyOf = ({ truePositives, falsePositives }: Table) => ({ truePositives, falsePositives })
/** Counts without an area: never asked for one. */
const sumsOf = ({ positives, negatives }: Pick<Table, 'positives' | 'negatives'>) => ({
  positives,
  negatives,
  positivePlacements: 0n,
  positiveSquares: 0n,
  negativePlacements: 0n,
  negativeSquares: 0n,
})

type Calls = { readonly codes: Int32Array; readonly truths: Uint8Array; readonly called: Uint8Array }

function tablesOf({ codes, truths, called }: Calls, groups: number): Table[] {
  const counts = new Float64Array(groups * 4)
  for (const [at, code] of codes.entries()) {
    const cell = code * 4 + (truths[at] ?? 0) * 2 + (called[at] ?? 0)
    counts[cell] = (counts[cell] ?? 0) + 1
  }
  return Array.from({ length: groups }, (_, group) => {
    const [trueNegatives = 0, falsePositives = 0, falseNegatives = 0, truePositives = 0] = counts.subarray(
      group * 4,
    )
    return {
      positives: truePositives + falseNegatives,
      negatives: trueNegatives + falsePositives,
      truePositives,
      falsePositives,
    }
  })
}

type Scored = {
  readonly codes: Int32Array
  readonly truths: Uint8Array
  readonly scores: Float64Array
  readonly order: Int32Array
}

function areasOf({ codes, truths, scores, order }: Scored, groups: number) {
  const sums = areaSums(groups)
  sums.push({
    length: order.length,
    scores: Float64Array.from(order, (row) => (scores[row] ?? 0) + 0),
    labels: Uint8Array.from(order, (row) => truths[row] ?? 0),
    cells: [Int32Array.from(order, (row) => codes[row] ?? 0)],
  })
  return sums.finish()
}

/**
 * The things a group has too few cases of, either with or without: their area, sensitivity or specificity says nothing. A
 * thing that no case at all has, or every case, is no finding about a group.
 */
export function fewThings(tallies: readonly ThingTallies[], at: number, least: number): GroupLook['few'] {
  return tallies.flatMap(({ name, groups, all }) => {
    if (all.sums.positives === 0 || all.sums.negatives === 0) return []
    const { positives = 0, negatives = 0 } = groups[at]?.sums ?? {}
    const n = Math.min(positives, negatives)
    return n < least ? [{ of: name, n }] : []
  })
}

/** A group of a grouping, and what it is held against. */
export type Sides = { readonly at: number; readonly others: Others }

/** A group against others in each thing. */
export function thingGaps(
  tallies: readonly ThingTallies[],
  { at, others }: Sides,
  { least, names }: { readonly least: number; readonly names: readonly CallGapName[] },
): TaskCompared[] {
  return tallies.flatMap(({ name: of, groups, all }) => {
    const group = groups[at]
    if (group === undefined) return []
    const against = others === 'rest' ? { groups, all } : twoOf(group, groups[others])
    return callGaps(group, { ...against, least, names }).map((one) => ({ of, ...one }))
  })
}

/** Two groups as if there were no others. */
function twoOf(group: GroupTally, other: GroupTally | undefined) {
  if (other === undefined) return { groups: [group], all: group }
  const sumsOfBoth = sumsOf({
    positives: group.sums.positives + other.sums.positives,
    negatives: group.sums.negatives + other.sums.negatives,
  })
  const all = {
    ...group,
    truePositives: group.truePositives + other.truePositives,
    falsePositives: group.falsePositives + other.falsePositives,
    sums: sumsOfBoth,
  }
  return { groups: [group, other], all }
}

/** How many cases of each group are right as a whole. */
export function rightCounts(right: Uint8Array, { codes, groups }: Grouping<unknown>): Count[] {
  const counts = groups.map(() => ({ k: 0, n: 0 }))
  for (const [row, code] of codes.entries()) {
    const count = counts[code]
    if (count === undefined) continue
    count.n++
    count.k += right[row] ?? 0
  }
  return counts
}

/** A group against others in cases that are right as a whole. */
export function rightGap(
  name: GapMeasureName,
  counts: readonly Count[],
  { at, others, least }: Sides & { readonly least: number },
): TaskCompared[] {
  const own = counts[at]
  const other = own && (others === 'rest' ? countLess(sumOf(counts), own) : counts[others])
  const compared = own && other && proportionsCompared(own, other, least)
  return compared ? [{ name, ...compared }] : []
}

const countLess = (whole: Count, own: Count): Count => ({ k: whole.k - own.k, n: whole.n - own.n })

const sumOf = (counts: readonly Count[]): Count => ({
  k: counts.reduce((sum, { k }) => sum + k, 0),
  n: counts.reduce((sum, { n }) => sum + n, 0),
})

/** Sensitivity or specificity of each thing as counts. */
export function countsOf(
  tallies: readonly ThingTallies[],
  { at, others }: Sides,
  side: 'sensitivity' | 'specificity',
): ShareCounts[] {
  const countOf = ({ sums, truePositives, falsePositives }: GroupTally): Count =>
    side === 'sensitivity'
      ? { k: truePositives, n: sums.positives }
      : { k: sums.negatives - falsePositives, n: sums.negatives }
  return tallies.flatMap(({ groups, all }) => {
    const [group, other] = [groups[at], others === 'rest' ? undefined : groups[others]]
    if (group === undefined) return []
    const [own, whole] = [countOf(group), countOf(all)]
    // A thing no case has is no part of the mean; one that only these two lack is, and they cannot be compared.
    return whole.n === 0 ? [] : [{ own, others: other ? countOf(other) : countLess(whole, own) }]
  })
}

/** How shares of several things hang together: `independent` for classes (no case is of two), `unknown` for labels. */
type Dependence = 'independent' | 'unknown'

/**
 * Difference of the mean share over things. Compared only when group and others both have enough cases of every thing that
 * occurs: a mean without the class that is hardest would differ for that alone. Square-and-add over all shares where they
 * are independent (MOVER, Zou & Donner 2008); else the mean of limits that hold for all things at once (Bonferroni).
 */
export function macroGap(
  name: GapMeasureName,
  counts: readonly ShareCounts[],
  { least, dependence }: { readonly least: number; readonly dependence: Dependence },
): TaskCompared[] {
  if (counts.length === 0 || counts.some(({ own, others }) => Math.min(own.n, others.n) < least)) return []
  const gap = dependence === 'independent' ? meanSharesCompared(counts, 'mover:macro') : meanOfLimits(counts)
  return [{ name, ...gap }]
}

/** The mean of limits that hold for all shares at once (Bonferroni), however they hang together. */
function meanOfLimits(counts: readonly ShareCounts[]): Compared {
  const meanOf = (shares: readonly number[]) => shares.reduce((sum, one) => sum + one, 0) / counts.length
  const limitsAtZ = (z: number): Limits => {
    const own = bonferroniZ(z, counts.length)
    const limits = counts.map((one) =>
      squareAndAdd(
        { ...one.own, ...wilsonAtZ(one.own, own) },
        { ...one.others, ...wilsonAtZ(one.others, own) },
      ),
    )
    return { low: meanOf(limits.map(({ low }) => low)), high: meanOf(limits.map(({ high }) => high)) }
  }
  const sides = { group: meanSide(counts, 'own'), others: meanSide(counts, 'others') }
  return limitsCompared(sides, limitsAtZ, {
    scale: shareScale,
    method: 'mean-of-newcombe-10:bonferroni-things',
  })
}

/** The critical value that each of so many intervals needs to hold together at the error of z. */
function bonferroniZ(z: number, count: number): number {
  return -normalQuantile(normalTwoSided(z) / (2 * count))
}

export const kappaScale: Scale = { low: -1, high: 1 }

/** Difference of kappas of two tables with their large-sample errors; null with too few cases, or where one has none. */
export function kappaGap(
  tables: { readonly own: AgreementTable; readonly others: AgreementTable },
  weights: KappaWeights,
  least: number,
): Compared | null {
  const [own, others] = [kappaOf(tables.own, weights), kappaOf(tables.others, weights)]
  if (own === null || others === null || Math.min(own.n, others.n) < least) return null
  return errorsCompared(own, others, { scale: kappaScale, method: 'fleiss-cohen-everitt' })
}

/** What remains of a table without the cases of another. */
export function tableLess(whole: AgreementTable, own: AgreementTable): number[][] {
  return whole.map((row, i) => row.map((count, j) => count - (own[i]?.[j] ?? 0)))
}
