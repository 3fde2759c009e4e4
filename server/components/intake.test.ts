import { readFileSync } from 'node:fs'
import type { Actor } from '@maek/domain/record.ts'
import { say } from '@maek/domain/words.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accepted, releaseOf, rowsOf } from '../../test/house-records.ts'
import { person, type StandingHouse, standingHouse } from '../../test/standing-house.ts'
import { withOrganisation } from '../database/scope.ts'
import { createOrganisation } from '../organisations.ts'
import { takeInSbom } from './intake.ts'
import { readComponents } from './list.ts'

let house: StandingHouse
let quality: Actor
let release: string
beforeAll(async () => {
  house = await standingHouse()
  quality = person(house.organisation, '김품질', 'quality')
  release = (await releaseOf(house, quality)).id
})
afterAll(() => house.close())

const sample = readFileSync(new URL('../sample/device-sbom.json', import.meta.url))
const bom = (...components: readonly object[]) =>
  Buffer.from(JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', components }))
const countOf = async (table: string) =>
  Number(
    (await rowsOf<{ n: number }>(house, quality.organisation, `select count(*) as n from ${table}`))[0]?.n,
  )

test('bytes that are no SBOM are refused and leave nothing behind', async () => {
  for (const bytes of [
    '',
    'hello',
    '{"a":1}',
    `${'['.repeat(100_000)}`,
    '<!DOCTYPE x [<!ENTITY a "b">]><bom>&a;</bom>',
  ]) {
    const answer = await takeInSbom(house, quality, { bytes: Buffer.from(bytes), name: 'bom.txt', release })
    expect(answer.ok).toBe(false)
  }
  expect([await countOf('file'), await countOf('component_version')]).toEqual([0, 0])
})

test('a file name with a path, and a release that does not exist, are refused', async () => {
  const named = await takeInSbom(house, quality, { bytes: sample, name: '../bom.json', release })
  expect(named).toMatchObject({ ok: false, refusal: { field: 'name' } })
  const elsewhere = '9e000000-0000-4000-8000-000000000001'
  const unknown = await takeInSbom(house, quality, { bytes: sample, name: 'bom.json', release: elsewhere })
  expect(unknown).toMatchObject({ ok: false, refusal: { field: 'release' } })
})

test('an auditor, who may only read, cannot take in an SBOM', async () => {
  const auditor = person(house.organisation, '심사원', 'auditor')
  const answer = await takeInSbom(house, auditor, { bytes: sample, name: 'bom.json', release })
  expect(answer).toMatchObject({ ok: false, refusal: { code: 'not-allowed' } })
})

test('without a release an SBOM is taken in only when the version it names settles which one', async () => {
  const named = (version: string) =>
    Buffer.from(
      JSON.stringify({
        bomFormat: 'CycloneDX',
        specVersion: '1.6',
        metadata: { component: { type: 'application', name: 'x', version } },
        components: [],
      }),
    )
  const open = await takeInSbom(house, quality, { bytes: named('0.0.1'), name: 'bom.json' })
  expect(open).toMatchObject({ ok: false, refusal: { field: 'release' } })
  expect(accepted(await takeInSbom(house, quality, { bytes: named('1.0.0'), name: 'bom.json' })).known).toBe(
    false,
  )
})

test('names that would break a page, a query or a line are kept as plain text', async () => {
  const answer = accepted(
    await takeInSbom(house, quality, {
      bytes: bom({ type: 'library', name: `'); drop table record; --\u0000\u202e\ud800`, version: '1\n2' }),
      name: 'hostile.json',
      release,
    }),
  )
  const page = await withOrganisation(house.database, quality.organisation, (client) =>
    readComponents(client, quality.organisation, { id: answer.record.id }),
  )
  expect(accepted(page).components[0]?.name).toContain('drop table record')
  expect(await countOf('record')).toBeGreaterThan(0)
})

test('the sample SBOM becomes a record with its components, and the same bytes again add nothing', async () => {
  const first = accepted(await takeInSbom(house, quality, { bytes: sample, name: 'bom.json', release }))
  expect(first).toMatchObject({ components: 51, findings: 0, known: false, format: 'CycloneDX 1.6' })
  const before = [
    await countOf('component_version'),
    await countOf('sbom_component'),
    await countOf('record'),
  ]
  const again = accepted(
    await takeInSbom(house, quality, { bytes: sample, name: 'other-name.json', release }),
  )
  expect(again).toEqual({ ...first, known: true })
  expect([
    await countOf('component_version'),
    await countOf('sbom_component'),
    await countOf('record'),
  ]).toEqual(before)
})

test('whoever waits for an upload is told how far it is, and nobody of another organisation', async () => {
  const progress = 'upload-0001'
  const bytes = bom({ type: 'library', name: 'watched', version: '1' })
  expect(house.intakeStages.get(quality.organisation, progress)).toBe('unknown')
  accepted(await takeInSbom(house, quality, { bytes, name: 'watched.json', release, progress }))
  expect(house.intakeStages.get(quality.organisation, progress)).toBe('done')
  expect(house.intakeStages.get('9e000000-0000-4000-8000-000000000001', progress)).toBe('unknown')
})

test('of two people sending the same bytes at once one writes and the other is told they are known', async () => {
  const bytes = bom({ type: 'library', name: 'twice', version: '1', purl: 'pkg:npm/twice@1' })
  const both = await Promise.all(
    [1, 2].map(() => takeInSbom(house, quality, { bytes, name: 'twice.json', release })),
  )
  const [left, right] = both.map(accepted)
  expect(left?.record.id).toBe(right?.record.id)
  expect([left?.known, right?.known].sort()).toEqual([false, true])
})

test('components are paged in one order, each once, and a foreign page mark is refused', async () => {
  const bytes = bom(
    ...['b', 'A', '가', 'a', '_'].map((name) => ({ type: 'library', name, version: '1', 'bom-ref': name })),
  )
  const { record } = accepted(await takeInSbom(house, quality, { bytes, name: 'order.json', release }))
  const names: string[] = []
  let after: string | undefined
  do {
    const page = accepted(
      await withOrganisation(house.database, quality.organisation, (client) =>
        readComponents(client, quality.organisation, { id: record.id, after, limit: 2 }),
      ),
    )
    names.push(...page.components.map(({ name }) => name))
    after = page.next ?? undefined
  } while (after !== undefined)
  expect(names).toEqual(['_', 'A', 'a', 'b', '가'])
  const foreign = await withOrganisation(house.database, quality.organisation, (client) =>
    readComponents(client, quality.organisation, { id: record.id, after: "1' or 1=1" }),
  )
  expect(foreign).toMatchObject({ ok: false, refusal: { field: 'after' } })
})

test('another organisation sees neither components nor findings, even when it asks for them by id', async () => {
  const other = await createOrganisation(house.database, {
    name: say('남', 'Other'),
    sample: false,
    at: house.now(),
  })
  for (const table of ['component_version', 'sbom_component', 'finding'])
    expect(await rowsOf(house, other.id, `select 1 from ${table}`)).toEqual([])
})
