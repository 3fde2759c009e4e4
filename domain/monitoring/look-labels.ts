import { labelDelay, maturity } from '../models/performance/label-delay.ts'
import { newcombe } from '../models/performance/proportion.ts'
import type { LookResult } from './look-result.ts'
import { addGroups, type DaySums, labelledIn, noGroup, type Sums } from './sums.ts'
import type { WatchTerms } from './terms.ts'

type Labels = LookResult['labels']

/** What labels the look rests on. `mature` are the days whose cases are old enough; `today` is the look's day. */
export function labelsOf(
  terms: Pick<WatchTerms, 'labelShareMin' | 'matureAfterDays'>,
  sums: Sums,
  { mature, today }: { readonly mature: readonly DaySums[]; readonly today: number },
): Labels {
  const old = groupOf(mature)
  const all = groupOf(sums.days)
  const matureLabelled = labelledIn(old.now)
  return {
    predictions: all.predictions,
    mature: old.predictions,
    matureLabelled,
    labelled: labelledIn(all.now),
    isSufficient: old.predictions > 0 && matureLabelled >= terms.labelShareMin * old.predictions,
    shareMin: terms.labelShareMin,
    ...sums.totals,
    revisedLate: added(sums.days, 'revisedLate'),
    contradictory: added(sums.days, 'contradictory'),
    circular: added(sums.days, 'circular'),
    delay: delayOf(sums.days, today, terms.matureAfterDays),
    verification: verificationOf(mature),
  }
}

function groupOf(days: readonly DaySums[]) {
  return days.reduce((sum, { all }) => addGroups(sum, all), noGroup)
}

function added(days: readonly DaySums[], name: keyof DaySums['unclear']): number {
  return days.reduce((sum, { unclear }) => sum + unclear[name], 0)
}

const stepsMax = 200

/** How long labels take, by Kaplan and Meier: those still awaited count for as long as they have been. */
function delayOf(days: readonly DaySums[], today: number, waitDays: number): Labels['delay'] {
  const labellings = days.flatMap(({ day, all, delays }) => {
    const came = delays.reduce((sum, [, labels]) => sum + labels, 0)
    const awaited = Math.max(0, all.predictions - came)
    return [
      ...delays.map(([after, count]) => ({ predicted: day, labelled: day + after, count })),
      ...(awaited > 0 ? [{ predicted: day, labelled: null, count: awaited }] : []),
    ]
  })
  const latest = labellings.reduce(
    (most, { predicted, labelled }) => Math.max(most, labelled ?? predicted),
    today,
  )
  const delay = labelDelay(labellings, latest)
  const every = Math.ceil(delay.steps.length / stepsMax)
  return {
    medianDays: delay.medianDays,
    atMaturity: maturity(delay, waitDays),
    steps: delay.steps.filter((_, at) => at % every === 0 || at === delay.steps.length - 1),
    method: 'kaplan-meier',
  }
}

/** A difference this large between the called and the others is no longer a detail of the work at a site. */
const unevenBy = 0.05
const level = 0.95

/**
 * Whether labels come as often for cases the model called positive as for the others. If only the called are checked,
 * misses stay unseen and sensitivity is overstated (partial verification: Begg & Greenes 1983).
 */
function verificationOf(mature: readonly DaySums[]): Labels['verification'] {
  const { predictions, calledPositive: called, now } = groupOf(mature)
  const calledPositive = { k: now.truePositives + now.falsePositives, n: called }
  const calledNegative = { k: now.falseNegatives + now.trueNegatives, n: predictions - called }
  if (calledPositive.n === 0 || calledNegative.n === 0) {
    return { calledPositive, calledNegative, difference: null, interval: null, isUneven: false }
  }
  const { difference, low, high } = newcombe(bounded(calledPositive), bounded(calledNegative), level)
  return {
    calledPositive,
    calledNegative,
    difference,
    interval: { low, high, level, method: 'newcombe-10' },
    isUneven: Math.abs(difference) > unevenBy && (low > 0 || high < 0),
  }
}

/** A label says which call it belongs to by the decision in force then; a case counts once on either side. */
function bounded({ k, n }: { readonly k: number; readonly n: number }) {
  return { k: Math.min(k, n), n }
}
