import type { EvaluationResult } from '@maek/domain/models/performance/evaluation-result.ts'
import type { Measure } from '@maek/domain/models/performance/measure.ts'
import type { MeasureName } from '@maek/domain/models/performance/measure-names.ts'
import type { GroupPlace } from '@maek/domain/models/performance/tally.ts'
import type { TooFew } from '@maek/domain/models/performance/tasks/task-result.ts'
import type { ForestRow } from '../../charts/ForestPlot.tsx'

/** Below this many cases a group's count is not told, nor any number of it. */
export const smallCell = 10

export type GroupWords = {
  readonly empty: string
  readonly insufficient: string
  readonly small: string
  readonly notEstimable: (measure: Measure) => string
  /** Why an estimate has no interval; nothing where that is told for all groups at once. */
  readonly noInterval?: (measure: Measure) => string | undefined
}

type AnyStratum = GroupPlace & {
  readonly n: number
  readonly isSufficient: boolean
  readonly measures: readonly {
    readonly name: MeasureName
    readonly of?: string
    readonly measure: Measure
  }[]
}

/** A measure as a choice: its name and what it speaks of. */
export type MeasureKey = { readonly name: MeasureName; readonly of?: string }

export function keyText({ name, of }: MeasureKey): string {
  return of === undefined ? name : `${name}|${of}`
}

/** The measures that any group has, in the order of the first that has them. */
export function groupMeasures(strata: readonly AnyStratum[]): MeasureKey[] {
  const found = new Map<string, MeasureKey>()
  for (const { measures } of strata) {
    for (const { name, of } of measures) {
      const key = { name, ...(of !== undefined && { of }) }
      found.set(keyText(key), key)
    }
  }
  return [...found.values()]
}

/** The groups of columns, and the crossed ones, whatever the task calls them. */
export function strataOf(result: EvaluationResult): {
  readonly single: readonly AnyStratum[]
  readonly crossed: readonly AnyStratum[]
} {
  const crossed: readonly AnyStratum[] = 'intersections' in result ? result.intersections : []
  const all: readonly AnyStratum[] = result.strata
  return { single: all.filter(({ and }) => !and), crossed: [...crossed, ...all.filter(({ and }) => and)] }
}

/** `sex × age_band` of a crossed group, else the column. */
export function pairName({ column, and }: GroupPlace): string {
  return and ? `${column} × ${and.column}` : column
}

export function placeText({ value, and }: GroupPlace, empty: string): string {
  return and ? `${value ?? empty} × ${and.value ?? empty}` : (value ?? empty)
}

/** Whether a group has too few cases of what a measure speaks of, even if it has enough as a whole. */
export type IsFew = (stratum: AnyStratum, measure: Measure | undefined, of: string | undefined) => boolean

type FewFacts =
  | { readonly task: 'binary' }
  | {
      readonly task: Exclude<EvaluationResult['task'], 'binary'>
      readonly plan: { readonly stratumCasesMin: number }
      readonly tooFew?: readonly TooFew[]
    }

/** What a task's result says of it: too few behind the measure itself, or of the class it speaks of. */
export function fewIn(result: FewFacts): IsFew {
  if (result.task === 'binary') return ({ isSufficient }) => !isSufficient
  const { tooFew = [], plan } = result
  const placed = (one: GroupPlace) => JSON.stringify([pairName(one), placeText(one, '')])
  const few = new Set(tooFew.flatMap((one) => one.of.map(({ of }) => `${placed(one)} ${of ?? ''}`)))
  return (stratum, measure, of) =>
    !stratum.isSufficient ||
    (measure !== undefined && measure.n < plan.stratumCasesMin) ||
    few.has(`${placed(stratum)} ${of ?? ''}`)
}

/** One row a group for the plot of one measure; what cannot be told is said, and draws nothing. */
export function forestRows(
  strata: readonly AnyStratum[],
  { wanted, isFew }: { readonly wanted: MeasureKey; readonly isFew: IsFew },
  words: GroupWords,
): ForestRow[] {
  return strata.map((stratum): ForestRow => {
    const found = stratum.measures.find(({ name, of }) => name === wanted.name && of === wanted.of)?.measure
    const place = { group: pairName(stratum), label: placeText(stratum, words.empty) }
    const none = { estimate: null, low: null, high: null }
    if (stratum.n < smallCell) return { ...place, ...none, n: `< ${smallCell}`, note: words.small }
    // What the estimate rests on, as in the gaps below: findings of images, positives of a sensitivity.
    const n = !found ? stratum.n : found.n < smallCell ? `< ${smallCell}` : found.n
    if (!found || found.state === 'not-estimable')
      return { ...place, ...none, n, note: found ? words.notEstimable(found) : words.insufficient }
    const notes = [
      isFew(stratum, found, wanted.of) ? words.insufficient : undefined,
      found.interval === null ? words.noInterval?.(found) : undefined,
    ].filter((note) => note !== undefined)
    return {
      ...place,
      n,
      estimate: found.estimate,
      low: found.interval?.low ?? null,
      high: found.interval?.high ?? null,
      ...(notes.length > 0 && { note: notes.join(' · ') }),
    }
  })
}

/** Ends of the axis: the whole scale for shares in use of it, else what the rows need, in tenths. */
export function axisOf(
  rows: readonly ForestRow[],
  reference: number | undefined,
): { from: number; to: number } {
  const values = rows
    .flatMap(({ estimate, low, high }) => [estimate, low, high])
    .filter((one) => one !== null)
  const all = reference === undefined ? values : [...values, reference]
  if (all.length === 0) return { from: 0, to: 1 }
  const [least, most] = [Math.min(...all), Math.max(...all)]
  const step = most - least > 10 ? 10 : most - least > 1.5 ? 1 : 0.1
  const from = Math.floor((least + 1e-9) / step) * step
  const to = Math.ceil((most - 1e-9) / step) * step
  return from === to ? { from: from - step, to: to + step } : { from: tidy(from), to: tidy(to) }
}

/** 0.7000000000000001 is 0.7. */
function tidy(value: number): number {
  return Number(value.toFixed(6))
}
