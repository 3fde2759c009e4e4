import type { Words } from '../../words.ts'

/** The two limits of a confidence interval. */
export type Limits = { readonly low: number; readonly high: number }

/** A two-sided confidence interval that says at which level and by which method it was made. */
export type Interval = Limits & { readonly level: number; readonly method: string }

/**
 * One number about a model. It never stands without the number of cases behind it and the method;
 * what cannot be estimated says why instead of showing a number.
 */
export type Measure =
  | {
      readonly state: 'estimated'
      readonly estimate: number
      /** Null when no honest interval exists; `because` then says why. */
      readonly interval: Interval | null
      readonly method: string
      /** Cases the estimate rests on (the denominator of a proportion). */
      readonly n: number
      readonly because?: Words
    }
  | {
      readonly state: 'not-estimable'
      readonly method: string
      readonly n: number
      readonly because: Words
    }

/** What a measure rests on: its method, its number of cases. */
export type Basis = { readonly method: string; readonly n: number }

/** An estimate with its interval. */
export function estimated({ method, n }: Basis, estimate: number, interval: Interval): Measure {
  return { state: 'estimated', estimate, interval, method, n }
}

/** An estimate for which no honest interval exists, and why. */
export function withoutInterval({ method, n }: Basis, estimate: number, because: Words): Measure {
  return { state: 'estimated', estimate, interval: null, because, method, n }
}

/** No estimate at all, and why. */
export function notEstimable({ method, n }: Basis, because: Words): Measure {
  return { state: 'not-estimable', because, method, n }
}

/** Keep a limit inside the range its quantity can take. */
export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}
