import type { Words } from '../words.ts'
import type { IssuedScore } from './severity.ts'

/** What has been decided about a finding in one release. `accepted` is an acceptance until a date. */
export const statementStates = ['in-triage', 'affected', 'not-affected', 'fixed', 'accepted'] as const
export type StatementState = (typeof statementStates)[number]

/** The five justifications of OpenVEX 0.2.0 and CSAF flags, spelt as the formats spell them. */
export const justifications = [
  'component_not_present',
  'vulnerable_code_not_present',
  'vulnerable_code_not_in_execute_path',
  'vulnerable_code_cannot_be_controlled_by_adversary',
  'inline_mitigations_already_exist',
] as const
export type Justification = (typeof justifications)[number]

/**
 * One vulnerability in one component of one SBOM and what stands about it today: what every VEX document, table and
 * report is made from. Without a decision in force the state is `in-triage`.
 */
export type Statement = {
  /** CVE where there is one. */
  readonly vulnerability: string
  readonly aliases: readonly string[]
  readonly summary: string
  /** Reference of the component in its SBOM. */
  readonly reference: string
  readonly state: StatementState
  readonly justification: Justification | null
  /** Why it does not affect us. */
  readonly impact: Words | null
  /** What users should do. */
  readonly action: Words | null
  /** Analysis as it may be shown outside. */
  readonly detail: string | null
  /** The record that decides: number, moment of its approval (ISO UTC), day after which it no longer holds. */
  readonly decision: {
    readonly number: string
    readonly at: string
    readonly expiresOn: string | null
  } | null
  /** When it was first found, ISO UTC. */
  readonly foundAt: string
  /** As published, with issuers. */
  readonly published: readonly IssuedScore[]
  /** Our own score by the medical-device rubric. */
  readonly device: IssuedScore | null
  readonly fixedIn: string | null
  readonly exploited: boolean
  /** EPSS probability 0 to 1, or null where nobody says. */
  readonly likelihood: number | null
  readonly cwes: readonly string[]
  readonly references: readonly string[]
}
