import { randomUUID } from 'node:crypto'
import type { Actor } from '@maek/domain/record.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accepted, releaseOf, rowsOf } from '../../test/house-records.ts'
import { person, type StandingHouse, standingHouse } from '../../test/standing-house.ts'
import { withOrganisation } from '../database/scope.ts'
import { openThreads } from '../threads/pool.ts'
import { takeInSbom } from './intake.ts'
import { readComponents } from './list.ts'
import { readPaths } from './paths-read.ts'

let house: StandingHouse
let quality: Actor
let release: string
beforeAll(async () => {
  house = await standingHouse()
  quality = person(house.organisation, '김품질', 'quality')
  release = (await releaseOf(house, quality)).id
})
afterAll(() => house.close())

const take = (text: string) =>
  takeInSbom(house, quality, { bytes: Buffer.from(text), name: 'bom.json', release })
const inside = <T>(work: Parameters<typeof withOrganisation<T>>[2]) =>
  withOrganisation(house.database, quality.organisation, work)
const count = async (table: string) =>
  (await rowsOf(house, quality.organisation, `select 1 from ${table}`)).length
const bom = (components: string, more = '') =>
  `{"bomFormat":"CycloneDX","specVersion":"1.6","version":1,"components":[${components}]${more}}`

test('bombs of depth, entities and claimed components are refused, and leave neither record nor line nor file', async () => {
  const depth = `{"bomFormat":"CycloneDX","specVersion":"1.6","components":${'['.repeat(400_000)}`
  const xml = `<!DOCTYPE b [<!ENTITY a "${'a'.repeat(70_000)}"><!ENTITY b "&a;&a;&a;">]><bom>&b;</bom>`
  const many = bom(`${'{},'.repeat(4_000_000)}{}`)
  for (const bytes of [depth, xml, many]) {
    const answer = await take(bytes)
    expect(answer.ok).toBe(false)
  }
  expect([await count('sbom_component'), await count('sbom_reading'), await count('file')]).toEqual([0, 0, 0])
}, 120_000)

test('a circle of ten thousand components, references used twice and dangling edges are taken in and answered', async () => {
  const size = 10_000
  const components = Array.from(
    { length: size },
    (_, n) => `{"type":"library","bom-ref":"c${n}","name":"n${n}"}`,
  )
  const edges = Array.from(
    { length: size },
    (_, n) => `{"ref":"c${n}","dependsOn":["c${(n + 1) % size}","gone"]}`,
  )
  const twice = '{"type":"library","bom-ref":"c0","name":"twin"}'
  const text = bom([...components, twice].join(), `,"dependencies":[${edges.join()}]`)
  const { record, components: told } = accepted(await take(text))
  expect(told).toBe(size + 1)
  const paths = accepted(
    await inside((client) => readPaths(client, quality.organisation, { id: record.id, position: 5_000 })),
  )
  expect(paths.parents).toBe(1)
}, 120_000)

test('purls and versions built to make a regular expression explode are read in ordinary time', async () => {
  const evil = [
    `pkg:npm/${'a'.repeat(3_000)}@${'1.'.repeat(400)}`,
    `pkg:pypi/x@${'1-'.repeat(700)}!`,
    `pkg:maven/${'a/'.repeat(900)}b@${'9'.repeat(1_000)}`,
    `pkg:deb/debian/x@${'~'.repeat(1_500)}?${'a=b&'.repeat(300)}`,
    `pkg:npm/${'%'.repeat(2_000)}`,
  ]
  const components = evil.map((purl, n) =>
    JSON.stringify({
      type: 'library',
      name: `e${n}`,
      version: '0'.repeat(1_900),
      purl,
      cpe: `cpe:2.3:a:${'*'.repeat(1_500)}`,
    }),
  )
  const { record } = accepted(await take(bom(components.join())))
  const page = accepted(
    await inside((client) => readComponents(client, quality.organisation, { id: record.id })),
  )
  expect(page.components).toHaveLength(evil.length)
})

test('a name that reads like another of the same SBOM is taken in and marked with that other', async () => {
  const { record } = accepted(
    await take(bom('{"type":"library","name":"openssl"},{"type":"library","name":"оpenssl"}')),
  )
  const page = accepted(
    await inside((client) => readComponents(client, quality.organisation, { id: record.id })),
  )
  expect(page.components.map(({ mistakable, looksLike }) => [mistakable, looksLike])).toEqual([
    [null, null],
    ['looks-like', 'openssl'],
  ])
})

test('the same SBOM twice changes nothing: no record, line, version, reading or ledger entry is added', async () => {
  const text = bom('{"type":"library","name":"same","version":"1","purl":"pkg:npm/same@1"}')
  await take(text)
  const tables = ['record', 'sbom_component', 'component_version', 'sbom_reading', 'ledger_entry', 'finding']
  const before = await Promise.all(tables.map(count))
  expect(accepted(await take(text)).known).toBe(true)
  expect(await Promise.all(tables.map(count))).toEqual(before)
})

test('a file whose reading takes too long ends its thread with a refusal, and the next one is read', async () => {
  const threads = openThreads(new URL('./prepare-thread.ts', import.meta.url), {
    threadsMax: 1,
    taskMsMax: 1,
  })
  const bytes = Buffer.from(bom(Array.from({ length: 30_000 }, () => '{"type":"library","name":"a"}').join()))
  expect(await threads.ask({ bytes, purpose: 'intake', id: randomUUID() })).toMatchObject({
    ok: false,
    refusal: { code: 'too-large' },
  })
  await threads.close()
  const patient = openThreads(new URL('./prepare-thread.ts', import.meta.url), {
    threadsMax: 1,
    taskMsMax: 60_000,
  })
  expect(await patient.ask({ bytes, purpose: 'intake', id: randomUUID() })).toMatchObject({ ok: true })
  await patient.close()
})

test('a line of an SBOM cannot name a component version that is not there, whoever writes it', async () => {
  const orphan = `insert into sbom_component (org_id, sbom_id, position, component, reference, licences, hashes)
    select org_id, sbom_id, 999999, decode(repeat('ab', 32), 'hex'), 'x', '[]', '[]' from sbom_component limit 1`
  await expect(inside((client) => client.query(orphan))).rejects.toThrow('is not there')
})

test('a line of an SBOM cannot belong to a record that is not there', async () => {
  const astray = (id: string) => `insert into sbom_component
    (org_id, sbom_id, position, component, reference, licences, hashes)
    select org_id, '${id}', 999999, component, 'x', '[]', '[]' from sbom_component limit 1`
  await expect(inside((client) => client.query(astray(randomUUID())))).rejects.toThrow('is not there')
})

test('a component version cannot belong to an organisation that is not there', async () => {
  const nobody = randomUUID()
  const astray = `insert into component_version (org_id, key, type, name)
    values ('${nobody}', decode(repeat('ab', 32), 'hex'), 'library', 'x')`
  const written = withOrganisation(house.database, nobody, (client) => client.query(astray))
  await expect(written).rejects.toThrow('is not there')
})
