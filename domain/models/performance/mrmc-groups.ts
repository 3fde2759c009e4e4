import { type Compared, flooredVariances, type Scale, studentCompared } from './independent-sides.ts'
import { type GroupArea, noVariance } from './mrmc.ts'

/** Ends of a reader-averaged area, and of a difference of two. */
const areaScale: Scale = { low: 0, high: 1 }
const differenceScale: Scale = { low: -1, high: 1 }

/**
 * Reader-averaged areas of one group of cases against other groups, or differences of two modalities, generalising to
 * other readers and cases. The others are the areas within each, weighted by their pairs of cases, as for a classifier.
 *
 * The groups share no case, but all readers, who may be good in both or in one only. With D the difference of each reader,
 * Var(mean D) = s²(D) / readers + what the cases of either side add, which is the covariance of two readers who read the
 * same cases (Obuchowski & Rockette 1995; Hillis 2007, U-statistics of Gallas 2006). It is exactly the U-statistic of both
 * groups together: the covariance of two groups without a common case is that of their readers' areas over the readers.
 *
 * Two floors, which cost power and never a false claim. What cases add is per case not below that of both sides together
 * (see flooredVariances). s²(D) is not below what cases alone do to each reader by itself: two readers who happen to differ
 * alike would prove anything (of 1,000 draws 7 claimed where 3 were allowed, with it 1). Student's t with Satterthwaite's
 * degrees of the three parts; two readers who truly differ between groups still claim up to 10. Null when nothing varies.
 */
export function groupAreasCompared(
  own: GroupArea,
  others: readonly GroupArea[],
  kind: 'area' | 'difference',
): Compared | null {
  const whole = others.reduce((sum, one) => sum + pairsOf(one), 0)
  const shares = others.map((one) => ({ one, share: pairsOf(one) / whole }))
  const byReader = own.byReader.map(
    (area, reader) =>
      area - shares.reduce((sum, { one, share }) => sum + share * (one.byReader[reader] ?? 0), 0),
  )
  const [mine, theirs] = [partOf([{ one: own, share: 1 }]), partOf(shares)]
  const [a, b] = flooredVariances(perCase(mine), perCase(theirs))
  const readers = { variance: varianceOf(byReader), degrees: byReader.length - 1 }
  const single = {
    variance: mine.single + theirs.single,
    degrees: Math.min(mine.degrees, theirs.degrees),
  }
  const widest = readers.variance >= single.variance ? readers : single
  const parts = [
    { variance: widest.variance / byReader.length, degrees: widest.degrees },
    { variance: a * mine.perCase, degrees: mine.degrees },
    { variance: b * theirs.perCase, degrees: theirs.degrees },
  ]
  const variance = parts.reduce((sum, part) => sum + part.variance, 0)
  if (!(variance > noVariance)) return null
  const degrees = variance ** 2 / parts.reduce((sum, part) => sum + part.variance ** 2 / part.degrees, 0)
  const estimate = meanOf(own.byReader)
  const sides = {
    group: { estimate, n: own.positives + own.negatives },
    others: {
      estimate: estimate - meanOf(byReader),
      n: others.reduce((sum, { positives, negatives }) => sum + positives + negatives, 0),
    },
  }
  return studentCompared(
    sides,
    { error: Math.sqrt(variance), degrees },
    {
      scale: kind === 'area' ? areaScale : differenceScale,
      method: 'obuchowski-rockette:gallas:pooled-variance-floor',
    },
  )
}

type Share = { readonly one: GroupArea; readonly share: number }

/** What the cases of one side add, its degrees of freedom, and the size it falls with. */
function partOf(shares: readonly Share[]) {
  const parts = shares.map(({ one, share }) => ({
    variance: share ** 2 * one.caseVariance,
    degrees: one.caseDegrees,
    single: share ** 2 * one.singleVariance,
    perCase: share ** 2 * (1 / one.positives + 1 / one.negatives),
  }))
  const variance = parts.reduce((sum, part) => sum + part.variance, 0)
  const spread = parts.reduce((sum, part) => sum + part.variance ** 2 / part.degrees, 0)
  return {
    variance,
    degrees: spread > 0 ? variance ** 2 / spread : Math.min(...parts.map((part) => part.degrees)),
    single: parts.reduce((sum, part) => sum + part.single, 0),
    perCase: parts.reduce((sum, part) => sum + part.perCase, 0),
  }
}

const perCase = ({ variance, perCase: size }: ReturnType<typeof partOf>) => ({
  variance: variance / size,
  size: 1 / size,
})

const pairsOf = ({ positives, negatives }: GroupArea) => positives * negatives

const meanOf = (values: Float64Array) => values.reduce((sum, one) => sum + one, 0) / values.length

function varianceOf(values: Float64Array): number {
  const mean = meanOf(values)
  return values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (values.length - 1)
}
