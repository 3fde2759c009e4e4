import { familyOf, type GapMeasureName, simultaneousLevel } from '../gap.ts'
import type { Compared, GapSide } from '../independent-sides.ts'
import type { Limits } from '../measure.ts'
import { spreadGroupsMax } from './spreads-left-out.ts'
import type { GroupLook, Looked, TaskCompared } from './task-gaps.ts'
import type { TaskPlan } from './task-plan.ts'
import type { TaskSpread } from './task-result.ts'

type Pair = { readonly one: number; readonly other: number; readonly compared: Compared }

/**
 * The spreads of one grouping in every measure in which two groups or more can be compared. As for a binary classifier
 * (see Spread): the limits hold for every pair of the groups at once, so that choosing the two extremes afterwards is paid
 * for. Which groups are ranked depends on numbers of cases alone, never on what was found.
 */
export function taskSpreads<C>({ grouping: { groups }, looks }: Looked<C>, plan: TaskPlan): TaskSpread[] {
  const enough = [...groups.keys()].filter((at) => (groups[at]?.cases.length ?? 0) >= plan.stratumCasesMin)
  const [first] = groups
  if (first === undefined || enough.length < 2 || enough.length > spreadGroupsMax) return []
  const { column, and } = first.place
  const family = familyOf(first.place, plan)
  return byMeasure(pairsOf(enough, looks)).flatMap(({ name, of, pairs }): TaskSpread[] => {
    const found = spreadOf(name, pairs, plan.level)
    if (found === null) return []
    const end = ({ at, side }: Member) => {
      const { value, and: second } = groups[at]?.place ?? first.place
      return { column, value, ...(second && { and: second }), estimate: side.estimate, n: side.n }
    }
    return [
      {
        column,
        ...(and && { and: and.column }),
        name,
        ...(of !== undefined && { of }),
        family,
        groups: found.groups,
        highest: end(found.highest),
        lowest: end(found.lowest),
        difference: found.highest.side.estimate - found.lowest.side.estimate,
        interval: found.interval,
      },
    ]
  })
}

type Measured = {
  readonly name: GapMeasureName
  readonly of?: string | undefined
  readonly pairs: readonly Pair[]
}

function pairsOf(places: readonly number[], looks: readonly GroupLook[]) {
  return places.flatMap((one, at) =>
    places
      .slice(at + 1)
      .flatMap((other) => (looks[one]?.compare(other) ?? []).map((compared) => ({ one, other, compared }))),
  )
}

function byMeasure(
  all: readonly { readonly one: number; readonly other: number; readonly compared: TaskCompared }[],
): Measured[] {
  const known = new Map<string, Measured & { readonly pairs: Pair[] }>()
  for (const pair of all) {
    const { name, of } = pair.compared
    const key = JSON.stringify([name, of ?? null])
    const measured = known.get(key) ?? { name, of, pairs: [] }
    measured.pairs.push(pair)
    known.set(key, measured)
  }
  return [...known.values()]
}

type Member = { readonly at: number; readonly side: GapSide }

/** Two groups that do not vary at all may lie anywhere; without an upper end to their scale that says nothing. */
const widest: Readonly<Partial<Record<GapMeasureName, number | null>>> = {
  'median-hausdorff-95': null,
  'false-marks-per-image': null,
  'cohen-kappa': 2,
  'linear-kappa': 2,
  'quadratic-kappa': 2,
  'fleiss-kappa': 2,
  'reader-averaged-auroc-difference': 2,
}

function spreadOf(name: GapMeasureName, all: readonly Pair[], level: number) {
  // Too few cases for limits at the level of all pairs: such a group is in no pair that has them, and is not ranked.
  const strictest = simultaneousLevel(pairCount(membersOf(all).length), level)
  const pairs = all.filter(({ compared }) => compared.existsAt?.(strictest) ?? true)
  const members = membersOf(pairs).toSorted((a, b) => b.side.estimate - a.side.estimate)
  const [highest, lowest] = [members[0], members.at(-1)]
  if (highest === undefined || lowest === undefined) return null
  const own = simultaneousLevel(pairCount(members.length), level)
  const intervals = pairs.map(({ compared }) => compared.intervalAt(own))
  const most = widest[name] === undefined ? 1 : widest[name]
  const isWhole = pairs.length === pairCount(members.length)
  if (!isWhole && most === null) return null
  const limits: Limits[] = isWhole ? intervals : [...intervals, { low: -(most ?? 0), high: most ?? 0 }]
  // The true distance is the largest of all true differences: so are its limits the largest of all limits.
  const low = Math.max(0, ...limits.map((one) => Math.max(one.low, -one.high)))
  const high = Math.max(0, ...limits.map((one) => Math.max(one.high, -one.low)))
  const method = `${intervals[0]?.method ?? ''}-pairs`
  return { groups: members.length, highest, lowest, interval: { low, high, level: own, method } }
}

const pairCount = (groups: number) => (groups * (groups - 1)) / 2

function membersOf(pairs: readonly Pair[]): Member[] {
  const sides = new Map<number, GapSide>()
  for (const { one, other, compared } of pairs) {
    sides.set(one, compared.group)
    sides.set(other, compared.others)
  }
  return [...sides].sort(([a], [b]) => a - b).map(([at, side]) => ({ at, side }))
}
