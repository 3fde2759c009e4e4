import type { Gap } from '@maek/domain/models/performance/gap.ts'
import type { GroupPlace } from '@maek/domain/models/performance/tally.ts'
import type { ForestRow } from '../../charts/ForestPlot.tsx'
import { type GroupWords, type MeasureKey, pairName, placeText, smallCell } from './group-rows.ts'

type Place = GroupPlace & { readonly n: number; readonly isSufficient: boolean }

/** What a group without a gap is told to be. */
export type GapWords = Pick<GroupWords, 'empty' | 'insufficient' | 'small'> & {
  /** Enough cases as a whole, too few (or no spread) in this measure. */
  readonly notCompared: string
}

/**
 * One row a group for the plot of its gaps in one measure; a group that is not compared says why. Of two groups of a column
 * the second is the first turned round and left out. Nothing where no group is compared in the measure.
 */
export function gapRows(
  gaps: readonly Gap[],
  { places, wanted }: { readonly places: readonly Place[]; readonly wanted: MeasureKey },
  words: GapWords,
): ForestRow[] {
  const own = gaps.filter(({ name, of }) => name === wanted.name && of === wanted.of)
  const rows = places.flatMap((place, at): ForestRow[] => {
    const named = { group: pairName(place), label: placeText(place, words.empty) }
    const none = { estimate: null, low: null, high: null }
    const gap = own.find((one) => pairName(one) === named.group && isPlace(one, place))
    if (place.n < smallCell) return [{ ...named, ...none, n: `< ${smallCell}`, note: words.small }]
    if (gap) {
      const { difference, interval, group } = gap
      return [{ ...named, n: group.n, estimate: difference, low: interval.low, high: interval.high }]
    }
    const others = places.filter((one) => pairName(one) === named.group)
    if (others.length === 2 && others[1] === places[at]) return []
    const note = place.isSufficient ? words.notCompared : words.insufficient
    return [{ ...named, ...none, n: place.n, note }]
  })
  return rows.some(({ estimate }) => estimate !== null) ? rows : []
}

function isPlace(gap: GroupPlace, { value, and }: GroupPlace): boolean {
  return gap.value === value && (gap.and?.value ?? null) === (and?.value ?? null)
}
