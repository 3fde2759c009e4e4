import { installation } from '@maek/domain/products/installation.ts'
import type { Actor, StoredRecord } from '@maek/domain/record.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { approveOutright } from '../../../test/approved-outright.ts'
import { accepted, releaseOf, written } from '../../../test/house-records.ts'
import { person, type StandingHouse, standingHouse } from '../../../test/standing-house.ts'
import { withOrganisation } from '../../database/scope.ts'
import { editOne } from '../../edit-one.ts'
import { findRecord } from '../../records/find.ts'
import { readGrounds } from './ground-changes.ts'

let house: StandingHouse
let quality: Actor
beforeAll(async () => {
  house = await standingHouse()
  quality = person(house.organisation, '김품질', 'quality')
})
afterAll(() => house.close())

const site = (name: string) =>
  written(house, quality, {
    kind: 'site',
    body: { name: { ko: name, en: name }, siteType: 'hospital', country: 'KR' },
  })

async function systemInUse(): Promise<{ system: StoredRecord; release: StoredRecord }> {
  const release = await releaseOf(house, quality)
  const owner = await written(house, quality, {
    kind: 'person',
    body: { name: { ko: '김책임', en: 'Kim' }, engagement: 'employee' },
  })
  const system = await written(house, quality, {
    kind: 'ai-system',
    body: {
      name: { ko: '시험 AI', en: 'Test AI' },
      ...{ use: 'device', roles: ['developer'], purpose: { ko: '시험', en: 'Test' }, owner: owner.id },
    },
  })
  const model = await written(house, quality, {
    kind: 'model-version',
    body: {
      ...{ name: '시험 모델', version: '1.0.0', aiSystem: system.id, output: 'score' },
      releases: [release.id],
    },
  })
  const { organisation } = quality
  await approveOutright(house.database.owner, organisation, { record: model.id, at: house.now() })
  return { system, release }
}

const sitesOf = (system: StoredRecord) =>
  withOrganisation(house.database, quality.organisation, async (client) =>
    (await readGrounds(client, quality.organisation, system)).changes
      .filter(({ ground }) => ground === 'site')
      .map(({ record, at }) => ({ site: record.id, at })),
  )

test('a unit that moves to a site where the AI never was is a new site from that moment, not from its first entry', async () => {
  const { system, release } = await systemInUse()
  const [old, other] = [await site('가온병원'), await site('나라병원')]
  const unit = await written(house, quality, {
    kind: installation.name,
    body: { name: 'SN-1', site: old.id, release: release.id },
  })
  expect(await sitesOf(system)).toEqual([{ site: old.id, at: unit.createdAt }])
  const { record } = accepted(
    await withOrganisation(house.database, quality.organisation, (client) =>
      findRecord(client, quality.organisation, { kind: installation.name, id: unit.id }),
    ),
  )
  house.at('2026-11-22T00:00:00.000Z')
  const moved = accepted(
    await editOne(house, quality, {
      ...{ kind: installation, record, version: record.version },
      changed: { site: other.id },
    }),
  )
  expect(await sitesOf(system)).toEqual([{ site: other.id, at: moved.updatedAt }])
  expect(moved.updatedAt).not.toBe(unit.createdAt)
})

test('an upgrade where the AI already was is no new site', async () => {
  const { system, release } = await systemInUse()
  const place = await site('다솜병원')
  const unit = await written(house, quality, {
    kind: installation.name,
    body: { name: 'SN-2', site: place.id, release: release.id },
  })
  house.at('2026-11-23T00:00:00.000Z')
  house.at('2026-11-23T00:00:00.000Z')
  await editOne(house, quality, {
    ...{ kind: installation, record: unit, version: unit.version },
    changed: { note: '판올림' },
  })
  expect(await sitesOf(system)).toEqual([{ site: place.id, at: unit.createdAt }])
})

test('an AI that comes by an edited release is there from the edit; a later upgrade of it is no arrival', async () => {
  const { system, release } = await systemInUse()
  const other = await releaseOf(house, quality)
  const place = await site('라온병원')
  const unit = await written(house, quality, {
    kind: installation.name,
    body: { name: 'SN-3', site: place.id, release: other.id },
  })
  expect(await sitesOf(system)).toEqual([])
  house.at('2026-11-24T00:00:00.000Z')
  const upgraded = accepted(
    await editOne(house, quality, {
      ...{ kind: installation, record: unit, version: unit.version },
      changed: { release: release.id },
    }),
  )
  expect(await sitesOf(system)).toEqual([{ site: place.id, at: upgraded.updatedAt }])
  house.at('2026-11-25T00:00:00.000Z')
  await editOne(house, quality, {
    ...{ kind: installation, record: upgraded, version: upgraded.version },
    changed: { note: '점검' },
  })
  expect(await sitesOf(system)).toEqual([{ site: place.id, at: upgraded.updatedAt }])
})
