/** When a prediction was made and when its label came, in days from one day; null: not yet (looked at on `now`). */
export type Labelling = {
  readonly predicted: number
  readonly labelled: number | null
  /** How many predictions are alike; one when absent. */
  readonly count?: number
}

/** Days after the prediction, and the share of labels that have come by then among those that will. */
export type DelayStep = { readonly days: number; readonly arrived: number; readonly atRisk: number }

export type LabelDelay = {
  readonly predictions: number
  readonly labelled: number
  /** Days by which half of the labels have come; null while fewer than half have. */
  readonly medianDays: number | null
  readonly steps: readonly DelayStep[]
}

/**
 * How long labels take, by Kaplan and Meier 1958: a prediction without a label yet counts for as long as it could have
 * been labelled. The plain mean of labels that came is too short, for the slow ones are still missing.
 */
export function labelDelay(labellings: readonly Labelling[], now: number): LabelDelay {
  const waits = labellings.map(({ predicted, labelled, count = 1 }) => {
    const days = (labelled ?? now) - predicted
    if (!(days >= 0))
      throw new RangeError('a label cannot come before its prediction, nor a prediction after now')
    return { days, came: labelled !== null, count }
  })
  const ordered = waits.toSorted((left, right) => left.days - right.days)
  const steps: DelayStep[] = []
  const predictions = waits.reduce((sum, { count }) => sum + count, 0)
  let [missing, at, gone] = [1, 0, 0]
  while (at < ordered.length) {
    const days = ordered[at]?.days ?? 0
    const atRisk = predictions - gone
    let came = 0
    for (; ordered[at]?.days === days; at++) {
      const { count = 0, came: hasCome = false } = ordered[at] ?? {}
      gone += count
      if (hasCome) came += count
    }
    if (came === 0) continue
    missing *= 1 - came / atRisk
    steps.push({ days, arrived: 1 - missing, atRisk })
  }
  return {
    predictions,
    labelled: waits.reduce((sum, { came, count }) => sum + (came ? count : 0), 0),
    medianDays: steps.find(({ arrived }) => arrived >= 0.5)?.days ?? null,
    steps,
  }
}

/**
 * Share of the predictions of one day whose label should have come by now. Below `mature` (usually 0.9) a metric over
 * them says more about quick labels than about the model.
 */
export function maturity(delay: LabelDelay, ageDays: number): number {
  let arrived = 0
  for (const step of delay.steps) if (step.days <= ageDays) arrived = step.arrived
  return arrived
}
