import { type Answer, accept, refuse } from '../../../refusal.ts'
import { say } from '../../../words.ts'
import { cohenKappa, fleissKappa } from '../agreement.ts'
import { proportion } from '../operating-point.ts'
import { casesOf } from './cases.ts'
import { type Grouped, judgeCases, taskVersions } from './judge-cases.ts'
import type { ReadTable } from './read-table.ts'
import type { PlanOf } from './task-plan.ts'
import type { AgreementResult, TaskMeasure } from './task-result.ts'

type Plan = PlanOf<'agreement'>
/** The category each reader gave, as a place in the plan's classes; readers who did not read the case are absent. */
type RatedCase = Grouped & { readonly ratings: ReadonlyMap<string, number> }

/** All pairs are compared: of more readers the table could not be read. */
const readersMax = 30

/**
 * Readers held against one another, the model being one of them if the table says so. A pair is compared on the cases
 * both read, all readers together on the cases all read; how many were left out is told. Refuses a single reader.
 */
export function evaluateAgreement(plan: Plan, read: ReadTable): Answer<AgreementResult> {
  const cases = casesOf(read)
  if (!cases.ok) return cases
  const [readerOf, ratings] = [read.texts('reader'), read.texts('rating')]
  const readers = [...new Set(readerOf)].sort()
  if (readers.length < 2) return oneReader
  if (readers.length > readersMax) return tooManyReaders
  const placeOf = new Map(plan.classes.map((name, at) => [name, at]))
  const rated = cases.value.map(({ rows, groups }): RatedCase => {
    const own = rows.map((row) => [readerOf[row] ?? '', placeOf.get(ratings[row] ?? '') ?? -1] as const)
    return { groups, ratings: new Map(own) }
  })
  return accept({
    task: plan.task,
    version: taskVersions[plan.task],
    plan,
    ...judgeCases(rated, plan, { measuring: (some) => agreementMeasures(some, plan, readers) }),
    readers,
    incompleteCases: rated.length - completeOf(rated, readers).length,
    pairs: pairsOf(readers).map(([first, second]) => ({
      first,
      second,
      table: pairTable(rated, plan, [first, second]),
    })),
  })
}

const completeOf = (cases: readonly RatedCase[], readers: readonly string[]) =>
  cases.filter(({ ratings }) => ratings.size === readers.length)

function pairsOf(readers: readonly string[]): [string, string][] {
  return readers.flatMap((first, at) =>
    readers.slice(at + 1).map((second): [string, string] => [first, second]),
  )
}

function pairTable(
  cases: readonly RatedCase[],
  { classes }: Plan,
  [first, second]: readonly [string, string],
): number[][] {
  const table = classes.map(() => new Array<number>(classes.length).fill(0))
  for (const { ratings } of cases) {
    const [row, column] = [ratings.get(first), ratings.get(second)]
    const line = row === undefined ? undefined : table[row]
    if (line && column !== undefined) line[column] = (line[column] ?? 0) + 1
  }
  return table
}

function agreementMeasures(
  cases: readonly RatedCase[],
  plan: Plan,
  readers: readonly string[],
): TaskMeasure[] {
  const choice = { proportion: plan.proportionInterval, level: plan.level }
  const complete = completeOf(cases, readers)
  const counts = complete.map(({ ratings }) => {
    const row = new Array<number>(plan.classes.length).fill(0)
    for (const place of ratings.values()) row[place] = (row[place] ?? 0) + 1
    return row
  })
  const pairs = pairsOf(readers).flatMap((pair): TaskMeasure[] => {
    const table = pairTable(cases, plan, pair)
    const of = pair.join(' – ')
    const n = table.flat().reduce((sum, count) => sum + count, 0)
    const same = table.reduce((sum, row, at) => sum + (row[at] ?? 0), 0)
    return [
      { name: 'percent-agreement', of, measure: proportion({ k: same, n }, choice) },
      { name: 'cohen-kappa', of, measure: cohenKappa(table, 'none', plan.level) },
      ...(plan.ordered
        ? [
            { name: 'linear-kappa' as const, of, measure: cohenKappa(table, 'linear', plan.level) },
            { name: 'quadratic-kappa' as const, of, measure: cohenKappa(table, 'quadratic', plan.level) },
          ]
        : []),
    ]
  })
  return [{ name: 'fleiss-kappa', measure: fleissKappa(counts, plan.level) }, ...pairs]
}

const oneReader = refuse(
  'invalid',
  say('판독자가 둘 이상이어야 합니다.', 'There must be two readers or more.'),
  'column reader',
)
const tooManyReaders = refuse(
  'invalid',
  say(`판독자는 ${readersMax}명까지 비교합니다.`, `At most ${readersMax} readers are compared.`),
  'column reader',
)
