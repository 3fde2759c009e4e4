import type { Cited } from '../cited.ts'
import { say, type Words } from '../words.ts'

/** What an impact assessment rests on. When one of these changes, it speaks of something that is no more. */
export const impactGrounds = {
  'intended-use': say('사용목적·사용자·대상 환자', 'Intended use, users or patients'),
  model: say('모델', 'Model'),
  population: say('데이터의 대상 집단', 'Population of the data'),
  site: say('사용처', 'Sites'),
} as const satisfies Record<string, Words>
export type ImpactGround = keyof typeof impactGrounds

/** Fields whose change counts, by kind (ISO/IEC 42005 5.4 and 5.12; ISO/IEC 42001 8.4). */
export const useFields = {
  'ai-system': ['purpose', 'usersAndPatients', 'unintendedUses', 'deployment', 'learning'],
  device: ['intendedUse', 'patients', 'users', 'misuse'],
} as const
export const populationFields = ['population', 'inclusion', 'exclusion', 'subjects', 'sites'] as const

/** Something that came to be otherwise. */
export type GroundChange = {
  readonly ground: ImpactGround
  readonly record: Cited
  /** The field that changed; null where the record itself is new. */
  readonly field: string | null
  readonly at: string
  readonly what: Words
}

export type Staleness = {
  readonly state: 'not-approved' | 'current' | 'stale'
  readonly approvedAt: string | null
  readonly staleSince: string | null
  /** Changes after the approval, oldest first. */
  readonly changes: readonly GroundChange[]
}

/**
 * Whether an approved assessment still speaks of what is there. Pure: approval and changes in, answer out; only a newer
 * approval makes it current again, and a change at the very instant of the approval is taken as known.
 */
export function stalenessOf(approvedAt: string | null, changes: readonly GroundChange[]): Staleness {
  if (approvedAt === null) return { state: 'not-approved', approvedAt, staleSince: null, changes: [] }
  const later = changes
    .filter(({ at }) => at > approvedAt)
    .toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
  return {
    state: later.length > 0 ? 'stale' : 'current',
    approvedAt,
    staleSince: later[0]?.at ?? null,
    changes: later,
  }
}
