import { afterAll, beforeAll, expect, test } from 'vitest'
import { accepted, rowsOf } from '../../test/house-records.ts'
import { takeInSbom } from '../components/intake.ts'
import { withOrganisation } from '../database/scope.ts'
import { readFinding } from './finding-detail.ts'
import { advisoryOf, json } from './test/archives.ts'
import { type TriageHouse, triageHouse } from './test/triage-house.ts'

let at: TriageHouse
beforeAll(async () => {
  at = await triageHouse()
  await at.feed(advisoryOf('CVE-2026-0001'))
})
afterAll(() => at.house.close())

const brittle = (version: string) => ({
  type: 'library',
  'bom-ref': 'brittle',
  name: 'brittle',
  version,
  purl: `pkg:npm/brittle@${version}`,
})
const debian = {
  type: 'library',
  'bom-ref': 'deb',
  name: 'node-brittle',
  version: '1.0.0-2+deb12u1',
  purl: 'pkg:deb/debian/node-brittle@1.0.0-2%2Bdeb12u1?distro=debian-12',
}

async function ownersIn(version: string, document: object) {
  const bytes = json({ bomFormat: 'CycloneDX', specVersion: '1.6', ...document })
  const release = await at.release(version)
  accepted(await takeInSbom(at.house, at.actor, { bytes, name: 'bom.json', release }))
  const [key] = await rowsOf<{ id: string }>(
    at.house,
    at.organisation,
    `select encode(component, 'hex') || ':' || vulnerability as id from finding
     join component_version version on version.org_id = finding.org_id and version.key = component
     where version.purl = 'pkg:npm/brittle@${version}'`,
  )
  const detail = accepted(
    await withOrganisation(at.house.database, at.organisation, (client) =>
      readFinding(client, at.organisation, { id: key?.id ?? '', now: at.house.now() }),
    ),
  )
  expect(detail.finding.state, 'it is marked, never hidden').toBe('in-triage')
  return detail.places.map(({ ownedBy }) => ownedBy)
}

const owner = { component: debian.purl, version: debian.version }

test('a language package inside a package of the distribution is told with its owner', async () => {
  expect(await ownersIn('1.0.0', { components: [{ ...debian, components: [brittle('1.0.0')] }] })).toEqual([
    owner,
  ])
})

test('an edge from the distribution’s package says the same', async () => {
  const dependencies = [{ ref: 'deb', dependsOn: ['brittle'] }]
  expect(await ownersIn('1.1.0', { components: [debian, brittle('1.1.0')], dependencies })).toEqual([owner])
})

test('a distribution’s package that merely stands beside it, or that it needs, owns nothing', async () => {
  const dependencies = [{ ref: 'brittle', dependsOn: ['deb'] }]
  expect(await ownersIn('1.2.0', { components: [debian, brittle('1.2.0')], dependencies })).toEqual([null])
})
