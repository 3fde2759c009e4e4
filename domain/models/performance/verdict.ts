import { say, type Words } from '../../words.ts'
import type { Measure } from './measure.ts'
import { type Criterion, type EvaluationPlan, type MeasureName, measureWords } from './plan.ts'
import type { Stratum } from './subgroup.ts'

/** `undecided`: the cases cannot say. It is never counted as met. */
export type Outcome = 'met' | 'not-met' | 'undecided'

/** What came of one criterion: the number held against the limit, the reason, and the worst group where groups were judged. */
export type Verdict = {
  readonly criterion: Criterion
  readonly outcome: Outcome
  readonly compared: number | null
  readonly because: Words
  readonly stratum?: { readonly column: string; readonly value: string | null }
}

/** What verdicts rest on: measures of all cases, the smaller class of them, and the groups. */
export type Judged = {
  readonly measures: readonly { readonly name: MeasureName; readonly measure: Measure }[]
  readonly smallerClass: number
  readonly strata: readonly Stratum[]
}

/** Judge one criterion. Too few cases, a missing group or a missing interval leave it undecided, with the reason. */
export function judge(criterion: Criterion, judged: Judged, plan: EvaluationPlan): Verdict {
  const { population } = criterion
  if (population.kind === 'all') {
    const measure = judged.measures.find(({ name }) => name === criterion.measure)?.measure
    const because = tooFew(judged.smallerClass, plan.classCasesMin)
    return judgeOne(criterion, measure, judged.smallerClass >= plan.classCasesMin ? null : because)
  }
  const wanted = judged.strata.filter(
    ({ column, value }) =>
      column === population.column && (population.kind === 'every-stratum' || value === population.value),
  )
  const verdicts = wanted.map((stratum): Verdict => {
    const measure = stratum.measures.find(({ name }) => name === criterion.measure)?.measure
    const smaller = Math.min(stratum.positives, stratum.n - stratum.positives)
    const blocked = stratum.isSufficient ? null : tooFew(smaller, plan.stratumClassCasesMin)
    const { column, value } = stratum
    return { ...judgeOne(criterion, measure, blocked), stratum: { column, value } }
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

function judgeOne(criterion: Criterion, measure: Measure | undefined, blocked: Words | null): Verdict {
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
  const isMet = criterion.relation === 'at-least' ? compared >= criterion.limit : compared <= criterion.limit
  return { criterion, outcome: isMet ? 'met' : 'not-met', compared, because: reason(criterion, compared) }
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

function reason(criterion: Criterion, compared: number): Words {
  const name = measureWords[criterion.measure]
  const side = comparedWords[criterion.compared]
  // Four significant digits for reading; the verdict rests on the whole number.
  const shown = String(Number(compared.toPrecision(4)))
  const atLeast = criterion.relation === 'at-least'
  return say(
    `${name.ko} ${side.ko} ${shown}, 기준 ${criterion.limit} ${atLeast ? '이상' : '이하'}`,
    `${name.en}: ${side.en} ${shown}, criterion ${atLeast ? 'at least' : 'at most'} ${criterion.limit}`,
  )
}

/** Not met before undecided before met; among equals the one furthest towards the wrong side. */
function worst(verdicts: readonly Verdict[]): Verdict | undefined {
  const weight = { 'not-met': 0, undecided: 1, met: 2 }
  const margin = ({ criterion, compared }: Verdict) =>
    compared === null ? 0 : criterion.relation === 'at-least' ? compared : -compared
  return [...verdicts].sort((a, b) => weight[a.outcome] - weight[b.outcome] || margin(a) - margin(b))[0]
}

/** All verdicts taken together: not met if one is not met, undecided if one is undecided or none was set. */
export function overall(verdicts: readonly Verdict[]): Outcome {
  if (verdicts.some(({ outcome }) => outcome === 'not-met')) return 'not-met'
  if (verdicts.length === 0 || verdicts.some(({ outcome }) => outcome === 'undecided')) return 'undecided'
  return 'met'
}
