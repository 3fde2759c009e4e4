import { afterAll, beforeAll, expect, test } from 'vitest'
import { accepted } from '../../test/house-records.ts'
import { withOrganisation } from '../database/scope.ts'
import { countFindings, readFindings } from './findings.ts'
import { lapseEverywhere } from './lapse.ts'
import { advisoryOf } from './test/archives.ts'
import { type TriageHouse, triageHouse } from './test/triage-house.ts'

let at: TriageHouse
let release: string
beforeAll(async () => {
  at = await triageHouse()
  release = await at.release('1.0.0')
  await at.sbom(release, 'brittle@1.0.0')
  await at.feed(advisoryOf('OSV-A'), advisoryOf('OSV-B'))
  await at.decided({
    outcome: 'accepted',
    control: 'controlled',
    detail: '낮다.',
    expiresOn: '2026-11-22',
    vulnerabilities: [{ vulnerability: 'OSV-A' }],
    scope: 'all',
  })
})
afterAll(() => at.house.close())

const list = async (asked: object) =>
  accepted(
    await withOrganisation(at.house.database, at.organisation, (client) =>
      readFindings(client, at.organisation, { ...asked, now: at.house.now() }),
    ),
  ).findings.map(({ vulnerability, state }) => `${vulnerability} ${state}`)
const counts = () =>
  withOrganisation(at.house.database, at.organisation, (client) =>
    countFindings(client, at.organisation, { now: at.house.now() }),
  )

test('no list shows a decision past its day as settled, whether or not anybody has written that down', async () => {
  const sorts = ['severity', 'epss', 'found', 'due']
  at.house.at('2026-11-22T23:59:59.999Z')
  for (const sort of sorts) expect(await list({ sort, state: 'accepted' })).toEqual(['OSV-A accepted'])
  expect(await lapseEverywhere(at.house)).toBe(0)
  at.house.at('2026-11-23T00:00:00.000Z')
  for (const asked of [{}, { release }, { device: at.device }, { text: 'OSV' }]) {
    for (const sort of sorts) {
      expect(await list({ ...asked, sort, state: 'accepted' }), sort).toEqual([])
      expect((await list({ ...asked, sort, state: 'in-triage' })).sort()).toEqual([
        'OSV-A in-triage',
        'OSV-B in-triage',
      ])
    }
  }
  expect(await counts()).toEqual([{ state: 'in-triage', severity: 'unknown', count: 2, more: false }])
  expect(await lapseEverywhere(at.house)).toBe(1)
  expect(await lapseEverywhere(at.house)).toBe(0)
  expect(await list({ state: 'accepted' })).toEqual([])
  expect(await counts()).toEqual([{ state: 'in-triage', severity: 'unknown', count: 2, more: false }])
})
