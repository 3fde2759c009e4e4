import { rounded } from '../models/performance/rounded.ts'
import { say, type Words } from '../words.ts'
import { chartAlarms, chartsOf } from './look-charts.ts'
import { driftAlarms, driftOf } from './look-drift.ts'
import { estimateOf, impliedPrevalence } from './look-estimate.ts'
import { labelsOf } from './look-labels.ts'
import { gapsOf, groupsOf, metricsOf, prevalenceMeasure } from './look-metrics.ts'
import { type Ended, endedPeriods, fromOf } from './look-periods.ts'
import type { LookResult } from './look-result.ts'
import { dayNumber, dayOf, dayText } from './period.ts'
import type { Reference } from './reference.ts'
import { addGroups, type DaySums, noCalls, noGroup, type Sums } from './sums.ts'
import type { WatchTerms } from './terms.ts'

export type LookAsked = {
  readonly plan: LookResult['plan']
  readonly terms: WatchTerms
  readonly reference: Reference | null
  readonly referenceDigest: string | null
  readonly batches: LookResult['batches']
  /** The moment of the look: it alone says which periods have ended and which cases are mature. */
  readonly at: string
}

const daysPerYear = 365.25

/**
 * What stands in the field by a plan, at a moment, from whole sums. Pure: the same sums, terms and moment give the same
 * result to the last digit, whoever asks and how often. Numbers are rounded to 12 digits.
 */
export function lookAt(asked: LookAsked, sums: Sums): LookResult {
  const { terms, reference, at } = asked
  const today = dayNumber(at, terms.dayBegins)
  const startsOn = dayOf(terms.startsOn)
  const own = { ...sums, days: sums.days.filter(({ day }) => day >= startsOn && day <= today) }
  const ended = endedPeriods({ ...terms, startsOn }, own.days, today)
  const mature = ended.filter(({ isMature }) => isMature)
  const matureDays = daysOf(mature)
  const labels = labelsOf(terms, own, { mature: matureDays, today })
  const charts = chartsOf(terms, mature)
  const drift = driftOf(terms, reference, ended)
  const recent = daysOf(ended.slice(-1))
  const estimate = estimateOf(terms, { recent, mature: matureDays.slice(-recentMatureMax) }, reference)
  const all = recent[0]
  const alarms = [...chartAlarms(charts), ...driftAlarms(terms, drift)]
  return rounded({
    v: 1 as const,
    plan: asked.plan,
    at,
    dayBegins: terms.dayBegins,
    period: terms.period,
    through: throughOf(ended),
    matureThrough: throughOf(mature),
    outcome: outcomeOf({ charts, drift, labels }),
    periods: ended.map(periodOf),
    labels,
    metrics: metricsOf(matureDays, reference),
    prevalence: {
      observed: prevalenceMeasure(matureDays.reduce((sum, day) => addGroups(sum, day.all), noGroup).now),
      baseline: prevalenceMeasure(reference?.calls ?? noCalls),
      implied: all && reference ? impliedPrevalence(all, reference) : null,
    },
    groups: groupsOf(terms, matureDays),
    gaps: gapsOf(terms, matureDays),
    drift,
    estimate,
    charts,
    budget: budgetOf(terms, charts, mature),
    alarms,
    notes: notesOf({ labels, estimate, reference }),
    batches: [...asked.batches],
    referenceDigest: asked.referenceDigest,
  })
}

/** Calibration in the field is asked of the newest mature periods: it may have been right long ago. */
const recentMatureMax = 3

function daysOf(periods: readonly Ended[]): DaySums[] {
  return periods.flatMap(({ sums }) => (sums ? [sums] : []))
}

function throughOf(periods: readonly Ended[]): string | null {
  const last = periods.at(-1)
  return last ? dayText(last.end - 1) : null
}

function periodOf(period: Ended): LookResult['periods'][number] {
  const { predictions, calledPositive, now } = period.sums?.all ?? noGroup
  return {
    from: fromOf(period),
    to: dayText(period.end - 1),
    predictions,
    calledPositive,
    isMature: period.isMature,
    calls: { ...now },
  }
}

type Parts = Pick<LookResult, 'charts' | 'drift' | 'labels'>

/** The gravest thing to say. An alarm stands above everything, also where labels are too few: it is never hidden. */
function outcomeOf({ charts, drift, labels }: Parts): LookResult['outcome'] {
  if (charts.some(({ state }) => state === 'alarm') || drift.some(({ state }) => state === 'beyond'))
    return 'alarm'
  if (labels.mature === 0 || charts.every(({ state }) => state === 'too-little')) return 'too-little'
  return labels.isSufficient && !labels.verification.isUneven ? 'quiet' : 'attention'
}

/** False alarms the plan allows for the days watched, and what its charts have spent by design. */
function budgetOf(
  terms: WatchTerms,
  charts: LookResult['charts'],
  mature: readonly Ended[],
): LookResult['budget'] {
  const [first, last] = [mature[0], mature.at(-1)]
  const days = first && last ? last.end - first.start : 0
  return {
    perYear: terms.falseAlarmsPerYear,
    allowed: (terms.falseAlarmsPerYear * days) / daysPerYear,
    spent: charts.reduce((sum, { falseAlarmsSpent }) => sum + falseAlarmsSpent, 0),
    days,
  }
}

function notesOf({
  labels,
  estimate,
  reference,
}: Pick<LookResult, 'labels' | 'estimate'> & { readonly reference: Reference | null }): Words[] {
  const notes: (Words | null)[] = [
    labels.mature > 0 && !labels.isSufficient
      ? say(
          '성숙한 사례의 정답이 계획보다 적습니다. 지표가 치우칠 수 있습니다.',
          'Fewer mature cases have a label than the plan asks for: the metrics may be biased.',
        )
      : null,
    labels.verification.isUneven
      ? say(
          '양성으로 판정한 사례와 아닌 사례의 정답 확보율이 다릅니다. 민감도가 부풀려질 수 있습니다.',
          'Cases called positive get labels at another rate than the others: sensitivity may be overstated.',
        )
      : null,
    labels.contradictory + labels.circular > 0
      ? say(
          `정답이 서로 어긋나 세지 않은 사례: ${labels.contradictory + labels.circular}건.`,
          `Cases left out because their labels contradict one another: ${labels.contradictory + labels.circular}.`,
        )
      : null,
    labels.unknown > 0
      ? say(
          `예측이 아직 오지 않은 정답: ${labels.unknown}건(예측이 오면 반영됩니다).`,
          `Labels whose prediction has not come yet: ${labels.unknown} (counted in when it does).`,
        )
      : null,
    labels.revisedLate > 0
      ? say(
          `성숙 뒤에 정답이 바뀐 사례: ${labels.revisedLate}건. 지표에는 반영하고 관리도는 그때 알던 대로 둡니다.`,
          `Cases whose label changed after maturity: ${labels.revisedLate}. Metrics follow; charts keep what was known then.`,
        )
      : null,
    estimate.state === 'withheld' ? estimate.because : null,
    reference === null
      ? say(
          '기준이 고정되지 않아 분포 변화를 볼 수 없습니다.',
          'No reference is frozen: drift cannot be seen.',
        )
      : null,
  ]
  return notes.filter((note) => note !== null)
}
