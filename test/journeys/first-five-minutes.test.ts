import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { listRecords } from '@maek/domain/api.ts'
import { readRequirement } from '@maek/domain/assurance/api.ts'
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openBrowser, openReader, pictureFolder, type Reader, watched } from './browser.ts'
import { claimLink, emptyPlace, type HouseProcess, journeyFolder, startHouse } from './house-process.ts'
import { answerOf, maek } from './maek-command.ts'
import { survey } from './page-survey.ts'
import { surveyedPages } from './surveyed-pages.ts'

/*
 * A newcomer with the sample company, by hand: every step is a click or a typed word, found by role and label as a
 * reader or a screen reader finds it. Each test is one step and needs those before it.
 */

let folder = ''
let pictures = ''
let house: HouseProcess
let browser: Browser
let reader: Reader
let session: Awaited<ReturnType<BrowserContext['storageState']>>

let failed = ''
beforeEach(({ skip }) => {
  if (failed !== '') skip(`the step before failed: ${failed}`)
})
afterEach(({ task }) => {
  if (task.result?.state === 'fail') failed = task.name
})
beforeAll(async () => {
  folder = await journeyFolder()
  pictures = await pictureFolder('first-five-minutes')
  browser = await openBrowser()
  house = await startHouse(await emptyPlace(join(folder, 'data')))
  reader = await openReader(browser, { language: 'ko' })
})
afterAll(async () => {
  await browser?.close()
  await house?.stop()
  if (failed !== '') process.stderr.write(house?.logged() ?? '')
  await rm(folder, { recursive: true, force: true })
})

/** One step at the page, with a picture of what was seen if it fails. */
const atPage = (name: string, work: () => Promise<void>) =>
  watched(reader, join(pictures, `failed-${name}.png`), work)

test('the one-time link is opened, and a name and a password make an administrator', () =>
  atPage('claim', async () => {
    const { page } = reader
    await page.goto(await claimLink(house))
    await page.getByLabel('이름').pressSequentially('한새롬')
    await page.getByLabel('이메일').pressSequentially('newcomer@maker.example')
    await page.getByLabel('비밀번호', { exact: true }).pressSequentially('a long phrase of my own')
    await page.screenshot({ path: join(pictures, 'claim-ko.png') })
    await page.getByRole('button', { name: '시작하기' }).click()
    await page.getByRole('heading', { level: 1, name: '오늘' }).waitFor()
    session = await reader.context.storageState()
  }))

test('home answers its three questions with something, in Korean and then in English', () =>
  atPage('home', async () => {
    const { page } = reader
    const questions = {
      ko: ['기한이 있는 일', '내 서명을 기다리는 일', '충족을 막는 것'],
      en: ['What is due', 'Awaiting my signature', 'What keeps requirements from being met'],
    }
    for (const language of ['ko', 'en'] as const) {
      for (const question of questions[language]) {
        const panel = page.getByRole('region', { name: question })
        await panel.getByRole('listitem').first().waitFor()
      }
      if (language === 'ko') await page.getByRole('button', { name: 'English' }).click()
    }
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor()
    await page.getByRole('button', { name: '한국어' }).click()
    await page.getByRole('heading', { level: 1, name: '오늘' }).waitFor()
  }))

test('a red cell of the readiness map leads to its reason, a prefilled form, and a better answer', () =>
  atPage('mend', async () => {
    const { page } = reader
    const before = await requirement()
    expect(before.verdict).toBe('not-met')
    await page.getByRole('link', { name: '준비도', exact: true }).click()
    await page.getByRole('link', { name: '디지털의료기기 전자적 침해행위 보안 지침' }).click()
    await page.getByRole('link', { name: /^제7조 .*미충족/ }).click()
    await page.getByText(before.because.ko).first().waitFor()
    await page.screenshot({ path: join(pictures, 'requirement-ko.png'), fullPage: true })
    await page.getByRole('button', { name: '보호조치 작성' }).click()
    await page.getByRole('heading', { level: 1, name: /새 보호조치/ }).waitFor()
    // What the requirement already knows stands in the form: its article, and the device it is about.
    expect(await page.getByRole('combobox', { name: /^조항/ }).inputValue()).toContain('제7조')
    await page.getByText(/^DEV-/).first().waitFor()
    await page.getByLabel('한국어').first().pressSequentially('입력 파일 확인')
    await page.getByLabel('English').first().pressSequentially('Check of input files')
    await choose('적용 대상', '제품')
    await choose('이행 상태', '이행')
    await choose('담당자', /최지안/)
    await page.screenshot({ path: join(pictures, 'form-ko.png'), fullPage: true })
    await page.getByRole('button', { name: '저장' }).click()
    await page.getByRole('heading', { level: 1, name: /입력 파일 확인/ }).waitFor()
    const after = await requirement()
    // The answer has seen the new record: it still falls short, and says now of what.
    expect([after.verdict, after.because, after.lacking]).not.toEqual([
      before.verdict,
      before.because,
      before.lacking,
    ])
  }))

test('a pack is downloaded from the page and verified on the command line', () =>
  atPage('pack', async () => {
    const { page } = reader
    await page.getByRole('link', { name: '심사 자료집' }).click()
    const row = page.getByRole('listitem').filter({ hasText: '전자적 침해행위 보안 지침' })
    const [pack] = await Promise.all([
      page.waitForEvent('download'),
      row.getByRole('button', { name: '자료집 내려받기' }).click(),
    ])
    const saved = join(folder, pack.suggestedFilename())
    await pack.saveAs(saved)
    const verified = await maek(house.place, 'verify', saved)
    expect(verified, verified.out).toMatchObject({ exit: 0 })
  }))

test('the browser had nothing to complain about on the way', () => {
  expect(reader.complaints()).toEqual([])
})

test.each(['ko', 'en'] as const)(
  'every page in %s is accessible, fits, and runs clean on a desk and on a telephone',
  async (language) => {
    const pages = await surveyedPages(async (kind) => {
      const shape = listRecords.output
      return (await answerOf(house, shape, 'api', 'listRecords', `kind=${kind}`, 'limit=1')).rows[0]
    })
    const { address } = house
    const looked = process.env.MAEK_PICTURES ? pictures : undefined
    expect(await survey(browser, { address, pages, language, session, pictures: looked })).toEqual([])
  },
)

async function requirement() {
  const asked = ['framework=kr-security-notice', 'ref=Art.7']
  const { answer } = await answerOf(house, readRequirement.output, 'api', 'readRequirement', ...asked)
  return answer
}

/** Picks from a list as a hand does: opens it by its label, then clicks the choice. */
async function choose(label: string, choice: string | RegExp): Promise<void> {
  const { page } = reader
  await page.getByRole('combobox', { name: new RegExp(`^${label}`) }).click()
  await page.getByRole('option', { name: choice, exact: true }).click()
}
