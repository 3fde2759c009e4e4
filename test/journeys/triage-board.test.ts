import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { listFindings } from '@maek/domain/vulnerabilities/api.ts'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessibilityFaults, sidewaysOverflow } from './accessibility.ts'
import { openBrowser, openReader, pictureFolder, type Reader, watched } from './browser.ts'
import { claimLink, emptyPlace, type HouseProcess, journeyFolder, startHouse } from './house-process.ts'

/* The sample company's board, worked at by keyboard alone: found, chosen, decided. Each test needs those before it. */

let folder = ''
let pictures = ''
let house: HouseProcess
let browser: Browser
let reader: Reader

beforeAll(async () => {
  folder = await journeyFolder()
  pictures = await pictureFolder('triage-board')
  browser = await openBrowser()
  house = await startHouse(await emptyPlace(join(folder, 'data')))
  reader = await openReader(browser, { language: 'ko' })
  const { page } = reader
  await page.goto(await claimLink(house))
  await page.getByLabel('이름').fill('한새롬')
  await page.getByLabel('이메일').fill('board@maker.example')
  await page.getByLabel('비밀번호', { exact: true }).fill('a long phrase of my own')
  await page.getByRole('button', { name: '시작하기' }).click()
  await page.getByRole('heading', { level: 1, name: '오늘' }).waitFor()
})
afterAll(async () => {
  await browser?.close()
  await house?.stop()
  await rm(folder, { recursive: true, force: true })
})

const atPage = (name: string, work: () => Promise<void>) =>
  watched(reader, join(pictures, `failed-${name}.png`), work)

const rows = () => reader.page.locator('tr[data-finding]')
const focused = () => reader.page.evaluate(() => document.activeElement?.id ?? '')
const focusedName = () => reader.page.evaluate(() => document.activeElement?.getAttribute('aria-label'))

test('letters typed into the search field stay letters', () =>
  atPage('typing', async () => {
    const { page } = reader
    await page.goto(`${house.address}/findings`)
    await rows().first().waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('jxd')
    expect(await page.getByRole('searchbox').inputValue()).toBe('jxd')
    expect(await page.getByRole('dialog').count()).toBe(0)
    await page.getByText('이 조건에 맞는 항목이 없습니다').waitFor()
    await page.getByRole('searchbox').fill('')
    await rows().first().waitFor()
  }))

test('the keys are told on the page, and can be switched off', () =>
  atPage('keys', async () => {
    const { page } = reader
    await page.getByRole('button', { name: '키보드로 일하기' }).click()
    const help = page.getByRole('dialog')
    await help.getByText('다음 항목', { exact: true }).waitFor()
    const onOff = (checked: boolean) => help.getByRole('switch', { name: '한 글자 단축키 쓰기', checked })
    await onOff(true).press('Space')
    await onOff(false).waitFor()
    await page.keyboard.press('Escape')
    await help.waitFor({ state: 'detached' })
    expect(await focusedName()).toBe('키보드로 일하기')
    await page.keyboard.press('j')
    expect(await focused()).not.toBe('finding-0')
    await page.keyboard.press('Enter')
    await onOff(false).press('Space')
    await onOff(true).waitFor()
    await page.keyboard.press('Escape')
    await help.waitFor({ state: 'detached' })
    expect(await focusedName()).toBe('키보드로 일하기')
  }))

test('j and k move, x chooses, and one decision is made for what was chosen', () =>
  atPage('decide', async () => {
    const { page } = reader
    await page.keyboard.press('j')
    expect(await focused()).toBe('finding-0')
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.keyboard.press('k')
    expect(await focused()).toBe('finding-1')
    await page.getByText('2건 고름').waitFor()
    await page.keyboard.press('d')
    const dialogue = page.getByRole('dialog')
    await dialogue.getByRole('combobox', { name: /^판정/ }).click()
    await page.getByRole('option', { name: '영향 없음', exact: true }).click()
    await dialogue.getByRole('combobox', { name: /^영향 없음 사유/ }).click()
    await page.getByRole('option', { name: '취약 코드가 실행되지 않음' }).click()
    await dialogue.getByRole('textbox', { name: /^판정의 근거/ }).fill('호출 그래프에 닿는 경로가 없다.')
    expect(await accessibilityFaults(page)).toEqual([])
    await dialogue.getByRole('button', { name: '판정하고 승인 요청' }).click()
    await dialogue.getByText('승인 대기').waitFor()
    await dialogue.getByRole('button', { name: '닫기', exact: true }).click()
    expect(await page.getByText('2건 고름').count()).toBe(0)
    const answer = await page.request.get(`${house.address}/api${listFindings.path}?mine=true`)
    const { findings } = listFindings.output.parse(await answer.json())
    expect(findings.map(({ state }) => state)).toEqual(['in-triage', 'in-triage'])
    expect(new Set(findings.map(({ pending }) => pending?.number)).size).toBe(1)
  }))

test('Enter opens the finding, with what was decided about it', () =>
  atPage('open', async () => {
    const { page } = reader
    await rows().nth(1).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: /^(CVE|GHSA|PYSEC)-/ }).waitFor()
    await page.getByRole('region', { name: '판정 이력' }).getByText('승인 대기').waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await sidewaysOverflow(page)).toBe(0)
  }))

test('the browser had nothing to complain about on the way', () => {
  expect(reader.complaints()).toEqual([])
})
