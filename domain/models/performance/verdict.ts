import { say, type Words } from '../../words.ts'
import type { Measure } from './measure.ts'
import { type MeasureName, measureWords } from './measure-names.ts'
import { measureTitleOf } from './measure-title.ts'
import type { BinaryPlan } from './plan.ts'
import type { Criterion, Multiplicity } from './plan-parts.ts'
import type { Stratum } from './subgroup.ts'
import type { GroupPlace } from './tally.ts'

/** `undecided`: the cases cannot say. It is never counted as met. */
export type Outcome = 'met' | 'not-met' | 'undecided'

/** What came of one criterion: the number held against the limit, the reason, and the worst group where groups were judged. */
export type Verdict = {
  readonly criterion: Criterion
  readonly outcome: Outcome
  readonly compared: number | null
  readonly because: Words
  readonly stratum?: GroupPlace
}

/** What verdicts rest on: measures of all cases, the smaller class of them, and the groups. */
export type Judged = {
  readonly measures: readonly {
    readonly name: MeasureName
    readonly of?: string
    readonly measure: Measure
  }[]
  readonly smallerClass: number
  readonly strata: readonly Stratum[]
}

/** Judge one criterion. Too few cases, a missing group or a missing interval leave it undecided, with the reason. */
export function judge(criterion: Criterion, judged: Judged, plan: BinaryPlan): Verdict {
  const { population } = criterion
  if (population.kind === 'all') {
    const measure = judged.measures.find((one) => isMeant(criterion, one))?.measure
    const because = tooFew(judged.smallerClass, plan.classCasesMin)
    return judgeOne(criterion, measure, judged.smallerClass >= plan.classCasesMin ? null : because)
  }
  const wanted = judged.strata.filter((stratum) => isAmong(stratum, population))
  const verdicts = wanted.map((stratum): Verdict => {
    const measure = stratum.measures.find((one) => isMeant(criterion, one))?.measure
    const smaller = Math.min(stratum.positives, stratum.n - stratum.positives)
    const blocked = stratum.isSufficient ? null : tooFew(smaller, plan.stratumClassCasesMin)
    return { ...judgeOne(criterion, measure, blocked), stratum: placeOf(stratum) }
  })
  const none = say('해당하는 집단의 사례가 없습니다.', 'There is no case of that group.')
  return worst(verdicts) ?? { criterion, outcome: 'undecided', compared: null, because: none }
}

function tooFew(smaller: number, least: number): Words {
  return say(
    `양성과 음성이 각각 ${least}건 이상이어야 판정합니다. 적은 쪽이 ${smaller}건입니다.`,
    `A verdict needs ${least} positive and ${least} negative cases; the smaller class has ${smaller}.`,
  )
}

/** Whether a group belongs to the population a criterion speaks of; a crossed group to crossed populations only. */
export function isAmong({ column, value, and }: GroupPlace, population: Criterion['population']): boolean {
  switch (population.kind) {
    case 'all':
      return false
    case 'every-stratum':
      return column === population.column && and?.column === population.and
    case 'stratum':
      return (
        column === population.column &&
        value === population.value &&
        and?.column === population.and?.column &&
        (and?.value ?? null) === (population.and?.value ?? null)
      )
  }
}

/** Where a group lies, without its numbers. */
export function placeOf({ column, value, and }: GroupPlace): GroupPlace {
  return { column, value, ...(and && { and }) }
}

/** Whether a criterion speaks of this measure. */
export function isMeant(
  { measure, of }: Criterion,
  one: { readonly name: MeasureName; readonly of?: string },
): boolean {
  return one.name === measure && one.of === of
}

/** One criterion against one measure; `blocked` says why no verdict may rest on it. */
export function judgeOne(criterion: Criterion, measure: Measure | undefined, blocked: Words | null): Verdict {
  const undecided = (because: Words): Verdict => ({
    criterion,
    outcome: 'undecided',
    compared: null,
    because,
  })
  if (measure === undefined) {
    return undecided(
      say('이 평가에서 계산하지 않는 지표입니다.', 'This evaluation does not compute that measure.'),
    )
  }
  if (measure.state === 'not-estimable') return undecided(measure.because)
  if (blocked !== null) return undecided(blocked)
  const compared = comparedNumber(criterion, measure)
  if (compared === null) {
    return undecided(measure.because ?? say('신뢰구간이 없습니다.', 'There is no interval.'))
  }
  const isMet = holds(criterion, compared)
  return { criterion, outcome: isMet ? 'met' : 'not-met', compared, because: reason(criterion, compared) }
}

function holds({ relation, limit }: Criterion, compared: number): boolean {
  switch (relation) {
    case 'at-least':
      return compared >= limit
    case 'above':
      return compared > limit
    case 'at-most':
      return compared <= limit
  }
}

function comparedNumber({ compared }: Criterion, measure: Measure): number | null {
  if (measure.state === 'not-estimable') return null
  if (compared === 'estimate') return measure.estimate
  return (compared === 'lower' ? measure.interval?.low : measure.interval?.high) ?? null
}

const comparedWords = {
  estimate: say('추정값', 'estimate'),
  lower: say('신뢰구간 하한', 'lower limit'),
  upper: say('신뢰구간 상한', 'upper limit'),
}

const relationWords = {
  'at-least': say('이상', 'at least'),
  above: say('초과', 'above'),
  'at-most': say('이하', 'at most'),
}

function reason(criterion: Criterion, compared: number): Words {
  const { measure, of } = criterion
  const name = measureTitleOf({ name: measure, words: measureWords[measure], of })
  const side = comparedWords[criterion.compared]
  // Four significant digits for reading; the verdict rests on the whole number.
  const shown = String(Number(compared.toPrecision(4)))
  const relation = relationWords[criterion.relation]
  return say(
    `${name.ko} ${side.ko} ${shown}, 기준 ${criterion.limit} ${relation.ko}`,
    `${name.en}: ${side.en} ${shown}, criterion ${relation.en} ${criterion.limit}`,
  )
}

/** Not met before undecided before met; among equals the one furthest towards the wrong side. */
export function worst(verdicts: readonly Verdict[]): Verdict | undefined {
  const weight = { 'not-met': 0, undecided: 1, met: 2 }
  const margin = ({ criterion, compared }: Verdict) =>
    compared === null ? 0 : criterion.relation === 'at-most' ? -compared : compared
  return [...verdicts].sort((a, b) => weight[a.outcome] - weight[b.outcome] || margin(a) - margin(b))[0]
}

/** All verdicts taken together: not met if one is not met, undecided if one is undecided or none was set. */
export function overall(verdicts: readonly Verdict[]): Outcome {
  if (verdicts.some(({ outcome }) => outcome === 'not-met')) return 'not-met'
  if (verdicts.length === 0 || verdicts.some(({ outcome }) => outcome === 'undecided')) return 'undecided'
  return 'met'
}

/**
 * Criteria claimed one after another (`fixed-sequence`): after the first that is not met the rest are undecided,
 * whatever their numbers. Otherwise the verdicts as they are.
 */
export function inSequence(
  verdicts: readonly Verdict[],
  { multiplicity }: { readonly multiplicity: Multiplicity },
): Verdict[] {
  const stop = verdicts.findIndex(({ outcome }) => outcome !== 'met')
  if (multiplicity !== 'fixed-sequence' || stop < 0) return [...verdicts]
  const because = say(
    `앞선 기준(${stop + 1}번)이 충족되지 않아 판정하지 않습니다(고정 순서 검정).`,
    `Not judged: criterion ${stop + 1} before it is not met (fixed sequence).`,
  )
  return verdicts.map((verdict, at) => (at <= stop ? verdict : { ...verdict, outcome: 'undecided', because }))
}
