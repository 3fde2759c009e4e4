import type { Actor } from '@maek/domain/record.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accepted, releaseOf, rowsOf } from '../../test/house-records.ts'
import { person, type StandingHouse, standingHouse } from '../../test/standing-house.ts'
import { withOrganisation } from '../database/scope.ts'
import { openThreads, type ThreadPool } from '../threads/pool.ts'
import { examineNext } from './examine.ts'
import { takeInSbom } from './intake.ts'
import { readQuality } from './quality-read.ts'

let house: StandingHouse
let threads: ThreadPool
let quality: Actor
let release: string
beforeAll(async () => {
  house = await standingHouse()
  // The house's own looks a second after each intake: here only the tests look, when they say.
  await house.examiner.close()
  threads = openThreads(new URL('./schema-thread.ts', import.meta.url), { threadsMax: 1, taskMsMax: 60_000 })
  quality = person(house.organisation, '김품질', 'quality')
  release = (await releaseOf(house, quality)).id
})
afterAll(async () => {
  await threads.close()
  await house.close()
})

const take = async (document: object) =>
  accepted(
    await takeInSbom(house, quality, {
      bytes: Buffer.from(JSON.stringify(document)),
      name: 'bom.json',
      release,
    }),
  ).record.id
const qualityOf = (id: string) =>
  withOrganisation(house.database, quality.organisation, (client) =>
    readQuality(client, quality.organisation, id),
  )

test('an SPDX 2.2 document as Trivy writes it is taken in, and its schema faults are listed afterwards', async () => {
  const id = await take({
    spdxVersion: 'SPDX-2.2',
    SPDXID: 'SPDXRef-DOCUMENT',
    dataLicense: 'CC0-1.0',
    name: 'image',
    documentNamespace: 'http://example.org/1',
    creationInfo: { created: '2026-01-01T00:00:00Z', creators: ['Tool: trivy'] },
    packages: [
      { SPDXID: 'SPDXRef-a', name: 'a', licenseConcluded: 'MIT', licenseDeclared: 'MIT', copyrightText: 'x' },
    ],
  })
  expect((await qualityOf(id)).schema.state).toBe('waiting')
  expect(await examineNext(house, threads, quality.organisation)).toBe(true)
  expect((await qualityOf(id)).schema).toMatchObject({
    state: 'faulty',
    faultCount: 1,
    faults: [{ place: 'packages.0.downloadLocation' }],
  })
})

test('an SBOM registered before its quality was kept is read again from its bytes', async () => {
  const id = await take({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    components: [{ type: 'library', name: 'b', 'bom-ref': 'b' }],
    dependencies: [{ ref: 'b', dependsOn: ['b'] }],
  })
  const owner = await house.database.owner.connect()
  // An owner that is no superuser sees one organisation, too.
  await owner.query(`select set_config('maek.org', $1, false)`, [quality.organisation])
  await owner.query('delete from sbom_reading where sbom_id = $1', [id])
  await owner.query('update sbom_component set gaps = 0, needs = null where sbom_id = $1', [id])
  await owner.query('reset maek.org')
  owner.release()
  expect((await qualityOf(id)).read).toBe(false)
  while (await examineNext(house, threads, quality.organisation));
  expect(await qualityOf(id)).toMatchObject({ read: true, components: 1, schema: { state: 'valid' } })
  const lines = await rowsOf<{ gaps: number; needs: number[] }>(
    house,
    quality.organisation,
    `select gaps, needs from sbom_component where sbom_id = '${id}'`,
  )
  expect(lines[0]?.gaps).toBeGreaterThan(0)
  expect(lines[0]?.needs).toEqual([0])
})

test('an SBOM whose file is gone is told to be unchecked, and nothing waits for ever', async () => {
  const id = await take({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, components: [] })
  await house.files.removeAll(quality.organisation)
  while (await examineNext(house, threads, quality.organisation));
  expect((await qualityOf(id)).schema.state).toBe('not-checked')
})
