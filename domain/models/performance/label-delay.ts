/** When a prediction was made and when its label came, in days from one day; null: not yet (looked at on `now`). */
export type Labelling = { readonly predicted: number; readonly labelled: number | null }

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
  const waits = labellings.map(({ predicted, labelled }) => {
    const days = (labelled ?? now) - predicted
    if (!(days >= 0))
      throw new RangeError('a label cannot come before its prediction, nor a prediction after now')
    return { days, came: labelled !== null }
  })
  const ordered = waits.toSorted((left, right) => left.days - right.days)
  const steps: DelayStep[] = []
  let [missing, at] = [1, 0]
  while (at < ordered.length) {
    const days = ordered[at]?.days ?? 0
    const atRisk = ordered.length - at
    let came = 0
    for (; ordered[at]?.days === days; at++) if (ordered[at]?.came) came++
    if (came === 0) continue
    missing *= 1 - came / atRisk
    steps.push({ days, arrived: 1 - missing, atRisk })
  }
  return {
    predictions: labellings.length,
    labelled: waits.filter(({ came }) => came).length,
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
