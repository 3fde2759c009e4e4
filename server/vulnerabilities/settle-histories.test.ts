import { triageDecision } from '@maek/domain/vulnerabilities/triage-decision.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accepted, rowsOf } from '../../test/house-records.ts'
import { withOrganisation } from '../database/scope.ts'
import { findRecord } from '../records/find.ts'
import { readFindings } from './findings.ts'
import { advisoryOf } from './test/archives.ts'
import { notAffected, type TriageHouse, triageHouse } from './test/triage-house.ts'

let at: TriageHouse
let releases: string[]
beforeAll(async () => {
  at = await triageHouse()
  releases = [await at.release('1.0.0'), await at.release('2.0.0'), await at.release('3.0.0')]
  await at.feed(advisoryOf('GHSA-x', { aliases: ['CVE-2026-1111'] }), advisoryOf('OSV-Y'))
})
afterAll(() => at.house.close())

const inside = <T>(work: Parameters<typeof withOrganisation<T>>[2]) =>
  withOrganisation(at.house.database, at.organisation, work)

const outcomes = {
  'not-affected': notAffected,
  affected: {
    outcome: 'affected',
    detail: '닿는다.',
    actionStatement: { ko: '끄십시오.', en: 'Turn it off.' },
  },
  accepted: { outcome: 'accepted', detail: '낮다.', control: 'controlled', expiresOn: '2026-11-25' },
} as const

type Step =
  | { readonly do: 'sbom'; readonly release: number; readonly versions: readonly string[] }
  | { readonly do: 'retire'; readonly which: number }
  | {
      readonly do: 'decide'
      readonly outcome: keyof typeof outcomes
      readonly scope: 'release' | 'component' | 'all'
      readonly release: number
      readonly name: string
      readonly range: boolean
      readonly supersedes: number
    }
  | { readonly do: 'withdraw'; readonly which: number }
  | { readonly do: 'feed'; readonly fixed: string; readonly scored: boolean }

const some = fc.nat({ max: 9 })
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('sbom' as const),
    release: fc.nat({ max: 2 }),
    versions: fc.subarray(['1.0.0', '1.5.0', '1.9.0'], { minLength: 1 }),
  }),
  fc.record({ do: fc.constant('retire' as const), which: some }),
  fc.record({
    do: fc.constant('decide' as const),
    outcome: fc.constantFrom('not-affected' as const, 'affected' as const, 'accepted' as const),
    scope: fc.constantFrom('release' as const, 'component' as const, 'all' as const),
    release: fc.nat({ max: 2 }),
    name: fc.constantFrom('GHSA-x', 'CVE-2026-1111', 'OSV-Y'),
    range: fc.boolean(),
    supersedes: some,
  }),
  fc.record({ do: fc.constant('withdraw' as const), which: some }),
  fc.record({
    do: fc.constant('feed' as const),
    fixed: fc.constantFrom('1.2.0', '1.7.0', '2.0.0'),
    scored: fc.boolean(),
  }),
)

let edition = 0

async function idsOf(kind: string, state: string): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    at.house,
    at.organisation,
    `select id from record where kind = '${kind}' and state ${state} order by number`,
  )
  return rows.map(({ id }) => id)
}

async function actOn(kind: string, id: string | undefined, action: string): Promise<void> {
  if (id === undefined) return
  const found = await inside((client) => findRecord(client, at.organisation, { kind, id }))
  await at.pen.lead(accepted(found).record, action)
}

async function take(one: Step): Promise<void> {
  if (one.do === 'sbom') {
    edition += 1
    const parts = one.versions.map((version) => `brittle@${version}`)
    await at.sbom(releases[one.release] ?? '', ...parts, `edition@${edition}.0.0`)
  } else if (one.do === 'retire') {
    await actOn('sbom', (await idsOf('sbom', "<> 'retired'"))[one.which], 'retire')
  } else if (one.do === 'withdraw') {
    await actOn(
      triageDecision.name,
      (await idsOf(triageDecision.name, "= 'in-force'"))[one.which],
      'withdraw',
    )
  } else if (one.do === 'feed') {
    edition += 1
    const modified = new Date(Date.parse('2026-02-01T00:00:00Z') + edition * 1000).toISOString()
    const ranges = [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: one.fixed }] }]
    const affected = [{ package: { ecosystem: 'npm', name: 'brittle' }, ranges }]
    const severity = one.scored
      ? [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }]
      : []
    await at.feed(advisoryOf('OSV-Y', { modified, affected, severity }))
  } else {
    const superseded = (await idsOf(triageDecision.name, "= 'in-force'"))[one.supersedes]
    await at.decided({
      ...outcomes[one.outcome],
      vulnerabilities: [{ vulnerability: one.name, package: 'pkg:npm/brittle' }],
      scope: one.scope,
      ...(one.scope === 'release' && { releases: [releases[one.release]] }),
      ...(one.scope === 'component' && one.range && { versions: 'vers:npm/>=1.2.0' }),
      ...(superseded !== undefined && { supersedes: [superseded] }),
    })
  }
}

const urgency = ['not-affected', 'fixed', 'accepted', 'affected', 'in-triage']

/** From the records alone, SBOM by SBOM: what the columns must say. */
async function recomputed(): Promise<Record<string, string>> {
  const worst: Record<string, string> = {}
  for (const id of await idsOf('sbom', "<> 'retired'")) {
    for (const [name, state] of Object.entries(await at.statesIn(id))) {
      const known = worst[name]
      if (known === undefined || urgency.indexOf(state) > urgency.indexOf(known)) worst[name] = state
    }
  }
  return worst
}

/** Every finding of every SBOM that stands, with its state there: from the records, and as it is placed. */
async function placesRecomputed(): Promise<string[]> {
  const places: string[] = []
  for (const id of await idsOf('sbom', "<> 'retired'")) {
    for (const [name, state] of Object.entries(await at.statesIn(id))) places.push(`${id} ${name} ${state}`)
  }
  return places.sort()
}
async function places(): Promise<string[]> {
  const rows = await rowsOf<{ place: string; agrees: boolean }>(
    at.house,
    at.organisation,
    `select sbom_id || ' ' || version.name || '@' || version.version || ' ' || place.vulnerability || ' ' || place.state
       as place, place.grade = finding.grade and place.found_at = finding.found_at as agrees
     from finding_place place join component_version version on version.org_id = place.org_id and version.key = component
     left join finding on finding.org_id = place.org_id and finding.component = place.component
       and finding.vulnerability = place.vulnerability`,
  )
  expect(rows.every(({ agrees }) => agrees)).toBe(true)
  return rows.map(({ place }) => place).sort()
}

test('after any history the columns say what the records say, and every list agrees', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 8 }), async (steps) => {
      for (const one of steps) {
        await take(one)
        expect(await at.states()).toEqual(await recomputed())
        expect(await places()).toEqual(await placesRecomputed())
      }
      const page = accepted(
        await inside((client) => readFindings(client, at.organisation, { limit: 200, now: at.house.now() })),
      )
      expect(page.findings.map(({ state }) => state).sort()).toEqual(Object.values(await recomputed()).sort())
    }),
    { numRuns: 8, endOnFailure: true },
  )
}, 300_000)
