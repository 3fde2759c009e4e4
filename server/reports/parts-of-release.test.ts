import { componentPolicy } from '@maek/domain/components/component-policy.ts'
import type { Actor } from '@maek/domain/record.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accepted, releaseOf, written } from '../../test/house-records.ts'
import { person, type StandingHouse, standingHouse } from '../../test/standing-house.ts'
import { takeInSbom } from '../components/intake.ts'
import { findSubject } from '../components/subject.ts'
import { withOrganisation } from '../database/scope.ts'
import { takePen } from '../sample/pen.ts'
import { readBill } from '../vulnerabilities/exchange/bill.ts'
import { readGateLicences } from './gate-licences.ts'

let house: StandingHouse
let quality: Actor
let release: string
beforeAll(async () => {
  house = await standingHouse()
  quality = person(house.organisation, '김품질', 'quality')
  release = (await releaseOf(house, quality)).id
})
afterAll(() => house.close())

const inside = <T>(work: Parameters<typeof withOrganisation<T>>[2]) =>
  withOrganisation(house.database, house.organisation.id, work)

async function part(name: string, version: string, licence: string): Promise<string> {
  const bytes = Buffer.from(
    JSON.stringify({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      metadata: { component: { type: 'application', name, version } },
      components: [
        { type: 'library', name: `of-${name}`, version, licenses: [{ license: { id: licence } }] },
      ],
    }),
  )
  return accepted(await takeInSbom(house, quality, { bytes, name: 'bom.json', release })).record.number
}
const subject = async () =>
  accepted(await inside((client) => findSubject(client, house.organisation.id, { release })))
const bill = (asked: object) =>
  inside((client) => readBill(client, house.organisation.id, { ...asked, now: house.now() }))

test('a later SBOM of the same thing stands for the release alone', async () => {
  await part('app', '1.0.0', 'MIT')
  const newer = await part('app', '1.0.1', 'MIT')
  expect(await subject()).toMatchObject({ sbom: { number: newer }, others: [] })
  expect((await bill({ release })).ok).toBe(true)
})

test('SBOMs of several parts are told with the one looked at, and none goes out as the whole release', async () => {
  const container = await part('container', '1.0.0', 'GPL-3.0-only')
  const { sbom, others } = await subject()
  expect([sbom, ...others].map(({ number }) => number)).toEqual([container, expect.stringMatching(/^SBM-/)])
  const refused = await bill({ release })
  expect(refused).toMatchObject({ ok: false, refusal: { code: 'conflict', field: 'sbom' } })
  expect(!refused.ok && refused.refusal.because.en).toContain(container)
  expect((await bill({ sbom: container })).ok).toBe(true)
})

test('the gate judges the licences of every part, and tells a component of several once', async () => {
  const pen = takePen(house, house.organisation.id)
  const owner = await written(house, quality, {
    kind: 'person',
    body: { name: { ko: '이보안', en: '' }, engagement: 'employee', position: '보안' },
  })
  const draft = await pen.write(componentPolicy, {
    name: '구성요소 방침',
    owner: owner.id,
    classes: [{ class: 'strong-copyleft', ruling: 'forbidden' }],
    undeclared: 'review',
    notRecognised: 'review',
    criticalDays: 14,
    highDays: 30,
    mediumDays: 90,
    lowDays: 180,
    blocks: ['critical'],
    rationale: '시험',
  })
  await pen.lead(draft, 'submit', 'approve')
  await part('app', '1.0.2', 'MIT')
  const asked = { release, device: null, now: house.now() }
  const { forbidden } = await inside((client) => readGateLicences(client, house.organisation.id, asked))
  expect(forbidden).toMatchObject([{ component: 'of-container 1.0.0', licence: 'GPL-3.0-only' }])
})
