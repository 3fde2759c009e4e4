/** One case in which we answer otherwise than the oracle. */
export type Difference = {
  /** Names the case so that a reader finds it in the suite. */
  readonly name: string
  /** Why, in a sentence; null: nobody has explained it, and the run fails. */
  readonly cause: string | null
}

/** Cases of the oracle that are not asked at all, and why. */
export type LeftOut = { readonly what: string; readonly count: number; readonly cause: string }

export type Compared = {
  readonly cases: number
  readonly differences: readonly Difference[]
  readonly leftOut?: readonly LeftOut[]
}

/** Answers of ours beside those of somebody else. */
export type Suite = {
  readonly name: string
  /** Who made the oracle, and what is compared. */
  readonly about: string
  /** Under ../shared/data; without them the suite is skipped. */
  readonly files: readonly string[]
  /** Minutes: left to the command, not asked in every run of the tests. */
  readonly isSlow?: boolean
  readonly compare: () => Compared | Promise<Compared>
}

/** Every difference with the cause that speaks of it; the first one that fits. */
export function explained(
  names: readonly string[],
  causes: readonly { readonly cause: string; readonly fits: (name: string) => boolean }[],
): Difference[] {
  return names.map((name) => ({ name, cause: causes.find(({ fits }) => fits(name))?.cause ?? null }))
}

/** A cause for exactly these cases. */
export function causeOf(cause: string, names: readonly string[]) {
  return { cause, fits: (name: string) => names.includes(name) }
}
