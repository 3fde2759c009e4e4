import { z } from 'zod'
import { words } from '../views.ts'
import { statementStates } from './statement.ts'

/* What findings look like from outside. */

export const findingState = z.enum(statementStates)
export const findingSeverities = ['critical', 'high', 'medium', 'low', 'none', 'unknown'] as const
export const findingSeverity = z.enum(findingSeverities)

/** Several of a list in one query parameter, divided by commas. */
function severalOf(values: readonly string[]) {
  const one = `(?:${values.join('|')})`
  return z
    .string()
    .max(200)
    .regex(new RegExp(`^${one}(?:,${one})*$`))
}

/** The record that decides a finding, or is on its way to: a `triage-decision` or a `vulnerability-case`. */
export const decisionHead = z.strictObject({
  kind: z.string(),
  id: z.uuid(),
  number: z.string(),
  state: z.string(),
})

const recordHead = z.strictObject({ id: z.uuid(), number: z.string(), title: z.string() })

export const findingSchema = z.strictObject({
  id: z.string(),
  vulnerability: z.string(),
  aliases: z.array(z.string()),
  summary: z.string(),
  component: z.string(),
  version: z.string().nullable(),
  fixedIn: z.string().nullable(),
  severity: findingSeverity,
  /** The leading published score, its vector and who published it. */
  score: z.string().nullable(),
  vector: z.string().nullable(),
  issuer: z.string().nullable(),
  /** Our own score by the medical-device rubric, from the vulnerability case. */
  device: z.strictObject({ score: z.string(), vector: z.string().nullable() }).nullable(),
  /** How it was matched: by range, by enumeration, by fallback order, or because the version is unknown. */
  how: z.string(),
  releases: z.array(recordHead),
  /** The most urgent state it has in any SBOM that stands, as of today: a decision past its day does not count. */
  state: findingState,
  /** The decision in force that gives it that state; null in triage. */
  decision: decisionHead.nullable(),
  /** Last day on which every decision about it holds; null without an expiry. */
  decidedUntil: z.string().nullable(),
  /** A decision about it that is still drafted or proposed. */
  pending: decisionHead.nullable(),
  foundAt: z.string(),
  /** Day by which somebody must look: end of triage, or expiry of its decision. */
  dueOn: z.string().nullable(),
  epss: z.strictObject({ probability: z.number(), percentile: z.number().nullable() }).nullable(),
  kev: z.strictObject({ on: z.string(), dueOn: z.string().nullable(), ransomware: z.boolean() }).nullable(),
  /** For SSVC: `active` by KEV or a case, `proof-of-concept` or `none` where a case says so, else null. */
  exploitation: z.enum(['none', 'proof-of-concept', 'active']).nullable(),
  /** The vulnerability case that decides it, if any. */
  case: z
    .strictObject({
      id: z.uuid(),
      number: z.string(),
      state: z.string(),
      /** Its SSVC priority, where the questions have been answered. */
      ssvc: z.string().nullable().default(null),
    })
    .nullable(),
})
export type FindingView = z.output<typeof findingSchema>

export const findingSorts = ['severity', 'epss', 'found', 'due'] as const

/** Which findings are meant; nothing given: every one that stands. */
export const findingFilter = {
  release: z.uuid().optional(),
  device: z.uuid().optional(),
  sbom: z.uuid().optional(),
  state: severalOf(statementStates).optional(),
  severity: severalOf(findingSeverities).optional(),
  /** Only what is exploited in the wild by CISA's catalogue. */
  kev: z.enum(['true']).optional(),
  /** An id of a vulnerability (any of its names) or a component, whole or its beginning. */
  text: z.string().min(1).max(200).optional(),
  /** Only what a draft or proposal of the caller speaks of. */
  mine: z.enum(['true']).optional(),
  /** `true`: in triage; `false`: any other state. */
  open: z.enum(['true', 'false']).optional(),
} as const

/** A finding's own id: key of the component version, then the vulnerability. */
export const findingId = z
  .string()
  .max(300)
  .regex(/^[0-9a-f]{64}:[\x21-\x7e]{1,200}$/)

/** One decision in the history of a finding. */
export const findingDecision = decisionHead.extend({
  title: z.string(),
  outcome: findingState,
  scope: z.string(),
  author: z.string(),
  approvedAt: z.string().nullable(),
  expiresOn: z.string().nullable(),
  /** It counts for this finding today in at least one place. */
  counts: z.boolean(),
  /** Why it no longer does, where a trigger, its expiry, a successor or a withdrawal ended it. */
  because: words.nullable(),
})

/** The finding in one SBOM that stands. */
export const findingPlace = z.strictObject({
  sbom: recordHead,
  release: recordHead,
  device: recordHead.nullable(),
  state: findingState,
  decision: decisionHead.nullable(),
  decidedUntil: z.string().nullable(),
  /** The distribution's package it is a part of there: it may have been mended without a new upstream version. */
  ownedBy: z.strictObject({ component: z.string(), version: z.string().nullable() }).nullable(),
})

const score = z.strictObject({
  issuer: z.string(),
  version: z.string(),
  vector: z.string(),
  base: z.number(),
  overall: z.number(),
  word: z.string(),
})

export const findingDetail = z.strictObject({
  finding: findingSchema,
  /** Key of its package as a decision names it. */
  package: z.string(),
  places: z.array(findingPlace),
  /** The same vulnerability in other component versions. */
  others: z.array(
    z.strictObject({
      id: z.string(),
      component: z.string(),
      version: z.string().nullable(),
      state: findingState,
    }),
  ),
  /** As published, each with its issuer. */
  published: z.array(score),
  advisories: z.array(
    z.strictObject({
      id: z.string(),
      source: z.string(),
      modified: z.string(),
      summary: z.string(),
      details: z.string(),
      references: z.array(z.string()),
      cwes: z.array(z.string()),
    }),
  ),
  /** Newest first. */
  decisions: z.array(findingDecision),
  /** Earlier reasoning about the same vulnerability or the same component that does not reach here. */
  suggestions: z.array(
    findingDecision.extend({
      because: words,
      reasoning: z.record(z.string(), z.unknown()),
    }),
  ),
})
