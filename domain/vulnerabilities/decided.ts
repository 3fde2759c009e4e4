import type { Body } from '../kind.ts'

/** States of a vulnerability case in which two people have signed what is done about it. */
export const decidedStates = ['remedying', 'checking', 'closed'] as const

/** A finding in one place, as a decision may speak of it. */
export type FindingPlace = {
  readonly component: string | null
  readonly releases: readonly string[]
  readonly sboms: readonly string[]
}

/** What of a case says where it applies. */
export type CaseScope = {
  readonly state: string
  readonly body: Body
  /** Records it links to by `releases` and `sboms`. */
  readonly links: readonly string[]
}

/** Whether the case speaks of the finding there: by its scope, or by a link to one of its releases or SBOMs. */
export function speaksOf({ body, links }: CaseScope, place: FindingPlace): boolean {
  if (body.scope === 'all') return true
  if (body.scope === 'component' && place.component !== null && body.component === place.component)
    return true
  return [...place.releases, ...place.sboms].some((id) => links.includes(id))
}

/** Whether its decision holds today: signed, and not past its expiry (the day itself still counts). */
export function isDecided({ state, body }: Pick<CaseScope, 'state' | 'body'>, today: string): boolean {
  const expires = body.expiresOn
  const isExpired = typeof expires === 'string' && expires < today
  return decidedStates.some((decided) => decided === state) && !isExpired
}
