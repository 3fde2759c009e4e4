import { hash, randomUUID } from 'node:crypto'
import { decideCreate } from '@maek/domain/decide.ts'
import { parseBody } from '@maek/domain/parse.ts'
import type { Actor, Decision } from '@maek/domain/record.ts'
import { takeInSbom } from '@maek/server/components/intake.ts'
import { sbomHandlers } from '@maek/server/components/sbom-handlers.ts'
import { withOrganisation } from '@maek/server/database/scope.ts'
import { openApp } from '@maek/server/http/app.ts'
import type { OpenHouse } from '@maek/server/start.ts'
import { readCarried } from '@maek/server/vulnerabilities/carry-over.ts'
import { takeInFeed } from '@maek/server/vulnerabilities/import.ts'
import { benchActor, fill, inHouse, kindNamed, type Place, p95 } from './house.ts'
import type { BenchRow } from './row.ts'

/* W5: the next release of a device of 4,000 components, of which a third moved on; 2,000 findings were decided. */

const components = 4000
const decided = 2000
const rowsPerDecision = 20
const boundMs = 500

export async function benchNextRelease(place: Place): Promise<BenchRow[]> {
  return inHouse(place, async (house) => {
    const actor = await benchActor(house)
    const releases = await twoReleases(house, actor)
    const intake = await takeInBoth(house, actor, releases)
    return measure(house, actor, { ...releases, ...intake, place })
  })
}

type Releases = { readonly first: string; readonly second: string }

async function twoReleases(house: OpenHouse, actor: Actor): Promise<Releases> {
  const [device] = await fill(house, actor, { count: 1, bodyOf: () => deviceBody })
  const release = async (version: string, previous?: string) => {
    const body = {
      name: `제품 ${version}`,
      version,
      device,
      purposes: ['initial'],
      ...(previous && { previous }),
    }
    const [id] = await fill(house, actor, { count: 1, bodyOf: () => ({ kind: kindNamed('release'), body }) })
    if (id === undefined) throw new Error('a release was written')
    return id
  }
  const first = await release('1.0')
  return { first, second: await release('2.0', first) }
}

type Intake = { readonly was: string; readonly is: string; readonly intakeMs: number }

/** The SBOM of the first release with its decisions, then that of the second, timed. */
async function takeInBoth(house: OpenHouse, actor: Actor, { first, second }: Releases): Promise<Intake> {
  await advisories(house)
  const was = await sbom(house, actor, { release: first, version: () => '1.0.0' })
  await decisions(house, actor, first)
  const from = performance.now()
  const is = await sbom(house, actor, {
    release: second,
    version: (n) => (n % 3 === 0 ? '3.0.0' : '1.0.0'),
  })
  return { was, is, intakeMs: performance.now() - from }
}

type Filled = Releases & Intake & { readonly place: Place }

async function measure(house: OpenHouse, actor: Actor, filled: Filled): Promise<BenchRow[]> {
  const read = () =>
    withOrganisation(house.database, actor.organisation, (client) =>
      readCarried(client, actor.organisation, { release: filled.second, now: house.now() }),
    )
  const carried = await read()
  if (!carried.ok) throw new Error(carried.refusal.because.en)
  const { counts } = carried.value.view
  const sum = counts.holds + counts['to-confirm'] + counts['out-of-range'] + counts.gone
  const differences = differ(house, actor, filled)
  const diffMs = await p95(20, differences)
  const ms = await p95(20, read)
  const bothMs = await p95(20, async () => {
    await read()
    await differences()
  })
  const { name } = filled.place
  return [
    {
      what: `${name}: next release of ${components} components, what becomes of ${counts.all} decisions (${decided} rows)`,
      measured: `p95 ${ms.toFixed(0)} ms; ${counts.holds} hold, ${counts['to-confirm']} to confirm, ${counts['out-of-range']} out of range, ${counts.gone} gone`,
      ratio: null,
      bound: 'under 500 ms, none lost',
      met: ms < boundMs && sum === counts.all && counts.all === decided / rowsPerDecision,
    },
    {
      what: `${name}: its differences from the release before`,
      measured: `p95 ${diffMs.toFixed(0)} ms; both p95 ${bothMs.toFixed(0)} ms`,
      ratio: null,
      bound: 'both under 500 ms',
      met: bothMs < boundMs,
    },
    {
      what: `${name}: its SBOM taken in, matched and settled`,
      measured: `${filled.intakeMs.toFixed(0)} ms`,
      ratio: null,
      bound: '',
      met: null,
    },
  ]
}

function differ(house: OpenHouse, actor: Actor, { is, was }: { readonly is: string; readonly was: string }) {
  const app = openApp({ ...house, people: { ...house.people, actorOf: async () => actor } }, sbomHandlers)
  return async () => {
    const answer = await app.request(`/api/sboms/${is}/diff?against=${was}`)
    if (answer.status !== 200) throw new Error(await answer.text())
    await answer.json()
  }
}

const deviceBody = {
  kind: kindNamed('device'),
  body: {
    name: { ko: '제품', en: 'Device' },
    modelName: 'M-1',
    family: 'medical-device',
    form: 'standalone',
    ourRole: 'manufacturer',
    markets: ['kr'],
    usesAi: false,
    usesGenerativeAi: false,
    intendedUse: { ko: '측정', en: 'Bench' },
  },
}

async function advisories(house: OpenHouse): Promise<void> {
  const records = Array.from({ length: decided }, (_, n) => ({
    id: `GHSA-${n}`,
    aliases: [`CVE-2026-${100_000 + n}`],
    modified: '2026-01-01T00:00:00Z',
    summary: `about part ${n}`,
    affected: [
      {
        package: { ecosystem: 'npm', name: `part-${n}` },
        ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '2.0.0' }] }],
      },
    ],
  }))
  const taken = await takeInFeed(house, {
    bytes: Buffer.from(JSON.stringify(records)),
    name: 'feed.json',
    source: 'osv',
  })
  if (!taken.ok) throw new Error(taken.refusal.because.en)
}

async function sbom(
  house: OpenHouse,
  actor: Actor,
  { release, version }: { readonly release: string; readonly version: (n: number) => string },
): Promise<string> {
  const list = Array.from({ length: components }, (_, n) => ({
    type: 'library',
    'bom-ref': `part-${n}`,
    name: `part-${n}`,
    version: version(n),
    purl: `pkg:npm/part-${n}@${version(n)}`,
  }))
  const bytes = Buffer.from(JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', components: list }))
  const taken = await takeInSbom(house, actor, { bytes, name: 'bom.json', release })
  if (!taken.ok) throw new Error(taken.refusal.because.en)
  return taken.value.record.id
}

/** Decisions in force about the first release: what a hundred people signed is here written as signed. */
async function decisions(house: OpenHouse, actor: Actor, release: string): Promise<void> {
  const kind = kindNamed('triage-decision')
  const at = house.now()
  const made: Decision[] = Array.from({ length: decided / rowsPerDecision }, (_, n) => {
    const vulnerabilities = Array.from({ length: rowsPerDecision }, (_row, row) => ({
      vulnerability: `CVE-2026-${100_000 + n * rowsPerDecision + row}`,
      package: `pkg:npm/part-${n * rowsPerDecision + row}`,
    }))
    const scopes = [{ scope: 'release', releases: [release] }, { scope: 'component' }, { scope: 'all' }]
    const body = parseBody(kind, {
      name: `판정 ${n}`,
      vulnerabilities,
      outcome: 'not-affected',
      justification: 'vulnerable_code_not_in_execute_path',
      detail: hash('sha256', String(n)),
      ...scopes[n % 3],
    })
    const created = body.ok ? decideCreate(kind, { id: randomUUID(), body: body.value }, { actor, at }) : body
    if (!created.ok) throw new Error(created.refusal.because.en)
    const { after } = created.value
    return { ...created.value, after: { ...after, state: 'in-force', approvedVersion: 1, approvedAt: at } }
  })
  const committed = await house.committer.commit({ organisation: actor.organisation, decisions: made })
  if (!committed.ok) throw new Error(committed.refusal.because.en)
}

if (import.meta.main) {
  const place = { name: process.env.DATABASE_URL ? 'PostgreSQL' : 'embedded', url: process.env.DATABASE_URL }
  for (const row of await benchNextRelease(place))
    process.stdout.write(`${row.met === false ? '✗' : '✓'} ${row.what}: ${row.measured}\n`)
}
