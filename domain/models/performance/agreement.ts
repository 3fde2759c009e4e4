import { say } from '../../words.ts'
import { studentCritical } from './beta.ts'
import { clamp, estimated, type Measure, notEstimable, withoutInterval } from './measure.ts'
import { criticalValue } from './normal.ts'

/** How far apart two ratings are: `none` counts any difference alike, the others by distance of ordered categories. */
export type KappaWeights = 'none' | 'linear' | 'quadratic'

/** Counts of cases by the first reader's category (row) and the second's (column); square. */
export type AgreementTable = readonly (readonly number[])[]

const undefinedKappa = say(
  '두 판독자가 모두 한 범주만 썼습니다. 우연 일치가 100 %라 카파를 낼 수 없습니다.',
  'Both readers used one category only: agreement by chance is complete and kappa is not defined.',
)
const noCase = say('판독한 사례가 없습니다.', 'There are no rated cases.')
const oneCase = say('신뢰구간에는 두 사례 이상이 필요합니다.', 'An interval needs two cases or more.')
const noSpread = say(
  '모든 사례의 일치 정도가 같아 표준오차가 0입니다. 폭이 0인 구간은 확실하다는 뜻이 아니므로 표시하지 않습니다.',
  'Every case agrees to the same degree, so the standard error is 0. An interval of no width would suggest a certainty that is not there.',
)

/**
 * Cohen's kappa of two readers, weighted or not, with its large-sample interval.
 * Standard error after Fleiss, Cohen & Everitt 1969. Categories are in their natural order.
 * Not estimable when chance alone would agree completely. Throws when the table is not square or a count not whole.
 */
export function cohenKappa(table: AgreementTable, weights: KappaWeights, level: number): Measure {
  const n = sumOf(table.flat())
  const basis = { method: `kappa:cohen:weights-${weights}`, n }
  const found = kappaOf(table, weights)
  if (n === 0) return notEstimable(basis, noCase)
  if (found === null) return notEstimable(basis, undefinedKappa)
  const half = criticalValue(level) * found.error
  return estimated(basis, found.estimate, {
    low: Math.max(-1, found.estimate - half),
    high: Math.min(1, found.estimate + half),
    level,
    method: 'fleiss-cohen-everitt',
  })
}

/**
 * Cohen's kappa with its large-sample standard error (Fleiss, Cohen & Everitt 1969). Null without cases, and when chance
 * alone would agree completely. Throws when the table is not square or a count not whole.
 */
export function kappaOf(
  table: AgreementTable,
  weights: KappaWeights,
): { readonly estimate: number; readonly error: number; readonly n: number } | null {
  const size = table.length
  const n = sumOf(table.flat())
  assertTable(table)
  if (n === 0) return null
  const rows = table.map((row) => sumOf(row) / n)
  const columns = table.map((_, column) => sumOf(table.map((row) => row[column] ?? 0)) / n)
  const weight = (row: number, column: number) => agreementWeight(weights, size, Math.abs(row - column))
  let [observed, chance] = [0, 0]
  for (const [i, row] of table.entries()) {
    for (const [j, count] of row.entries()) {
      observed += (weight(i, j) * count) / n
      chance += weight(i, j) * (rows[i] ?? 0) * (columns[j] ?? 0)
    }
  }
  if (chance >= 1) return null
  const kappa = (observed - chance) / (1 - chance)
  // Mean weight of each category against the other reader's share.
  const ofRow = rows.map((_, i) => sumOf(columns.map((share, j) => share * weight(i, j))))
  const ofColumn = columns.map((_, j) => sumOf(rows.map((share, i) => share * weight(i, j))))
  let spread = 0
  for (const [i, row] of table.entries()) {
    for (const [j, count] of row.entries()) {
      const deviation = weight(i, j) - ((ofRow[i] ?? 0) + (ofColumn[j] ?? 0)) * (1 - kappa)
      spread += (count / n) * deviation * deviation
    }
  }
  const rest = kappa - chance * (1 - kappa)
  return { estimate: kappa, error: Math.sqrt(Math.max(0, spread - rest * rest) / n) / (1 - chance), n }
}

/**
 * Fleiss' kappa of several readers: each row is a case, each number how many readers chose that category.
 * Every case needs the same number of readers, two or more. Interval by the error of `fleissKappaOf` and Student's t of
 * n - 1 degrees, as Gwet's irrCAC: it holds whatever the true kappa. The variance under agreement by chance alone (Fleiss,
 * Nee & Landis 1979) is for testing kappa = 0; its intervals hold a kappa of 0.6 in 53 to 88 of 100 draws instead of 95
 * (test/slow/kappa-coverage.test.ts). No interval for a single case, nor where every case agrees to the same degree.
 */
export function fleissKappa(ratings: AgreementTable, level: number): Measure {
  const n = ratings.length
  const basis = { method: 'kappa:fleiss', n }
  if (n === 0) return notEstimable(basis, noCase)
  const parts = fleissParts(ratings)
  if (parts === null) return notEstimable(basis, undefinedKappa)
  const { kappa } = parts
  if (n === 1) return withoutInterval(basis, kappa, oneCase)
  const error = linearisedError(parts, ratings)
  // What is below is what rounding leaves of no error at all.
  if (error < 1e-12) return withoutInterval(basis, kappa, noSpread)
  const half = studentCritical(level, n - 1) * error
  return estimated(basis, kappa, {
    low: clamp(kappa - half, -1, 1),
    high: clamp(kappa + half, -1, 1),
    level,
    method: 'gwet-linearised:student',
  })
}

/**
 * Fleiss' kappa with its large-sample standard error whatever the true agreement, for comparisons: a mean of one value a
 * case, linearised for the shares of the categories being estimated too (Gwet 2021; Schouten 1980). Null with fewer than
 * two cases, and when chance alone would agree completely.
 */
export function fleissKappaOf(
  ratings: AgreementTable,
): { readonly estimate: number; readonly error: number; readonly n: number } | null {
  const n = ratings.length
  const parts = n < 2 ? null : fleissParts(ratings)
  return parts && { estimate: parts.kappa, error: linearisedError(parts, ratings), n }
}

type FleissParts = NonNullable<ReturnType<typeof fleissParts>>

/** Of two cases or more. */
function linearisedError(
  { kappa, chance, shares, readers, agreed }: FleissParts,
  ratings: AgreementTable,
): number {
  const n = ratings.length
  const values = ratings.map((row, at) => {
    const byChance = sumOf(row.map((count, category) => (count / readers) * (shares[category] ?? 0)))
    return ((agreed[at] ?? 0) - chance - 2 * (1 - kappa) * (byChance - chance)) / (1 - chance)
  })
  // Sorted before they are summed, so that the order of the rows changes no digit.
  const squares = Float64Array.from(values, (one) => (one - kappa) ** 2).sort()
  return Math.sqrt(squares.reduce((sum, one) => sum + one, 0) / (n - 1) / n)
}

/** Kappa and what it is made of; `agreed`: the share of pairs of readers who agree, by case. Null without chance to disagree. */
function fleissParts(ratings: AgreementTable) {
  const cases = ratings.length
  const readers = sumOf(ratings[0] ?? [])
  if (readers < 2) throw new RangeError('agreement needs two readers or more')
  const categories = ratings[0]?.length ?? 0
  for (const row of ratings) {
    if (row.length !== categories || sumOf(row) !== readers || row.some((count) => !isCount(count)))
      throw new RangeError('every case needs the same readers and categories')
  }
  const shares = Array.from({ length: categories }, (_, category) => {
    return sumOf(ratings.map((row) => row[category] ?? 0)) / (cases * readers)
  })
  const agreed = ratings.map(
    (row) => (sumOf(row.map((count) => count * count)) - readers) / (readers * (readers - 1)),
  )
  const chance = sumOf(shares.map((share) => share * share))
  if (chance >= 1) return null
  return { kappa: (sumOf(agreed) / cases - chance) / (1 - chance), chance, shares, readers, agreed }
}

function agreementWeight(weights: KappaWeights, size: number, distance: number): number {
  if (distance === 0) return 1
  if (weights === 'none') return 0
  const share = distance / (size - 1)
  return weights === 'linear' ? 1 - share : 1 - share * share
}

function assertTable(table: AgreementTable): void {
  for (const row of table) {
    if (row.length !== table.length || row.some((count) => !isCount(count)))
      throw new RangeError('an agreement table is square and holds whole counts')
  }
}

const isCount = (count: number) => Number.isSafeInteger(count) && count >= 0
const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0)
