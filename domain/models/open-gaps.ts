import type { Body } from '../kind.ts'
import { say } from '../words.ts'
import { emptyGroup, type GapFinding, gapMeasures } from './gap-words.ts'
import type { EvaluationResult } from './performance/evaluation-result.ts'
import type { Gap, GapMeasureName } from './performance/gap.ts'
import { strataShownMin } from './performance/subgroup.ts'
import type { GroupPlace } from './performance/tally.ts'
import { decimalOf } from './result-rows.ts'

/** What an evaluation found about a group that somebody must decide. */
export type OpenGap = GroupPlace & {
  readonly finding: GapFinding
  /** None where nothing could be measured. */
  readonly measure?: GapMeasureName
  readonly gap?: Gap
  /** Cases behind it: of the group's side of the comparison, or of the whole group. */
  readonly n: number
}

/**
 * The gaps that need a decision: those whose simultaneous interval excludes zero, even if found by looking (the interval
 * pays for the search); of the columns and crossings named beforehand also those whose estimate lies beyond the limit of
 * the plan; and the groups with too few cases to say anything (of each column, and of the crossings named: the many small
 * crossings nobody asked for are no finding).
 */
export function openGaps(result: EvaluationResult): OpenGap[] {
  const limit = result.plan.gapLimit
  const gaps = 'gaps' in result ? result.gaps : []
  const shown = gaps.flatMap((gap): OpenGap[] => {
    const { low, high } = gap.interval
    const isDeclared = gap.family === 'confirmatory'
    const isBeyond = limit !== undefined && isDeclared && Math.abs(gap.difference) > limit
    const finding = low > 0 || high < 0 ? 'shown' : isBeyond ? 'beyond-limit' : null
    return finding === null ? [] : [{ ...placeOf(gap), finding, measure: gap.name, gap, n: gap.group.n }]
  })
  const crossed = 'intersections' in result ? result.intersections : []
  const named = crossed.filter(({ column, and }) =>
    result.plan.intersections.some((pair) => and && pair.includes(column) && pair.includes(and.column)),
  )
  const unknown = [...result.strata, ...named].flatMap((stratum): OpenGap[] =>
    stratum.isSufficient ? [] : [{ ...placeOf(stratum), finding: 'unknown', n: stratum.n }],
  )
  return [...shown, ...unknown]
}

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
export function gapKey(one: Pick<OpenGap, 'column' | 'value' | 'and' | 'measure'>): string {
  return JSON.stringify([
    one.column,
    one.value ?? emptyGroup.en,
    one.and?.column ?? '',
    one.and ? (one.and.value ?? emptyGroup.en) : '',
    one.measure ?? '',
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
  ])
}

const tooFew = say('건수 부족', 'too few cases')

/** The body of a draft: the facts as the result has them, nothing decided. */
export function gapBody(one: OpenGap, found: { readonly evaluation: string; readonly digest: string }): Body {
  const { gap, and } = one
  const { ko, en } = one.measure === undefined ? tooFew : gapMeasures[one.measure]
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
