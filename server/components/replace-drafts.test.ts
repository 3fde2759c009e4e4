import { sbom } from '@maek/domain/components/sbom.ts'
import { decideAction } from '@maek/domain/decide.ts'
import type { Actor } from '@maek/domain/record.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accepted, releaseOf, rowsOf } from '../../test/house-records.ts'
import { person, type StandingHouse, standingHouse } from '../../test/standing-house.ts'
import { withOrganisation } from '../database/scope.ts'
import { editOne } from '../edit-one.ts'
import { findRecord } from '../records/find.ts'
import { takeInSbom } from './intake.ts'
import { replaceDrafts } from './replace-drafts.ts'

let house: StandingHouse
let engineer: Actor
beforeAll(async () => {
  house = await standingHouse()
  engineer = person(house.organisation, '김개발', 'engineer')
})
afterAll(() => house.close())

/** Takes in what a build made; the component tells one build from another. */
async function build(release: string, subject: { name: string; version: string }, component: string) {
  const bytes = Buffer.from(
    JSON.stringify({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      metadata: { component: { type: 'application', ...subject } },
      components: [{ type: 'library', name: component, version: '1' }],
    }),
  )
  return accepted(await takeInSbom(house, engineer, { bytes, name: 'bom.json', release })).record
}
const stateOf = async (id: string) =>
  (
    await rowsOf<{ state: string }>(
      house,
      house.organisation.id,
      `select state from record where id = '${id}'`,
    )
  )[0]?.state
const readOne = async (id: string) =>
  accepted(
    await withOrganisation(house.database, house.organisation.id, (client) =>
      findRecord(client, house.organisation.id, { kind: sbom.name, id }),
    ),
  ).record

test('the build of today takes the place of the untouched drafts of that name, and of nothing else', async () => {
  const { id: release } = await releaseOf(house, person(house.organisation, '박품질', 'quality'))
  const first = await build(release, { name: 'app', version: '1.2.0+build.1' }, 'old')
  const worked = await build(release, { name: 'app', version: '1.2.0+build.2' }, 'older')
  const container = await build(release, { name: 'container', version: '1.2.0' }, 'base')
  const record = await readOne(worked.id)
  accepted(
    await editOne(house, engineer, {
      kind: sbom,
      record,
      changed: { author: '개발팀' },
      version: record.version,
    }),
  )
  const today = await build(release, { name: 'app', version: '1.2.0+build.3' }, 'new')
  expect(accepted(await replaceDrafts(house, engineer, today))).toEqual([
    { id: first.id, number: first.number },
  ])
  expect(await Promise.all([first, worked, container, today].map(({ id }) => stateOf(id)))).toEqual([
    'retired',
    'draft',
    'draft',
    'draft',
  ])
  expect(accepted(await replaceDrafts(house, engineer, today))).toEqual([])
})

test('a draft made by revising what was approved is not discarded, whoever asks', async () => {
  const { id: release } = await releaseOf(house, person(house.organisation, '박품질', 'quality'), '2.0.0')
  const { id } = await build(release, { name: 'app', version: '2.0.0' }, 'kept')
  const record = { ...(await readOne(id)), approvedVersion: 1 }
  const act = { actor: engineer, at: house.now(), reason: 'x' }
  const request = { action: 'discard', version: record.version, links: { out: [], in: [] } }
  expect(decideAction({ kind: sbom, record }, request, act)).toMatchObject({
    ok: false,
    refusal: { code: 'conflict', field: 'state' },
  })
})
