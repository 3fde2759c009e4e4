import { z } from 'zod'
import { normalPackageName, purlTypeOf } from '../components/ecosystem.ts'
import { withoutAbsent } from '../components/without-absent.ts'
import { type Answer, accept, refuse } from '../refusal.ts'
import { say } from '../words.ts'

export type SeverityType = 'CVSS_V2' | 'CVSS_V3' | 'CVSS_V4' | 'Ubuntu' | 'other'

/** A severity as its publisher wrote it: a CVSS vector, or a word. */
export type PublishedSeverity = {
  readonly type: SeverityType
  readonly vector: string
  /** Where it is not whoever publishes the advisory. */
  readonly issuer?: string
}

export type RangeEvent = {
  readonly kind: 'introduced' | 'fixed' | 'last_affected' | 'limit'
  readonly version: string
}

/** Versions of one range; SEMVER ranges order by semantic versioning, ECOSYSTEM ranges by the ecosystem's rule. */
export type AffectedRange = { readonly type: 'SEMVER' | 'ECOSYSTEM'; readonly events: readonly RangeEvent[] }

export type AffectedPackage = {
  /** As OSV names it, release included: `PyPI`, `AlmaLinux:9`. */
  readonly ecosystem: string
  /** In the ecosystem's normal form. */
  readonly name: string
  readonly purlType?: string
  readonly ranges: readonly AffectedRange[]
  readonly versions: readonly string[]
  readonly severities: readonly PublishedSeverity[]
}

/** An OSV record without its prose: what matching, sorting and linking need. */
export type Advisory = {
  readonly id: string
  /** Other ids of the same vulnerability, its own left out. */
  readonly aliases: readonly string[]
  /** Ids of vulnerabilities it is about or close to (OSV `related` and `upstream`), not the same one. */
  readonly related: readonly string[]
  readonly modified: string
  readonly published?: string
  readonly withdrawn?: string
  readonly summary: string
  readonly severities: readonly PublishedSeverity[]
  readonly affected: readonly AffectedPackage[]
  /** Addresses only, http and https. */
  readonly references: readonly string[]
}

/** Beyond these an advisory is refused; the largest real ones reach a third of them. */
export const advisoryLimits = {
  affected: 10_000,
  ranges: 1_000,
  events: 10_000,
  versions: 50_000,
  aliases: 1_000,
  references: 5_000,
  textLength: 1_000,
} as const

/**
 * Reads a parsed OSV record (schema 1.7 and before) into its compact shape. Tolerant of what records of real
 * databases break: ranges without `introduced`, missing dates, unknown severities. GIT ranges are left out, as
 * a component's version says nothing about commits. Refuses a record without an id and one beyond the limits.
 */
export function readAdvisory(record: unknown): Answer<Advisory> {
  const parsed = shape.safeParse(record)
  if (!parsed.success) {
    const place = parsed.error.issues[0]?.path.join('.') ?? ''
    return refuse(
      'invalid',
      say('OSV 형식의 권고가 아닙니다.', 'This is not an advisory in OSV form.'),
      place,
    )
  }
  const found = parsed.data
  const severities = found.severity.map(severityFrom)
  const word = found.database_specific?.severity
  return accept(
    withoutAbsent({
      id: found.id,
      aliases: [...new Set([...found.aliases, ...aliasOfId(found.id)])].filter((alias) => alias !== found.id),
      related: [...new Set([...found.related, ...found.upstream])],
      modified: found.modified,
      published: found.published,
      withdrawn: found.withdrawn,
      summary: shorten(found.summary ?? found.details ?? ''),
      severities:
        typeof word === 'string'
          ? [...severities, { type: 'other' as const, vector: shorten(word) }]
          : severities,
      affected: found.affected.flatMap((one) => affectedFrom(one) ?? []),
      references: found.references.flatMap(({ url }) => (/^https?:\/\//i.test(url) ? url : [])),
    }),
  )
}

const text = z.string().max(65_536)
/** Every database's ids are printable ASCII without spaces; lists, marks of pages and addresses rely on it. */
const id = z
  .string()
  .max(200)
  .regex(/^[\x21-\x7e]+$/)
const ids = z
  .array(id)
  .max(advisoryLimits.aliases)
  .nullish()
  .transform((list) => list ?? [])

const severity = z
  .array(z.object({ type: text, score: text }))
  .max(100)
  .nullish()
  .transform((list) => list ?? [])

const event = z.object({
  introduced: text.optional(),
  fixed: text.optional(),
  last_affected: text.optional(),
  limit: text.optional(),
})

const affected = z.object({
  package: z.object({ ecosystem: text, name: text }).optional(),
  ranges: z
    .array(z.object({ type: text, events: z.array(event).max(advisoryLimits.events) }))
    .max(advisoryLimits.ranges)
    .nullish()
    .transform((list) => list ?? []),
  versions: z
    .array(text)
    .max(advisoryLimits.versions)
    .nullish()
    .transform((list) => list ?? []),
  severity,
})

const shape = z.object({
  id,
  modified: text.default(''),
  published: text.optional(),
  withdrawn: text.optional(),
  aliases: ids,
  related: ids,
  upstream: ids,
  summary: z.string().nullish(),
  details: z.string().nullish(),
  severity,
  database_specific: z.object({ severity: z.unknown() }).partial().nullish(),
  affected: z
    .array(affected)
    .max(advisoryLimits.affected)
    .nullish()
    .transform((list) => list ?? []),
  references: z
    .array(z.object({ url: text }))
    .max(advisoryLimits.references)
    .nullish()
    .transform((list) => list ?? []),
})

function affectedFrom(found: z.infer<typeof affected>): AffectedPackage | undefined {
  if (!found.package) return undefined // git-only records name no package
  const { ecosystem, name } = found.package
  return withoutAbsent({
    ecosystem,
    name: normalPackageName(ecosystem, name),
    purlType: purlTypeOf(ecosystem),
    ranges: found.ranges.flatMap((range) =>
      range.type === 'GIT'
        ? []
        : {
            type: range.type === 'SEMVER' ? ('SEMVER' as const) : ('ECOSYSTEM' as const),
            events: range.events.flatMap(eventsFrom),
          },
    ),
    versions: found.versions,
    severities: found.severity.map(severityFrom),
  })
}

/** One event object says one thing; older records put two into one. */
function eventsFrom(found: z.infer<typeof event>): RangeEvent[] {
  return eventKinds.flatMap((kind) => {
    const version = found[kind]
    return version === undefined ? [] : { kind, version }
  })
}

const eventKinds = ['introduced', 'fixed', 'last_affected', 'limit'] as const

function severityFrom(found: { readonly type: string; readonly score: string }): PublishedSeverity {
  return { type: severityTypes.find((type) => type === found.type) ?? 'other', vector: shorten(found.score) }
}

const severityTypes = ['CVSS_V2', 'CVSS_V3', 'CVSS_V4', 'Ubuntu'] as const

/** `DEBIAN-CVE-2024-1`, `UBUNTU-CVE-2024-1` and `ALPINE-CVE-2024-1` speak of that CVE without saying alias. */
function aliasOfId(own: string): string[] {
  const found = /^[A-Z]+-(CVE-\d{4}-\d{4,19})$/.exec(own)
  return found?.[1] === undefined ? [] : [found[1]]
}

function shorten(words: string): string {
  const firstLine = words.trim().split('\n', 1)[0] ?? ''
  return firstLine.slice(0, advisoryLimits.textLength).toWellFormed()
}
