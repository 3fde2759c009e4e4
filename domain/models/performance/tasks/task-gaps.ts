import {
  type Comparison,
  familyOf,
  type Gap,
  type GapMeasureName,
  inFamily,
  simultaneousLevel,
} from '../gap.ts'
import type { Compared } from '../independent-sides.ts'
import type { GroupPlace } from '../tally.ts'
import type { TaskPlan } from './task-plan.ts'
import type { TooFew } from './task-result.ts'

/** The cases of one group. */
export type CaseGroup<C> = { readonly place: GroupPlace; readonly cases: readonly C[] }

/** All cases parted into the groups of a column, or of two crossed; `codes`: which group each of all cases is in. */
export type Grouping<C> = { readonly groups: readonly CaseGroup<C>[]; readonly codes: Int32Array }

/** A comparison of a group with the others in one measure, of a class, structure or pair where it speaks of one. */
export type TaskCompared = Compared & { readonly name: GapMeasureName; readonly of?: string }

/** Against what a group is held: all other groups, or one of them by its place in the grouping. */
export type Others = 'rest' | number

/** What a group has too few cases of, and how it compares in the rest; asked only where it is wanted. */
export type GroupLook = {
  readonly few: TooFew['of']
  readonly compare: (others: Others) => readonly TaskCompared[]
}

/** How a task compares groups: all cases first, then each grouping of them; one look for each group. */
export type Looking<C> = (all: readonly C[]) => (grouping: Grouping<C>) => readonly GroupLook[]

/** A grouping, and one look for each of its groups. */
export type Looked<C> = { readonly grouping: Grouping<C>; readonly looks: readonly GroupLook[] }

/**
 * The gaps of all groupings with simultaneous intervals and adjusted p-values, and what groups have too few cases of.
 * As for a binary classifier (see gapsOf): each group with enough cases against all other cases, of two groups the first.
 * All measures, classes and columns are one family; what was named beforehand is claimed apart from what was not.
 */
export function taskGaps<C>(
  groupings: readonly Looked<C>[],
  plan: TaskPlan,
): { readonly gaps: readonly Gap[]; readonly tooFew: readonly TooFew[] } {
  const looked = groupings.map(({ grouping, looks }) =>
    grouping.groups.flatMap(({ place, cases }, at) => {
      const own = looks[at]
      // A group with too few cases as a whole is told as such by its stratum.
      return own && cases.length >= plan.stratumCasesMin
        ? [{ place, ...own, isRepeat: grouping.groups.length === 2 && at === 1 }]
        : []
    }),
  )
  const tooFew = looked.flat().flatMap(({ place, few }) => (few.length > 0 ? [{ ...place, of: few }] : []))
  const compared = looked
    .flat()
    .flatMap(({ place, compare, isRepeat }) =>
      isRepeat ? [] : compare('rest').map((one) => ({ ...place, family: familyOf(place, plan), ...one })),
    )
  const gaps = (['confirmatory', 'exploratory'] as const).flatMap((family) =>
    inFamily(
      estimable(
        compared.filter((one) => one.family === family),
        plan.level,
      ),
      family,
      plan.level,
    ),
  )
  return { gaps, tooFew }
}

type Found = TaskCompared & GroupPlace & Pick<Gap, 'family'>

/**
 * Without the comparisons that have too few cases for an interval of the family's level. That depends on numbers of
 * cases alone, never on what was found, so the rest is a family of its own.
 */
function estimable(family: readonly Found[], level: number): Comparison[] {
  const simultaneous = simultaneousLevel(family.length, level)
  return family.flatMap(({ existsAt, ...comparison }) =>
    existsAt && !existsAt(simultaneous) ? [] : [comparison],
  )
}
