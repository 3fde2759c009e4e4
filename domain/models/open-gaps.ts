import type { Body } from '../kind.ts'
import { emptyGroup, type GapFinding, gapTitle } from './gap-words.ts'
import type { EvaluationResult } from './performance/evaluation-result.ts'
import type { Gap, GapMeasureName } from './performance/gap.ts'
import { strataShownMin } from './performance/stratum-measures.ts'
import type { GroupPlace } from './performance/tally.ts'
import { decimalOf } from './result-rows.ts'

/** What an evaluation found about a group that somebody must decide. */
export type OpenGap = GroupPlace & {
  readonly finding: GapFinding
  /** None where nothing could be measured. */
  readonly measure?: GapMeasureName
  /** The class, label, structure or pair of readers; of what there are too few, all of them. */
  readonly of?: string
  readonly gap?: Gap
  /** Cases behind it: of the group's side of the comparison, or of the whole group. */
  readonly n: number
}

/**
 * The gaps that need a decision: those whose simultaneous interval excludes zero, even if found by looking (the interval
 * pays for the search); of the columns and crossings named beforehand also those whose estimate lies beyond the limit of
 * the plan; and the groups with too few cases to say anything (of each column, and of the crossings named: the many small
 * crossings nobody asked for are no finding), or too few of some class, label or structure to compare it in those.
 */
export function openGaps(result: EvaluationResult): OpenGap[] {
  const limit = result.plan.gapLimit
  const shown = (result.gaps ?? []).flatMap((gap): OpenGap[] => {
    const { low, high } = gap.interval
    const isDeclared = gap.family === 'confirmatory'
    const isBeyond = limit !== undefined && isDeclared && isShare(gap) && Math.abs(gap.difference) > limit
    const finding = low > 0 || high < 0 ? 'shown' : isBeyond ? 'beyond-limit' : null
    if (finding === null) return []
    const { name: measure, of, group } = gap
    return [
      {
        ...placeOf(gap),
        finding,
        measure,
        ...(of !== undefined && { of: of.slice(0, ofMax) }),
        gap,
        n: group.n,
      },
    ]
  })
  const crossed = 'intersections' in result ? result.intersections : []
  const named = crossed.filter(({ column, and }) =>
    result.plan.intersections.some((pair) => and && pair.includes(column) && pair.includes(and.column)),
  )
  const unknown = [...result.strata, ...named].flatMap((stratum): OpenGap[] =>
    stratum.isSufficient ? [] : [{ ...placeOf(stratum), finding: 'unknown', n: stratum.n }],
  )
  return [...shown, ...unknown, ...partlyUnknown(result)]
}

/** What measures a distance or counts marks has another unit than the limit, which is a share. */
function isShare({ name }: Gap): boolean {
  return name !== 'median-hausdorff-95' && name !== 'false-marks-per-image'
}

/** One finding a group, whatever number of classes it has too few of: they are gathered together. */
function partlyUnknown(result: EvaluationResult): OpenGap[] {
  const found = 'tooFew' in result ? (result.tooFew ?? []) : []
  return found.map((one): OpenGap => {
    const named = one.of.flatMap(({ of }) => of ?? [])
    const n = Math.min(...one.of.map((few) => few.n))
    return {
      ...placeOf(one),
      finding: 'unknown',
      ...(named.length > 0 && { of: listed(named) }),
      n,
    }
  })
}

/** Names as a record's line holds them: as many as fit, then how many more. */
function listed(names: readonly string[]): string {
  const all = names.join(', ')
  if (all.length <= ofMax) return all
  let shown = names.length - 1
  const text = () => `${names.slice(0, shown).join(', ')} + ${names.length - shown}`
  while (shown > 1 && text().length > ofMax) shown--
  return text().slice(0, ofMax)
}

/** As long as the field of the record. */
const ofMax = 120

/** What an evaluation keeps of it: how many there are; nothing where no groups were looked at, for then nobody knows. */
export function gapsFound(result: EvaluationResult): { readonly gapsFound?: number } {
  return result.strata.length === 0 ? {} : { gapsFound: openGaps(result).length }
}

function placeOf({ column, value, and }: GroupPlace): GroupPlace {
  return { column, value, ...(and && { and }) }
}

/** The name of a group as records and people write it: `sex=F`, `sex=F × age_band=80+`. */
export function groupName({ column, value, and }: GroupPlace): string {
  const first = `${column}=${value ?? emptyGroup.en}`
  return and ? `${first} × ${and.column}=${and.value ?? emptyGroup.en}` : first
}

/** What tells one gap of an evaluation from another. */
export function gapKey(one: Pick<OpenGap, 'column' | 'value' | 'and' | 'measure' | 'of'>): string {
  return JSON.stringify([
    one.column,
    one.value ?? emptyGroup.en,
    one.and?.column ?? '',
    one.and ? (one.and.value ?? emptyGroup.en) : '',
    one.measure ?? '',
    one.of ?? '',
  ])
}

/** The same of a record's body. */
export function gapKeyOf(body: Body): string {
  const text = (name: string) => {
    const value = body[name]
    return typeof value === 'string' ? value : ''
  }
  return JSON.stringify([
    text('column'),
    text('group'),
    text('crossedColumn'),
    text('crossedGroup'),
    text('measure'),
    text('of'),
  ])
}

/** The body of a draft: the facts as the result has them, nothing decided. */
export function gapBody(one: OpenGap, found: { readonly evaluation: string; readonly digest: string }): Body {
  const { gap, and } = one
  const { ko, en } = gapTitle(one)
  const about = ko === en ? ko : `${ko} · ${en}`
  return {
    name: `${groupName(one)} · ${about}`.slice(0, 200),
    evaluation: found.evaluation,
    finding: one.finding,
    column: one.column.slice(0, 120),
    group: (one.value ?? emptyGroup.en).slice(0, 200),
    ...(and && {
      crossedColumn: and.column.slice(0, 120),
      crossedGroup: (and.value ?? emptyGroup.en).slice(0, 200),
    }),
    ...(one.measure && { measure: one.measure }),
    ...(one.of !== undefined && { of: one.of }),
    ...(gap && {
      difference: decimalOf(gap.difference),
      lower: decimalOf(gap.interval.low),
      upper: decimalOf(gap.interval.high),
      groupEstimate: decimalOf(gap.group.estimate),
      othersEstimate: decimalOf(gap.others.estimate),
      pAdjusted: decimalOf(gap.pAdjusted),
    }),
    // A handful of people could be recognised by their number (privacy, monitoring 6.3).
    ...(one.n >= strataShownMin && { n: one.n }),
    resultDigest: found.digest,
  }
}

/** Whether a record still says what the result says: somebody may have written it by hand, or the result changed. */
export function saysTheSame(body: Body, drafted: Body): boolean {
  const facts = ['finding', 'difference', 'lower', 'upper', 'pAdjusted', 'n', 'resultDigest']
  return facts.every((name) => body[name] === drafted[name])
}
