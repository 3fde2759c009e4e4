import type { findingSorts } from '@maek/domain/vulnerabilities/finding-view.ts'
import { statementStates } from '@maek/domain/vulnerabilities/statement.ts'
import { type Severity, severities } from '../severities.ts'

type Texts = Readonly<Record<string, string>>

type Sort = (typeof findingSorts)[number]

// Named here once more: the endpoint's own list stands beside its schemas, which the browser does not load.
const sorts: readonly Sort[] = ['severity', 'epss', 'found', 'due']

/** What the board shows when nothing is said: all that somebody still has to work on. */
export const usualStates = ['in-triage', 'affected'] as const

/** What the address asks of the board, as the server takes it; what it does not know is left out, not passed on. */
export function askedOf(search: Texts) {
  const { release, device, sbom, kev, mine } = search
  const state = statesOf(search)
  const severity = known(search.severity, severities)
  const text = search.text?.trim().slice(0, 200)
  return {
    ...(release && { release }),
    ...(device && { device }),
    ...(sbom && { sbom }),
    ...(state.length > 0 && state.length < statementStates.length && { state: state.join(',') }),
    ...(severity.length > 0 && { severity: severity.join(',') }),
    ...(kev === 'true' && { kev: 'true' as const }),
    ...(mine === 'true' && { mine: 'true' as const }),
    ...(text && { text }),
  }
}

/** States shown; every one under `all`. */
export function statesOf({ state }: Texts): readonly (typeof statementStates)[number][] {
  if (state === 'all') return statementStates
  const chosen = known(state, statementStates)
  return chosen.length > 0 ? chosen : usualStates
}

export function severitiesOf({ severity }: Texts): readonly Severity[] {
  return known(severity, severities)
}

export function sortOf({ sort }: Texts): Sort {
  return sorts.find((name) => name === sort) ?? 'severity'
}

function known<const Name extends string>(text: string | undefined, names: readonly Name[]): Name[] {
  const given = (text ?? '').split(',')
  return names.filter((name) => given.includes(name))
}

/** The address text after one of the names was switched on or off. */
export function toggled(chosen: readonly string[], name: string): string {
  const next = chosen.includes(name) ? chosen.filter((other) => other !== name) : [...chosen, name]
  return next.join(',')
}
