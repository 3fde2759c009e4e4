import type { Body } from '../kind.ts'
import type { FindingView } from '../vulnerabilities/finding-view.ts'
import type { Words } from '../words.ts'

/** A record as the gate sees it. */
export type GateRecord = {
  readonly id: string
  readonly kind: string
  readonly number: string
  readonly title: string
  readonly state: string
  /** It has an approved edition. */
  readonly approved: boolean
  readonly closed: boolean
  readonly ended: boolean
  readonly body: Body
}

/** A finding that is open in the release: no signed, unexpired decision lets it ship. */
export type GateFinding = {
  readonly vulnerability: string
  readonly aliases: readonly string[]
  readonly summary: string
  /** Package URL, or the name of a component that has none. */
  readonly component: string
  readonly version: string | null
  readonly fixedIn: string | null
  readonly severity: FindingView['severity']
  readonly score: string | null
  /** In a catalogue of vulnerabilities known to be exploited (CISA KEV). */
  readonly exploited: boolean
  readonly case: { readonly id: string; readonly number: string } | null
}

/** Undecided, or judged to affect the device by the signed record of this number. */
export type GateOpen = GateFinding & { readonly affectedBy: string | null }

/** A finding that something signed and unexpired lets ship (not affected, fixed, accepted): told all the same. */
export type GateDecided = GateFinding & {
  /** Number of the record that decides, and its words. */
  readonly decision: { readonly number: string; readonly because: string }
}

/** One thing that keeps a release from shipping. */
export type Blocker = {
  readonly because: Words
  readonly record: string | null
  readonly kind: string | null
  /** The finding it is about, where it is about one. */
  readonly finding?: GateOpen
}

/** A component whose licence the policy in force forbids. */
export type GateLicence = {
  readonly component: string
  readonly licence: string
  readonly because: Words
}

/** All that decides whether a release may ship, as it stands at one moment. */
export type GateFacts = {
  readonly release: GateRecord
  readonly device: GateRecord | null
  readonly sboms: readonly GateRecord[]
  /** Components of those SBOMs, and how many of them any advisory source can answer for. */
  readonly components: { readonly all: number; readonly covered: number }
  /** Worst first; of the severities that stop a release, and those known to be exploited. */
  readonly findings: readonly GateOpen[]
  /** Worst first. */
  readonly decided: readonly GateDecided[]
  /** The component policy in force for the device, and the severities it lets stop a release. */
  readonly policy: { readonly id: string; readonly number: string; readonly blocks: readonly string[] } | null
  /** Components under a licence that policy forbids. */
  readonly forbidden: readonly GateLicence[]
  /** Ids of approved impact assessments whose grounds have changed since. */
  readonly stale?: readonly string[]
  readonly models: readonly GateRecord[]
  readonly evaluations: readonly GateRecord[]
  readonly aiSystems: readonly GateRecord[]
  readonly assessments: readonly GateRecord[]
  readonly hazards: readonly GateRecord[]
  readonly nonconformities: readonly GateRecord[]
  readonly incidents: readonly GateRecord[]
}
