import type { Actor, StoredRecord } from '@maek/domain/record.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accepted, releaseOf, rowsOf, written } from '../../test/house-records.ts'
import { person, type StandingHouse, standingHouse } from '../../test/standing-house.ts'
import { draftNoticesOf } from './draft-notices.ts'

let house: StandingHouse
let quality: Actor
let release: StoredRecord
beforeAll(async () => {
  house = await standingHouse()
  quality = person(house.organisation, '김품질', 'quality')
  release = await releaseOf(house, quality)
  const siteOf = (name: string, siteType: string) =>
    written(house, quality, {
      kind: 'site',
      body: { name: { ko: name, en: '' }, siteType, country: '대한민국', releases: [release.id] },
    })
  const hospital = await siteOf('갑병원', 'hospital')
  await siteOf('을의원', 'clinic')
  await siteOf('가정 사용자', 'home')
  await written(house, quality, {
    kind: 'installation',
    body: { name: '판독실', site: hospital.id, release: release.id, units: 12, connection: 'internet' },
  })
})
afterAll(() => house.close())

const caseOf = (id: string, more: object = {}) =>
  written(house, quality, {
    kind: 'vulnerability-case',
    body: {
      name: `${id} 인증 우회`,
      vulnerability: id,
      component: 'pkg:generic/own@1',
      source: 'test',
      awareAt: '2026-11-20T00:00:00.000Z',
      releases: [release.id],
      ...more,
    },
  })
const draft = (named: string) => draftNoticesOf(house, quality, { case: named, key: undefined })
type Notice = {
  state: string
  body: { addressee: string; sites?: string[]; content: { ko: string; en: string } }
}
const noticesOf = (vulnerability: string) =>
  rowsOf<Notice>(
    house,
    quality.organisation,
    `select state, body from record where kind = 'notice' and title like '${vulnerability} %' order by number`,
  )

test('every place that runs an affected release is told by a draft, sorted by who they are', async () => {
  const about = await caseOf('OWN-1')
  const { drafted } = accepted(await draft(about.number))
  expect(drafted.map(({ addressee, duty }) => [addressee, duty])).toEqual([
    ['hospitals', null],
    ['users', null],
  ])
  const [hospitals] = await noticesOf('OWN-1')
  expect(hospitals?.body.sites).toHaveLength(2)
})

test('a draft states facts in both languages, leaves conclusions open, and is not sent', async () => {
  const [first] = await noticesOf('OWN-1')
  expect(first?.state).toBe('draft')
  for (const text of [first?.body.content.ko, first?.body.content.en]) {
    expect(text).toContain('OWN-1')
    expect(text).toContain(release.number)
    expect(text).toMatch(/\[(작성|write)/)
  }
})

test('asking again makes no second draft', async () => {
  const answer = accepted(await draft('VUL-2026-0001'))
  expect(answer.drafted).toEqual([])
  expect(answer.standing).toHaveLength(2)
  expect(await noticesOf('OWN-1')).toHaveLength(2)
})

test('an authority whose period runs is told of spread and severity', async () => {
  const about = await caseOf('OWN-2', {
    market: ['KR'],
    role: ['manufacturer'],
    vexStatus: 'affected',
    actionStatement: { ko: '외부망을 끊으십시오.', en: 'Cut the outside network.' },
  })
  const { drafted } = accepted(await draft(about.id))
  expect(drafted[0]).toMatchObject({ addressee: 'authority', duty: 'kr-vulnerability-notice' })
  const [authority] = await noticesOf('OWN-2')
  expect(authority?.body.content.en).toContain('3 sites, 12 units, 12 of them connected')
  expect(authority?.body.content.ko).toContain('외부망을 끊으십시오.')
})

test('once the flaw is remedied, the places supplied are told by the duty of the Enforcement Rule', async () => {
  const about = await caseOf('OWN-3', { market: ['KR'], role: ['manufacturer'], remediedOn: '2026-11-21' })
  const { drafted } = accepted(await draft(about.id))
  expect(drafted.map(({ duty }) => duty)).toEqual(['kr-fix-notice', 'kr-fix-notice'])
})

test('without anybody to tell the drafts are refused, as is a case that is not ours', async () => {
  const about = await caseOf('OWN-4', { releases: undefined })
  expect(await draft(about.id)).toMatchObject({ refusal: { code: 'conflict', field: 'case' } })
  expect(await draft('VUL-0000-0000')).toMatchObject({ refusal: { code: 'not-found' } })
})

test('who may not write about incidents drafts nothing', async () => {
  const auditor = person(house.organisation, '심사원', 'auditor')
  const about = await caseOf('OWN-5')
  expect(await draftNoticesOf(house, auditor, { case: about.id, key: undefined })).toMatchObject({
    refusal: { code: 'not-allowed' },
  })
})
