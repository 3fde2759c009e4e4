import type { Actor } from '@maek/domain/record.ts'
import type { OpenHouse } from '@maek/server/start.ts'
import { filling } from './filling.ts'
import { fill, kindNamed } from './house.ts'

/* Findings by the million, written by sets: what is measured is reading them, not how they came in. */

export const componentsPerSbom = 4000
const findingsPerComponent = 5
export const vulnerabilities = 50_000
const rowsPerDecision = 500
/** Of ten vulnerabilities so many are decided: one affected, one accepted, one fixed, one not affected. */
const decidedOfTen = 4

export type Filled = {
  readonly devices: string[]
  readonly releases: string[]
  readonly sboms: string[]
}

/** Vulnerabilities with signals, and decisions in force about four of ten of them. */
export async function fillVulnerabilities(house: OpenHouse, actor: Actor): Promise<void> {
  const { owner } = house.database
  const decisions = (vulnerabilities / rowsPerDecision / 10) * decidedOfTen
  const kind = kindNamed('triage-decision')
  const bodyOf = (n: number) => ({
    kind,
    body: {
      name: `판정 ${n}`,
      vulnerabilities: [{ vulnerability: `CVE-2020-${100_000 + n}` }],
      outcome: 'not-affected',
      scope: 'all',
    },
  })
  const ids = await fill(house, actor, { count: decisions, bodyOf })
  await owner.query(
    `insert into found_vulnerability (org_id, vulnerability, epss, epss_percentile, kev_on, kev_ransomware, in_triage,
       affected, accepted, fixed, not_affected)
     select $1, 'CVE-2026-' || (100000 + n), ((n * 7919) % 100003) / 100003.0, 0.5,
       case when n % 200 = 0 then date '2026-01-01' end, false, n % 10 >= 4, n % 10 = 0, n % 10 = 1, n % 10 = 2, n % 10 = 3
     from generate_series(0, $2 - 1) n`,
    [actor.organisation, vulnerabilities],
  )
  await owner.query(
    `insert into found_alias select org_id, vulnerability, vulnerability from found_vulnerability where org_id = $1`,
    [actor.organisation],
  )
  // Each decision is of one outcome: row r of decision d speaks of vulnerability (d / 4 * 500 + r) * 10 + d % 4.
  await owner.query(
    `update decision set is_in_force = true, was_in_force = true, is_pending = false,
       outcome = (array['affected', 'accepted', 'fixed', 'not-affected'])[1 + place % 4]
     from (select id, ordinality::int - 1 as place from unnest($2::uuid[]) with ordinality as given(id, ordinality)) given
     where org_id = $1 and decision.id = given.id`,
    [actor.organisation, ids],
  )
  await owner.query('delete from decision_row where org_id = $1', [actor.organisation])
  await owner.query(
    `insert into decision_row (org_id, decision_id, position, vulnerability)
     select $1, id, row, 'CVE-2026-' || (100000 + ((place / 4) * ${rowsPerDecision} + row) * 10 + place % 4)
     from unnest($2::uuid[]) with ordinality as given(id, ordinality)
     cross join lateral (select ordinality::int - 1 as place) places
     cross join generate_series(0, ${rowsPerDecision - 1}) row`,
    [actor.organisation, ids],
  )
}

/** Devices with one release and one SBOM of 4,000 components each, none shared, five findings to a component. */
export async function fillFindings(
  house: OpenHouse,
  actor: Actor,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<Filled> {
  const count = (to - from) / findingsPerComponent / componentsPerSbom
  const made = await fillSboms(house, actor, count)
  const { owner } = house.database
  const first = from / findingsPerComponent
  const last = to / findingsPerComponent - 1
  await filling(owner, ['component_version', 'sbom_component', 'finding', 'finding_place'], async () => {
    // Two at a time: one for each core.
    const half = first + Math.ceil((last - first) / 2)
    const sboms = { ids: made.sboms, first }
    await Promise.all([
      fillComponents(house, actor, { sboms, first, last: half - 1 }),
      fillComponents(house, actor, { sboms, first: half, last }),
    ])
  })
  await owner.query('vacuum analyze')
  return made
}

type Part = {
  readonly sboms: { readonly ids: readonly string[]; readonly first: number }
  readonly first: number
  readonly last: number
}

async function fillComponents(house: OpenHouse, actor: Actor, { sboms, first, last }: Part): Promise<void> {
  const { owner } = house.database
  await owner.query(
    `insert into component_version (org_id, key, type, name, version, purl, ecosystem, package, queried_version)
     select $1, sha256(n::text::bytea), 'library', 'part-' || n / 5, '1.' || n % 5, 'pkg:npm/part-' || n / 5 || '@1.' || n % 5,
       'npm', 'part-' || n / 5, '1.' || n % 5
     from generate_series($2::int, $3::int) n`,
    [actor.organisation, first, last],
  )
  await owner.query(
    `insert into sbom_component (org_id, sbom_id, position, component, reference, licences, hashes)
     select $1, ($2::uuid[])[1 + (n - $3) / ${componentsPerSbom}], (n - $3) % ${componentsPerSbom},
       sha256(n::text::bytea), 'part-' || n, '[]', '[]'
     from generate_series($4::int, $5::int) n`,
    [actor.organisation, sboms.ids, sboms.first, first, last],
  )
  await owner.query(
    `insert into finding (org_id, component, vulnerability, aliases, advisories, summary, how, fixed_in, score, severity,
       rank, found_at, state)
     select $1, sha256(n::text::bytea), 'CVE-2026-' || (100000 + v), '{}', array['GHSA-' || v], 'Overflow in part ' || n,
       'range', '2.0.0', rank / 10.0,
       case when rank >= 90 then 'critical' when rank >= 70 then 'high' when rank >= 40 then 'medium' else 'low' end,
       rank, timestamptz '2026-01-01' + (n % 2592000) * interval '1 second',
       (array['affected', 'accepted', 'fixed', 'not-affected', 'in-triage', 'in-triage', 'in-triage', 'in-triage',
         'in-triage', 'in-triage'])[1 + v % 10]
     from generate_series($2::int, $3::int) n
     cross join generate_series(0, ${findingsPerComponent - 1}) f
     cross join lateral (select (n::bigint * 31 + f * 9973) % ${vulnerabilities} as v) which
     cross join lateral (select (1 + (v * 37) % 100)::smallint as rank) ranked`,
    [actor.organisation, first, last],
  )
  // As intake leaves them: the findings of an SBOM side by side.
  await owner.query(
    `insert into finding_place (org_id, sbom_id, vulnerability, component, grade, found_at, state)
     select $1, ($2::uuid[])[1 + (n - $3) / ${componentsPerSbom}], 'CVE-2026-' || (100000 + v), sha256(n::text::bytea),
       rank + case when rank >= 90 then 1000 when rank >= 70 then 800 when rank >= 40 then 600 else 400 end,
       timestamptz '2026-01-01' + (n % 2592000) * interval '1 second',
       (array['affected', 'accepted', 'fixed', 'not-affected', 'in-triage', 'in-triage', 'in-triage', 'in-triage',
         'in-triage', 'in-triage'])[1 + v % 10]
     from generate_series($4::int, $5::int) n
     cross join generate_series(0, ${findingsPerComponent - 1}) f
     cross join lateral (select (n::bigint * 31 + f * 9973) % ${vulnerabilities} as v) which
     cross join lateral (select (1 + (v * 37) % 100)::smallint as rank) ranked
     order by 2, 3, 4`,
    [actor.organisation, sboms.ids, sboms.first, first, last],
  )
}

async function fillSboms(house: OpenHouse, actor: Actor, count: number) {
  const device = kindNamed('device')
  const devices = await fill(house, actor, {
    count,
    bodyOf: (n) => ({
      kind: device,
      body: {
        name: { ko: `제품 ${n}`, en: `Device ${n}` },
        modelName: `M-${n}`,
        family: 'medical-device',
        form: 'standalone',
        ourRole: 'manufacturer',
        markets: ['kr'],
        usesAi: false,
        usesGenerativeAi: false,
        intendedUse: { ko: '측정', en: 'Bench' },
      },
    }),
  })
  const release = kindNamed('release')
  const releases = await fill(house, actor, {
    count,
    bodyOf: (n) => ({
      kind: release,
      body: { name: `제품 ${n} 1.0`, version: '1.0', device: devices[n], purposes: ['initial'] },
    }),
  })
  const sbom = kindNamed('sbom')
  const sha256 = 'ab'.repeat(32)
  await house.database.owner.query(
    `insert into file (org_id, sha256, size, media_type, created_at, created_by)
     values ($1, decode($2, 'hex'), 1, 'application/json', now(), 'bench') on conflict do nothing`,
    [actor.organisation, sha256],
  )
  const sboms = await fill(house, actor, {
    count,
    bodyOf: (n) => ({
      kind: sbom,
      body: {
        name: `SBOM ${n}`,
        release: releases[n],
        file: { sha256, name: 'bom.json', size: 1, mediaType: 'application/json' },
        format: 'cyclonedx-json',
      },
    }),
  })
  return { devices, releases, sboms }
}
