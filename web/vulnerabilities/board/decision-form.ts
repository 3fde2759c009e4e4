import type { Body } from '@maek/domain/kind.ts'
import { bodyOf } from '../../records/form/body.ts'
import type { PlainKind } from '../../records/plain-kinds.ts'
import type { Finding } from '../severities.ts'

/** Fields of a decision that are asked, by what was answered so far; the rest would only be in the way. */
export function askedFields(values: Body): readonly string[] {
  const { outcome, scope } = values
  return [
    'outcome',
    ...(outcome === 'not-affected' ? ['justification', 'impactStatement'] : []),
    ...(outcome === 'affected' || outcome === 'accepted' ? ['control', 'actionStatement'] : []),
    'detail',
    'scope',
    ...(scope === 'component' ? ['versions'] : []),
    ...(scope === 'release' ? ['releases'] : []),
    'expiresOn',
    'reviewEpss',
    'reviewOnKev',
    'reviewOnChange',
    'hazards',
    'evidence',
  ]
}

/** What is sent: the asked fields that are filled, nothing left over from an answer changed meanwhile. */
export function decisionOf(kind: PlainKind, values: Body): Body {
  const asked = askedFields(values)
  const kept = Object.entries(bodyOf(kind, values)).filter(([name]) => asked.includes(name))
  return Object.fromEntries(kept)
}

/** Where a decision begins: about the component, opened again when the world changes. */
export function firstValues(findings: readonly Finding[], release: string | undefined): Body {
  const releases = release ? [release] : findings.flatMap((one) => one.releases.map(({ id }) => id))
  const cases = findings.flatMap((one) => (one.case ? [one.case.id] : []))
  return {
    scope: 'component',
    reviewOnKev: true,
    reviewOnChange: true,
    ...(releases.length > 0 && { releases: [...new Set(releases)] }),
    ...(cases.length > 0 && { cases: [...new Set(cases)] }),
  }
}

/** Fields of an earlier decision that may be taken over: its reasoning, never what it spoke of or who signed it. */
export function reasoningOf(reasoning: Body): Body {
  const taken = [...askedFields({ ...reasoning, scope: reasoning.scope })].filter(
    (name) => name !== 'releases',
  )
  return Object.fromEntries(Object.entries(reasoning).filter(([name]) => taken.includes(name)))
}
