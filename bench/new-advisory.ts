import type { Actor } from '@maek/domain/record.ts'
import { withOrganisation } from '@maek/server/database/scope.ts'
import type { OpenHouse } from '@maek/server/start.ts'
import { takeInFeed } from '@maek/server/vulnerabilities/import.ts'
import { readReach } from '@maek/server/vulnerabilities/reach.ts'
import { benchActor, fill, inHouse, kindNamed, type Place } from './house.ts'
import type { BenchRow } from './row.ts'

/*
 * W3: a new advisory appears. With 1,000,000 components stored, from the bytes of the advisory to the list of releases,
 * devices, sites and installations it reaches: taken in, matched, answered.
 */

const sbomCount = 250
const linesEach = 4_000
/** Distinct versions of components: five of each of 20,000 packages, each in ten SBOMs. */
const versionCount = 100_000
const siteCount = 100
const runs = 20
const boundMs = 1_000

export async function benchNewAdvisory(place: Place): Promise<BenchRow[]> {
  return inHouse(place, async (house) => {
    const actor = await benchActor(house)
    await fillComponents(house, actor, await fillReleases(house, actor))
    const size = `${(sbomCount * linesEach).toLocaleString('en')} components stored`
    const rare = await measure(house, actor, (n) => `part-${(n * 37) % (versionCount / 5)}`)
    const common = await measure(house, actor, () => 'everywhere')
    return [
      row(`${place.name}: ${size}, a new advisory of one package → releases, devices, sites`, rare),
      row(`${place.name}: ${size}, a new advisory of a package in every release`, common),
    ]
  })
}

type Measured = {
  readonly p95: number
  readonly worst: number
  readonly releases: number
  readonly sites: number
}

function row(what: string, { p95, worst, releases, sites }: Measured): BenchRow {
  return {
    what: `${what} (${releases} releases, ${sites} sites)`,
    measured: `p95 ${p95.toFixed(0)} ms, worst ${worst.toFixed(0)} ms`,
    ratio: null,
    bound: 'under 1 s',
    met: worst < boundMs && releases > 0 && sites > 0,
  }
}

/** Takes in one new advisory after another; each names another vulnerability. */
async function measure(house: OpenHouse, actor: Actor, packageOf: (n: number) => string): Promise<Measured> {
  const times: number[] = []
  let reached = { releases: 0, sites: 0 }
  for (let n = 0; n <= runs; n += 1) {
    const id = `CVE-2026-${100_000 + Math.floor(performance.now() * 1000)}`
    const advisory = {
      id,
      modified: '2026-11-22T00:00:00Z',
      summary: 'bench',
      severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
      affected: [
        {
          package: { ecosystem: 'npm', name: packageOf(n) },
          ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '1.3.0' }] }],
        },
      ],
    }
    const from = performance.now()
    const bytes = Buffer.from(JSON.stringify(advisory))
    const taken = await takeInFeed(house, { bytes, name: 'new.json', source: 'osv' })
    if (!taken.ok || taken.value.findings === 0) throw new Error('the advisory was not matched')
    const answer = await withOrganisation(house.database, actor.organisation, (client) =>
      readReach(client, actor.organisation, { by: 'vulnerability', id, today: '2026-11-22' }),
    )
    // The first is not counted: statements are prepared, pages come from disk.
    if (n > 0) times.push(performance.now() - from)
    reached = { releases: answer.releases.length, sites: answer.sites.length }
  }
  times.sort((left, right) => left - right)
  return {
    p95: times[Math.ceil(times.length * 0.95) - 1] ?? Number.NaN,
    worst: times.at(-1) ?? Number.NaN,
    ...reached,
  }
}

async function fillReleases(house: OpenHouse, actor: Actor): Promise<string[]> {
  const device = kindNamed('device')
  const devices = await fill(house, actor, {
    count: sbomCount / 10,
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
    count: sbomCount,
    bodyOf: (n) => {
      const version = `${n % 10}.0`
      const name = `제품 ${Math.floor(n / 10)} ${version}`
      return {
        kind: release,
        body: { name, version, device: devices[Math.floor(n / 10)], purposes: ['initial'] },
      }
    },
  })
  const site = kindNamed('site')
  await fill(house, actor, {
    count: siteCount,
    bodyOf: (n) => ({
      kind: site,
      body: {
        name: { ko: `병원 ${n}`, en: `Hospital ${n}` },
        siteType: 'hospital',
        country: '대한민국',
        releases: [0, 1, 2, 3, 4].map((step) => releases[(n * 5 + step * 51) % sbomCount]),
      },
    }),
  })
  return releases
}

async function fillComponents(house: OpenHouse, actor: Actor, releases: readonly string[]): Promise<void> {
  const { owner } = house.database
  const sbom = kindNamed('sbom')
  const sha256 = 'ab'.repeat(32)
  await owner.query(
    `insert into file (org_id, sha256, size, media_type, created_at, created_by)
     values ($1, decode($2, 'hex'), 1, 'application/json', now(), 'bench') on conflict do nothing`,
    [actor.organisation, sha256],
  )
  const sboms = await fill(house, actor, {
    count: sbomCount,
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
  await owner.query(
    `insert into component_version (org_id, key, type, name, version, purl, ecosystem, package, queried_version)
     select $1, sha256(n::text::bytea), 'library', name, '1.' || n % 5 || '.0', 'pkg:npm/' || name || '@1.' || n % 5 || '.0',
       'npm', name, '1.' || n % 5 || '.0'
     from generate_series(0, ${versionCount}) n
     cross join lateral (select case when n = ${versionCount} then 'everywhere' else 'part-' || n / 5 end as name) named`,
    [actor.organisation],
  )
  // The last line of each SBOM is the component that all have.
  await owner.query(
    `insert into sbom_component (org_id, sbom_id, position, component, reference, licences, hashes)
     select $1, ($2::uuid[])[1 + n / ${linesEach}], n % ${linesEach},
       sha256((case when n % ${linesEach} = ${linesEach - 1} then ${versionCount} else n % ${versionCount} end)::text::bytea),
       'part-' || n, '[]', '[]'
     from generate_series(0, ${sbomCount * linesEach - 1}) n`,
    [actor.organisation, sboms],
  )
  await owner.query('vacuum analyze')
}

if (import.meta.main) {
  const place = { name: process.env.DATABASE_URL ? 'PostgreSQL' : 'embedded', url: process.env.DATABASE_URL }
  for (const { what, measured } of await benchNewAdvisory(place))
    process.stdout.write(`${what}: ${measured}\n`)
}
