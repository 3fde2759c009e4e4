import { type Answer, accept } from '@maek/domain/refusal.ts'
import type { readCarryOver } from '@maek/domain/vulnerabilities/api.ts'
import {
  type CarriedDecision,
  type CarriedFound,
  carryOverOf,
} from '@maek/domain/vulnerabilities/carry-over.ts'
import type { carryOverGroups } from '@maek/domain/vulnerabilities/carry-over-view.ts'
import { type Found, type Ruling, speaksOf } from '@maek/domain/vulnerabilities/triage.ts'
import type pg from 'pg'
import type { z } from 'zod'
import { notFound } from '../http/problems.ts'
import { readDecisionRecords } from './decision-records.ts'
import type { Head } from './finding-context.ts'
import { byName, readRulingsAbout, readRulingsById } from './rulings.ts'

type View = z.input<(typeof readCarryOver)['output']>

const rowsShownMax = 500

/** Decisions of the earlier release and what becomes of each in this one. */
export async function readCarried(
  client: pg.PoolClient,
  organisation: string,
  asked: { readonly release: string; readonly now: string },
): Promise<Answer<{ readonly view: View; readonly carried: readonly CarriedDecision[] }>> {
  const release = await readRelease(client, organisation, asked.release)
  if (!release) return { ok: false, refusal: notFound }
  const from = await earlierRelease(client, organisation, release)
  const today = asked.now.slice(0, 10)
  const now = await readFound(client, organisation, release.id)
  const before = from ? await readFound(client, organisation, from.id) : []
  const { rulings, inForce } = await rulingsOf(client, organisation, { from, before, now, today })
  const versions = await versionsIn(client, organisation, { release: release.id, inForce, before, now })
  const carried = carryOverOf(inForce, { before, now, versions, rulings, today })
  const view = await shown(client, organisation, { release, from, carried })
  const hasSbom = await isComposed(client, organisation, release.id)
  return accept({ view: { ...view, hasSbom, fresh: freshOf(now, { rulings, carried }) }, carried })
}

type Loaded = {
  readonly release: Head
  readonly from: Head | null
  readonly carried: readonly CarriedDecision[]
}

async function shown(
  client: pg.PoolClient,
  organisation: string,
  { release, from, carried }: Loaded,
): Promise<Omit<View, 'fresh' | 'hasSbom'>> {
  const ids = carried.map(({ ruling }) => ruling.id)
  const records = await readDecisionRecords(client, organisation, ids)
  const continued = await continuedIn(client, organisation, { release: release.id, ids })
  const count = (group: (typeof carryOverGroups)[number]) =>
    carried.filter((one) => one.group === group).length
  const headOf = ({ id, number, title }: Head) => ({ id, number, title })
  return {
    release: headOf(release),
    from: from && headOf(from),
    counts: {
      holds: count('holds'),
      'to-confirm': count('to-confirm'),
      'out-of-range': count('out-of-range'),
      gone: count('gone'),
      all: carried.length,
    },
    decisions: carried.flatMap(({ ruling, group, rows }) => {
      const record = records.get(ruling.id)
      if (!record) throw new Error('a decision has its record')
      const { kind, id, number, state, title } = record
      return {
        decision: { kind, id, number, state, title, outcome: ruling.outcome, expiresOn: ruling.expiresOn },
        group,
        rows: rows.slice(0, rowsShownMax),
        more: rows.length > rowsShownMax,
        carried: continued.get(id) ?? null,
      }
    }),
  }
}

type Release = Head & {
  readonly previous: string | null
  readonly device: string | null
  readonly created_at: string
}

async function readRelease(
  client: pg.PoolClient,
  organisation: string,
  id: string,
): Promise<Release | undefined> {
  const found = await client.query<Release>(
    `select id, number, title, body ->> 'previous' as previous, body ->> 'device' as device, created_at from record
     where org_id = $1 and id = $2 and kind = 'release'`,
    [organisation, id],
  )
  return found.rows[0]
}

/** The one named as previous, else the newest of the same device that was written before it and has an SBOM that stands. */
async function earlierRelease(
  client: pg.PoolClient,
  organisation: string,
  release: Release,
): Promise<Head | null> {
  if (release.previous !== null) return (await readRelease(client, organisation, release.previous)) ?? null
  const found = await client.query<Head>(
    `select release.id, release.number, release.title from record_link link
     join record release on release.org_id = $1 and release.id = link.from_id and release.kind = 'release'
     where link.org_id = $1 and link.to_id = $2 and link.relation = 'device' and release.id <> $3
       and release.created_at < $4 and exists (select 1 from record_link of_sbom
         join record sbom on sbom.org_id = $1 and sbom.id = of_sbom.from_id and sbom.kind = 'sbom' and sbom.state <> 'retired'
         where of_sbom.org_id = $1 and of_sbom.to_id = release.id and of_sbom.relation = 'release')
     order by release.created_at desc, release.number desc limit 1`,
    [organisation, release.device, release.id, release.created_at],
  )
  return found.rows[0] ?? null
}

const sbomsOf = `select from_id from record_link
  join record sbom on sbom.org_id = $1 and sbom.id = from_id and sbom.kind = 'sbom' and sbom.state <> 'retired'
  where record_link.org_id = $1 and to_id = $2 and relation = 'release'`

async function readFound(
  client: pg.PoolClient,
  organisation: string,
  release: string,
): Promise<CarriedFound[]> {
  const found = await client.query<Found & { sbom: string }>(
    `with sboms as materialized (${sbomsOf}),
     line as materialized (select component, min(sbom_id::text) as sbom from sboms
       join sbom_component on org_id = $1 and sbom_id = sboms.from_id group by component)
     select finding.vulnerability, finding.aliases, version.unversioned as package, version.purl, version.version, line.sbom
     from line join finding on finding.org_id = $1 and finding.component = line.component
     join component_version version on version.org_id = $1 and version.key = line.component`,
    [organisation, release],
  )
  return found.rows.map(({ sbom, ...row }) => ({ ...row, place: { sbom, release } }))
}

async function isComposed(client: pg.PoolClient, organisation: string, release: string): Promise<boolean> {
  const found = await client.query<{ stands: boolean }>(`select exists (${sbomsOf}) as stands`, [
    organisation,
    release,
  ])
  return found.rows[0]?.stands ?? false
}

/** Versions that the release has of packages in which nothing is found there, or only in one without a version. */
async function versionsIn(
  client: pg.PoolClient,
  organisation: string,
  asked: {
    readonly release: string
    readonly inForce: readonly Ruling[]
    readonly before: readonly CarriedFound[]
    readonly now: readonly CarriedFound[]
  },
): Promise<Map<string, (string | null)[]>> {
  const { release, inForce, before, now } = asked
  const named = inForce.flatMap(({ rows }) => rows.flatMap((row) => row.package ?? []))
  const missing = new Set([...named, ...[...before, ...now].map((one) => one.package)])
  for (const one of now) if (one.version !== null) missing.delete(one.package)
  const found = await client.query<{ package: string; version: string | null }>(
    `with sboms as materialized (${sbomsOf}),
     asked as materialized (select name from json_array_elements_text($3) as given(name) order by name)
     select distinct version.unversioned as package, version.version from asked
     join component_version version on version.org_id = $1 and version.unversioned = asked.name
     where exists (select 1 from sboms join sbom_component line on line.org_id = $1
       and line.component = version.key and line.sbom_id = sboms.from_id)`,
    [organisation, release, JSON.stringify([...missing])],
  )
  const versions = new Map<string, (string | null)[]>()
  for (const { package: of, version } of found.rows) {
    const known = versions.get(of)
    if (known) known.push(version)
    else versions.set(of, [version])
  }
  return versions
}

/** Decisions in force today about the earlier release: that name it, or that speak of something found in it. */
async function rulingsOf(
  client: pg.PoolClient,
  organisation: string,
  releases: {
    readonly from: Head | null
    readonly before: readonly CarriedFound[]
    readonly now: readonly CarriedFound[]
    readonly today: string
  },
) {
  const { from, before, now, today } = releases
  const names = [...before, ...now].map(({ vulnerability }) => vulnerability)
  const rulings = await readRulingsAbout(client, organisation, names)
  const index = byName(rulings)
  const speaking = new Set(
    before.flatMap((found) =>
      index(found).flatMap((ruling) => (speaksOf(ruling, found, found.place) ? [ruling.id] : [])),
    ),
  )
  if (from) for (const id of await namingRelease(client, organisation, from.id)) speaking.add(id)
  const known = await readRulingsById(client, organisation, speaking)
  const inForce = known.filter(
    (ruling) =>
      ruling.isInForce &&
      !(ruling.expiresOn !== null && ruling.expiresOn < today) &&
      !known.some((other) => other.wasInForce && other.supersedes.includes(ruling.id)),
  )
  return { rulings, inForce }
}

async function namingRelease(
  client: pg.PoolClient,
  organisation: string,
  release: string,
): Promise<string[]> {
  const found = await client.query<{ id: string }>(
    `select decision.id from record_link link
     join decision on decision.org_id = $1 and decision.id = link.from_id and decision.is_in_force
     where link.org_id = $1 and (link.to_id = $2 and link.relation = 'releases'
       or link.relation = 'sboms' and link.to_id in (${sbomsOf}))`,
    [organisation, release],
  )
  return found.rows.map(({ id }) => id)
}

/** Decisions about this release that were carried over from these. */
async function continuedIn(
  client: pg.PoolClient,
  organisation: string,
  { release, ids }: { readonly release: string; readonly ids: readonly string[] },
): Promise<Map<string, { kind: string; id: string; number: string; state: string }>> {
  const found = await client.query<{ from: string; kind: string; id: string; number: string; state: string }>(
    `select origin.to_id as "from", record.kind, record.id, record.number, record.state from record_link origin
     join record_link target on target.org_id = $1 and target.from_id = origin.from_id and target.relation = 'releases'
       and target.to_id = $2
     join record on record.org_id = $1 and record.id = origin.from_id and record.state in ('draft', 'proposed', 'in-force')
     where origin.org_id = $1 and origin.to_id = any($3::uuid[]) and origin.relation in ('carriedFrom', 'cases')
       and record.kind = 'triage-decision'`,
    [organisation, release, ids],
  )
  return new Map(found.rows.map(({ from, ...head }) => [from, head]))
}

/** Findings of this release about which nobody has said anything that could be taken over. */
function freshOf(
  now: readonly CarriedFound[],
  { rulings, carried }: { readonly rulings: readonly Ruling[]; readonly carried: readonly CarriedDecision[] },
): number {
  const confirmable = new Set(
    carried.flatMap(({ rows }) =>
      rows
        .filter(({ group }) => group === 'to-confirm')
        .map((row) => `${row.vulnerability} ${row.component}`),
    ),
  )
  const index = byName(rulings.filter((ruling) => ruling.isInForce))
  return now.filter((found) => {
    const names = [found.vulnerability, ...found.aliases]
    if (names.some((name) => confirmable.has(`${name} ${found.package}`))) return false
    return !index(found).some((ruling) => speaksOf(ruling, found, found.place))
  }).length
}
