import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { readPassport, submitManifest } from '@maek/domain/models/datasets/api.ts'
import { manifestText, type Told } from '@maek/domain/models/datasets/test/manifest-text.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { examples } from '../examples/models.ts'
import { accessibilityFaults, sidewaysOverflow } from './accessibility.ts'
import { openBrowser, openReader, pictureFolder } from './browser.ts'
import { claimLink, emptyPlace, type HouseProcess, journeyFolder, startHouse } from './house-process.ts'
import { act, claim, create, invite, type Member, SaidNo } from './member.ts'

/* A dataset from its first fingerprint to the day it turns out altered, over the real network and on the page. */

let folder = ''
let pictures = ''
let house: HouseProcess
let browser: Browser
let author: Member
let approver: Member
let dataset: StoredRecord

const password = 'a long phrase of my own'
beforeAll(async () => {
  folder = await journeyFolder()
  pictures = await pictureFolder('dataset-passport')
  browser = await openBrowser()
  house = await startHouse(await emptyPlace(join(folder, 'data')))
  const link = await claimLink(house)
  const chief = await claim(house, link, { name: '한새롬', email: 'chief@maker.example', password })
  author = await invite(chief, house, {
    ...{ name: '김자료', email: 'author@maker.example', password },
    roles: ['quality', 'engineer'],
  })
  approver = await invite(chief, house, {
    ...{ name: '박승인', email: 'approver@maker.example', password },
    roles: ['management', 'quality'],
  })
})
afterAll(async () => {
  await browser?.close()
  await house?.stop()
  await rm(folder, { recursive: true, force: true })
})

const items: readonly Told[] = Array.from({ length: 40 }, (_, n) => ({
  name: `i${n}`,
  content: `c${n}`,
  subject: `s${n >> 1}`,
  split: n < 24 ? 'training' : n < 30 ? 'tuning' : 'testing',
  label: n % 2 === 0 ? 'x' : 'y',
}))
const send = (told: readonly Told[]) =>
  author.call(submitManifest, { id: dataset.id, name: 'd.jsonl' }, Buffer.from(manifestText(told)))

test('a manifest with a patient on both sides is refused over the network, with how many', async () => {
  const {
    suppliers: _,
    sites: __,
    manifest: ___,
    rightsFiles: ____,
    contentSha256: _____,
    ...body
  } = examples.dataset ?? {}
  dataset = await create(author, 'dataset', body)
  const leaking = [...items, { name: 'z', content: 'z', subject: 's1', split: 'testing', label: 'x' }]
  const refused = await send(leaking).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(SaidNo)
  expect(String(refused)).toContain('1 subject in more than one split')
})

test('the dataset is approved with its manifest, and a later fingerprint shows what was altered', async () => {
  expect(await send(items)).toMatchObject({ into: 'draft' })
  await act(author, dataset, 'submit')
  await act(approver, dataset, 'approve')
  const poisoned = items
    .map((item, n) => (n < 3 ? { ...item, content: `poison${n}`, label: 'z' } : item))
    .slice(0, 39)
  expect(await send(poisoned)).toMatchObject({
    into: 'check',
    changes: { counts: { altered: 3, relabelled: 3, removed: 1 } },
  })
  const passport = await author.call(readPassport, { id: dataset.id })
  expect(passport.alterations).toMatchObject([{ changed: 7, explainedBy: [] }])
})

test.each([
  ['ko', 1280],
  ['en', 1280],
  ['ko', 390],
  ['en', 390],
] as const)('the page tells it in %s at %i pixels, for everybody', async (language, width) => {
  const reader = await openReader(browser, { language, width })
  const { page } = reader
  const signed = await page.request.post(`${house.address}/api/auth/sign-in/email`, {
    data: { email: author.email, password },
    headers: { origin: house.address },
  })
  expect(signed.ok()).toBe(true)
  await page.goto(`${house.address}/datasets/${dataset.id}`)
  await page.getByRole('alert').waitFor()
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: join(pictures, `passport-${language}-${width}.png`), fullPage: true })
  expect(await accessibilityFaults(page)).toEqual([])
  expect(await sidewaysOverflow(page)).toBe(0)
  expect(reader.complaints()).toEqual([])
  await reader.close()
})
