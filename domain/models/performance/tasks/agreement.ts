import { type Answer, accept, refuse } from '../../../refusal.ts'
import { say } from '../../../words.ts'
import { type AgreementTable, cohenKappa, fleissKappa, fleissKappaOf } from '../agreement.ts'
import { errorsCompared, proportionsCompared } from '../independent-sides.ts'
import { proportion } from '../operating-point.ts'
import type { Count } from '../proportion.ts'
import { casesOf } from './cases.ts'
import { kappaGap, kappaScale, tableLess } from './class-gaps.ts'
import { type Grouped, judgeCases, taskVersions } from './judge-cases.ts'
import type { ReadTable } from './read-table.ts'
import type { GroupLook, Looking, TaskCompared } from './task-gaps.ts'
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
    ...judgeCases(rated, plan, {
      measuring: (some) => agreementMeasures(some, plan, readers),
      looking: (all) => readingLooks(all, plan, readers),
    }),
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
  const counts = countsOf(completeOf(cases, readers), plan)
  const pairs = pairsOf(readers).flatMap((pair): TaskMeasure[] => {
    const table = pairTable(cases, plan, pair)
    const of = pair.join(' – ')
    return [
      { name: 'percent-agreement', of, measure: proportion(sameOf(table), choice) },
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

/** Of each case how many readers chose each category. */
function countsOf(cases: readonly RatedCase[], { classes }: Plan): number[][] {
  return cases.map(({ ratings }) => {
    const row = new Array<number>(classes.length).fill(0)
    for (const place of ratings.values()) row[place] = (row[place] ?? 0) + 1
    return row
  })
}

/** All readers together, then each pair of them, in a group against the same readers in other cases. */
function readingLooks(
  all: readonly RatedCase[],
  plan: Plan,
  readers: readonly string[],
): ReturnType<Looking<RatedCase>> {
  const pairs = pairsOf(readers).map((pair) => ({
    of: pair.join(' – '),
    pair,
    whole: pairTable(all, plan, pair),
  }))
  return ({ groups, codes }) => {
    const tablesOf = groups.map(({ cases }) => pairs.map(({ pair }) => pairTable(cases, plan, pair)))
    const complete = groups.map(({ cases }) => completeOf(cases, readers))
    return groups.map((_, at) => ({
      few: fewReadings(
        pairs.map(({ of }, place) => ({ of, n: sameOf(tablesOf[at]?.[place] ?? []).n })),
        { all: complete[at]?.length ?? 0, least: plan.stratumCasesMin },
      ),
      compare: (others) => {
        const rest = () =>
          completeOf(
            all.filter((_, row) => codes[row] !== at),
            readers,
          )
        const together = allGap(
          complete[at] ?? [],
          others === 'rest' ? rest() : (complete[others] ?? []),
          plan,
        )
        const byPair = pairs.flatMap(({ of, whole }, place) => {
          const own = tablesOf[at]?.[place] ?? []
          const other = others === 'rest' ? tableLess(whole, own) : (tablesOf[others]?.[place] ?? [])
          return pairGaps({ of, own, others: other }, plan)
        })
        return [...together, ...byPair]
      },
    }))
  }
}

/** Pairs who read too few cases together; without such a pair, too few that all of them read. */
function fewReadings(
  pairs: readonly { readonly of: string; readonly n: number }[],
  { all, least }: { readonly all: number; readonly least: number },
): GroupLook['few'] {
  const few = pairs.filter(({ n }) => n < least)
  return few.length > 0 || all >= least ? few : [{ n: all }]
}

/** Fleiss' kappa of the cases all read; null with too few of them, or where one category holds all. */
function allGap(own: readonly RatedCase[], others: readonly RatedCase[], plan: Plan): TaskCompared[] {
  if (Math.min(own.length, others.length) < plan.stratumCasesMin) return []
  const [kappa, other] = [fleissKappaOf(countsOf(own, plan)), fleissKappaOf(countsOf(others, plan))]
  const compared =
    kappa && other && errorsCompared(kappa, other, { scale: kappaScale, method: 'gwet-linearised' })
  return compared ? [{ name: 'fleiss-kappa', ...compared }] : []
}

type PairTables = { readonly of: string; readonly own: number[][]; readonly others: number[][] }

function pairGaps({ of, own, others }: PairTables, plan: Plan): TaskCompared[] {
  const least = plan.stratumCasesMin
  const found = {
    'percent-agreement': proportionsCompared(sameOf(own), sameOf(others), least),
    'cohen-kappa': kappaGap({ own, others }, 'none', least),
    'linear-kappa': plan.ordered ? kappaGap({ own, others }, 'linear', least) : null,
    'quadratic-kappa': plan.ordered ? kappaGap({ own, others }, 'quadratic', least) : null,
  }
  return (['percent-agreement', 'cohen-kappa', 'linear-kappa', 'quadratic-kappa'] as const).flatMap(
    (name) => {
      const compared = found[name]
      return compared ? [{ name, of, ...compared }] : []
    },
  )
}

/** How many cases both readers put in one category, of how many they both read. */
function sameOf(table: AgreementTable): Count {
  return {
    k: table.reduce((sum, row, at) => sum + (row[at] ?? 0), 0),
    n: table.flat().reduce((sum, count) => sum + count, 0),
  }
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
