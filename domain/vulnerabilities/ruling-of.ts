import { z } from 'zod'
import type { Body } from '../kind.ts'
import { decidedStates } from './decided.ts'
import type { Ruling } from './triage.ts'
import { parseVers } from './vers.ts'

/** What of a record says how it counts about findings. */
export type RulingRecord = {
  readonly id: string
  readonly kind: string
  readonly state: string
  readonly body: Body
}

/** A ruling as it is read from its record, with what may open it again. */
export type RulingRead = Omit<Ruling, 'fired' | 'versions'> & {
  /** As written, VERS. */
  readonly versions: string | null
  readonly isPending: boolean
  readonly reviewEpss: number | null
  readonly reviewOnKev: boolean
  readonly reviewOnChange: boolean
}

const text = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => value ?? null)
const texts = z.array(z.string()).catch([])
const flag = z.boolean().catch(false)
const scope = z.enum(['release', 'component', 'all']).catch('release')

const triageBody = z.object({
  vulnerabilities: z.array(z.object({ vulnerability: z.string(), package: z.string().optional() })).catch([]),
  outcome: z.enum(['affected', 'accepted', 'fixed', 'not-affected']),
  scope,
  versions: text,
  releases: texts,
  supersedes: texts,
  expiresOn: text,
  reviewEpss: text,
  reviewOnKev: flag,
  reviewOnChange: flag,
})

const caseBody = z.object({
  vulnerability: z.string(),
  component: text,
  decision: text,
  vexStatus: text,
  scope,
  releases: texts,
  sboms: texts,
  expiresOn: text,
})

/** Reads how a `triage-decision` or a `vulnerability-case` counts; null for any other kind. Before: the body is parsed. */
export function rulingOf(record: RulingRecord): RulingRead | null {
  if (record.kind === 'triage-decision') return ofTriage(record)
  return record.kind === 'vulnerability-case' ? ofCase(record) : null
}

function ofTriage({ id, state, body }: RulingRecord): RulingRead {
  const read = triageBody.parse(body)
  return {
    id,
    kind: 'triage-decision',
    isInForce: state === 'in-force',
    wasInForce: state === 'in-force' || state === 'withdrawn',
    isPending: state === 'draft' || state === 'proposed',
    outcome: read.outcome,
    scope: read.scope,
    rows: read.vulnerabilities.map((row) => ({ ...row, package: row.package ?? null })),
    versions: read.versions,
    releases: read.releases,
    sboms: [],
    supersedes: read.supersedes,
    expiresOn: read.expiresOn,
    reviewEpss: read.reviewEpss === null ? null : Number(read.reviewEpss),
    reviewOnKev: read.reviewOnKev,
    reviewOnChange: read.reviewOnChange,
  }
}

function ofCase({ id, state, body }: RulingRecord): RulingRead {
  const read = caseBody.parse(body)
  const isInForce = decidedStates.some((decided) => decided === state)
  return {
    id,
    kind: 'vulnerability-case',
    isInForce,
    wasInForce: isInForce,
    isPending: !isInForce && state !== 'cancelled',
    outcome: outcomeOf(read),
    scope: read.scope,
    rows: [{ vulnerability: read.vulnerability, package: read.component }],
    versions: null,
    releases: read.releases,
    sboms: read.sboms,
    supersedes: [],
    expiresOn: read.expiresOn,
    reviewEpss: null,
    reviewOnKev: false,
    reviewOnChange: false,
  }
}

/** The signed remedy of a case as a state: an acceptance first, then what its VEX status says. */
function outcomeOf(read: { readonly decision: string | null; readonly vexStatus: string | null }) {
  if (read.decision === 'accept') return 'accepted'
  if (read.vexStatus === 'not_affected') return 'not-affected'
  return read.vexStatus === 'fixed' ? 'fixed' : 'affected'
}

/** A range as it was checked at the door; one that cannot be read any more holds no version. */
export function versionsOf(written: string | null): Ruling['versions'] {
  if (written === null) return null
  const parsed = parseVers(written)
  return parsed.ok ? parsed.value : { type: 'none', constraints: [{ comparator: '<', version: '' }] }
}
