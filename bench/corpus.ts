import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { takeInSbom } from '@maek/server/components/intake.ts'
import { warmSbomThreads } from '@maek/server/components/warm-threads.ts'
import { withOrganisation } from '@maek/server/database/scope.ts'
import type { OpenHouse } from '@maek/server/start.ts'
import { takeInFeed } from '@maek/server/vulnerabilities/import.ts'
import { advisoryArchive, advisoryEcosystems, unpackCorpus } from './corpus-files.ts'
import { advisoryIndex, floorSeconds } from './corpus-floor.ts'
import { benchActor, decided, inHouse, kindNamed, type Place } from './house.ts'
import type { BenchRow } from './row.ts'

/** Uploads under way at once: a fleet of pipelines after one change, and a few of its runners. */
const fleet = 64
const fewRunners = 16

/** W1: the whole outside corpus from an empty house to findings that can be asked for, durable and in the ledger. */
export async function benchCorpus(place: Place): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'maek-corpus-'))
  try {
    const paths = await unpackCorpus(folder)
    const few = await inHouse(place, (house) => measured(house, paths, fewRunners))
    const all = await inHouse(place, (house) => measured(house, paths, fleet))
    const [slowest] = [few, all].map(({ own }) => own.slowest)
    return [
      rowOf(place, all, { bound: 'at most 2.5 × read + parse + match + COPY', ratioMax: 2.5 }),
      rowOf(place, few, { bound: '', ratioMax: null }),
      {
        what: `${place.name}: W1, the slowest SBOM of ${fewRunners} clients (${slowest?.name}, ${slowest?.components} components)`,
        measured: `${slowest?.seconds.toFixed(2)} s`,
        ratio: null,
        bound: '',
        met: null,
      },
      {
        what: `${place.name}: W1, memory of the server`,
        measured: `${all.own.memoryMegabytes} MB at its highest`,
        ratio: null,
        bound: 'at most 1,536 MB',
        met: all.own.memoryMegabytes <= 1536,
      },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

type Measured = Awaited<ReturnType<typeof measured>>

function rowOf(
  place: Place,
  { own, floor, clients }: Measured,
  { bound, ratioMax }: { readonly bound: string; readonly ratioMax: number | null },
): BenchRow {
  const ratio = own.seconds / floor.seconds
  return {
    what: `${place.name}: W1, ${own.sboms} SBOMs with ${own.components} components, ${clients} clients`,
    measured: `${own.seconds.toFixed(1)} s, ${(own.sboms / own.seconds).toFixed(0)} SBOMs/s, ${(own.components / own.seconds).toFixed(0)} components/s, ${own.findings} findings; plain program ${floor.seconds.toFixed(1)} s (${floor.lines} lines, ${floor.hits} hits)`,
    ratio,
    bound,
    met: ratioMax === null ? null : ratio <= ratioMax,
  }
}

/** In a house with every advisory of the outside data and no SBOM, and then the plain program on the same server. */
async function measured(house: OpenHouse, paths: readonly string[], clients: number) {
  for (const ecosystem of advisoryEcosystems) {
    const fed = await takeInFeed(house, {
      bytes: await advisoryArchive(ecosystem),
      name: `${ecosystem}.zip`,
      source: 'osv',
    })
    if (!fed.ok) throw new Error(fed.refusal.because.en)
  }
  await house.database.owner.query('vacuum analyze')
  // As a server that has started, and as the plain program, whose advisories stand in memory.
  await warmSbomThreads(house.sbomThreads)
  const own = await measureIntake(house, paths, clients)
  const floor = await floorSeconds(house.database.owner, paths, await advisoryIndex())
  return { own, floor, clients }
}

async function measureIntake(house: OpenHouse, paths: readonly string[], clients: number) {
  const actor = await benchActor(house)
  const release = await oneRelease(house, actor)
  let memoryMegabytes = 0
  const watch = setInterval(() => {
    memoryMegabytes = Math.max(memoryMegabytes, Math.round(process.memoryUsage.rss() / 2 ** 20))
  }, 20)
  const waiting = [...paths].reverse()
  let components = 0
  let sboms = 0
  let slowest = { name: '', seconds: 0, components: 0 }
  const start = performance.now()
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
        const from = performance.now()
        const taken = await takeInSbom(house, actor, {
          bytes: await readFile(path),
          name: basename(path),
          release,
        })
        if (!taken.ok) throw new Error(`${basename(path)}: ${taken.refusal.because.en}`)
        components += taken.value.components
        sboms += 1
        const seconds = (performance.now() - from) / 1000
        if (seconds > slowest.seconds)
          slowest = { name: basename(path), seconds, components: taken.value.components }
      }
    }),
  )
  const seconds = (performance.now() - start) / 1000
  clearInterval(watch)
  const findings = await withOrganisation(house.database, actor.organisation, (client) =>
    client.query<{ n: number }>('select count(*)::int as n from finding'),
  )
  return { seconds, components, sboms, slowest, memoryMegabytes, findings: findings.rows[0]?.n ?? 0 }
}

async function oneRelease(house: OpenHouse, actor: Awaited<ReturnType<typeof benchActor>>): Promise<string> {
  const act = { actor, at: house.now() }
  const device = decided(
    kindNamed('device'),
    {
      name: { ko: '측정', en: 'Bench' },
      modelName: 'B-1',
      family: 'medical-device',
      form: 'standalone',
      ourRole: 'manufacturer',
      markets: ['kr'],
      usesAi: true,
      usesGenerativeAi: false,
      intendedUse: { ko: '측정', en: 'Bench' },
    },
    act,
  )
  await house.committer.commit({ organisation: actor.organisation, decisions: [device] })
  const release = decided(
    kindNamed('release'),
    { name: 'B-1 1.0.0', version: '1.0.0', device: device.after.id, purposes: ['initial'] },
    act,
  )
  const committed = await house.committer.commit({ organisation: actor.organisation, decisions: [release] })
  if (!committed.ok) throw new Error(committed.refusal.because.en)
  return release.after.id
}
