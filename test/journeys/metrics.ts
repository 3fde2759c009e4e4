import { expect } from 'vitest'
import { z } from 'zod'
import type { Estimate } from './plain-statistics.ts'

type Metric = {
  readonly metric: string
  readonly estimate: string
  readonly lower: string
  readonly upper: string
  readonly method: string
}

const methods: Readonly<Record<string, RegExp>> = {
  auroc: /delong/i,
  sensitivity: /wilson/i,
  specificity: /wilson/i,
}

/** The house's estimate and both ends of its interval are the known ones to nine places, by the method named. */
export function expectMetrics(told: readonly Metric[], wanted: Readonly<Record<string, Estimate>>): void {
  for (const [name, value] of Object.entries(wanted)) {
    const metric = told.find((one) => one.metric === name)
    expect(metric, name).toBeDefined()
    expect(metric?.method).toMatch(methods[name] ?? /^$/)
    for (const part of ['estimate', 'lower', 'upper'] as const)
      expect(Number(metric?.[part]), `${name} ${part}`).toBeCloseTo(value[part], 9)
  }
}

const interval = z.tuple([z.number(), z.number()])
const proportion = z.object({ estimate: z.number(), wilson: interval })

/** What another program (R) published for the reference predictions. */
export const referenceShape = z.object({
  overall: z.object({
    roc: z.object({ auc: z.number(), ci95: interval }),
    sensitivity: proportion,
    specificity: proportion,
  }),
})

export function estimateOf(estimate: number, [lower, upper]: readonly [number, number]): Estimate {
  return { estimate, lower, upper }
}

/** The published limits lie on the plain scale; the delta method brings their half width to the logit scale. */
export function onLogitScale(estimate: number, [lower]: readonly [number, number]): Estimate {
  const half = (estimate - lower) / (estimate * (1 - estimate))
  const middle = Math.log(estimate / (1 - estimate))
  const share = (logit: number) => 1 / (1 + Math.exp(-logit))
  return { estimate, lower: share(middle - half), upper: share(middle + half) }
}
