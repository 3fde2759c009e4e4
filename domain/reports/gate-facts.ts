import type { Body } from '../kind.ts'

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

/** An open finding in the release: no signed, unexpired decision speaks of it. */
export type GateFinding = {
  readonly vulnerability: string
  readonly component: string
  readonly severity: string
  readonly score: string | null
  readonly case: { readonly id: string; readonly number: string } | null
}

/** All that decides whether a release may ship, as it stands at one moment. */
export type GateFacts = {
  readonly release: GateRecord
  readonly device: GateRecord | null
  readonly sboms: readonly GateRecord[]
  /** Components of those SBOMs, and how many of them any advisory source can answer for. */
  readonly components: { readonly all: number; readonly covered: number }
  /** Worst first. */
  readonly findings: readonly GateFinding[]
  readonly models: readonly GateRecord[]
  readonly evaluations: readonly GateRecord[]
  readonly aiSystems: readonly GateRecord[]
  readonly assessments: readonly GateRecord[]
  readonly hazards: readonly GateRecord[]
  readonly nonconformities: readonly GateRecord[]
  readonly incidents: readonly GateRecord[]
}
