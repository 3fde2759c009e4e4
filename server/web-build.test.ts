import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { utf8Bytes, utf8Text } from '@maek/ledger/bytes.ts'
import { makePack, type PackFiles, policyText } from '@maek/ledger/test/small-pack.ts'
import { policyDigest } from '@maek/ledger/verify.ts'
import chromium from '@sparticuz/chromium'
import { type Browser, type Page, chromium as playwright } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { zipped } from '../test/zipped.ts'
import { ensureVerifyPage } from './web-build.ts'

const cannotRun = process.platform !== 'linux' || process.arch !== 'x64'

let folder: string
let browser: Browser
let page: Page
const outside: string[] = []
const complaints: string[] = []

beforeAll(async () => {
  if (cannotRun) return
  folder = await mkdtemp(join(tmpdir(), 'maek-verify-'))
  await writeFile(join(folder, 'verify.html'), await ensureVerifyPage())
  browser = await playwright.launch({ args: chromium.args, executablePath: await chromium.executablePath() })
  page = await browser.newPage()
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('request', (request) => {
    if (!request.url().startsWith('file:')) outside.push(request.url())
  })
  await page.goto(pathToFileURL(join(folder, 'verify.html')).href)
})
afterAll(async () => {
  if (cannotRun) return
  await browser.close()
  await rm(folder, { recursive: true })
})

async function shown(bytes: Uint8Array): Promise<{ verdict: string; bad: string[]; text: string }> {
  const name = `pack-${(await readdir(folder)).length}.zip`
  const path = join(folder, name)
  await writeFile(path, bytes)
  await page.setInputFiles('input[type=file]', path)
  await page.locator('.verdict + .progress', { hasText: name }).waitFor()
  const verdict = await page.locator('.verdict').textContent()
  const bad = await page.locator('li.bad').allTextContents()
  return { verdict: verdict ?? '', bad, text: (await page.locator('main').textContent()) ?? '' }
}

function changed(name: string, from: string, to: string): PackFiles {
  const files = makePack()
  const text = utf8Text(files.get(name) ?? new Uint8Array(0)) ?? ''
  expect(text).toContain(from)
  files.set(name, utf8Bytes(text.replace(from, to)))
  return files
}

test.skipIf(cannotRun)(
  'opened from a disk, the page shows nine passed steps and the digest to compare (Linux x64)',
  async () => {
    const { verdict, bad, text } = await shown(await zipped(makePack()))
    expect(verdict).toContain('모든 확인 통과')
    expect(verdict).toContain('Every check passed')
    expect(bad).toEqual([])
    expect(await page.locator('li.good').count()).toBe(9)
    expect(await page.locator('.policy code').textContent()).toBe(policyDigest(utf8Bytes(policyText)))
    expect(text).toContain('품질매뉴얼')
  },
)

test.skipIf(cannotRun)(
  'a tampered pack shows exactly what is wrong, in both languages (Linux x64)',
  async () => {
    const record = await shown(await zipped(changed('records/R1.json', '문서 1', '문서 9')))
    expect(record.verdict).toContain('믿을 수 없는 자료')
    expect(record.bad).toHaveLength(2)
    expect(record.bad[0]).toContain('records/R1.json의 내용이 바뀌었습니다.')
    expect(record.bad[1]).toContain('records/R1.json: its content is not what entry')
    const files = makePack()
    for (const name of files.keys()) if (name.startsWith('tile/entries/')) files.delete(name)
    expect((await shown(await zipped(files))).bad.join()).toContain('is missing')
  },
)

test.skipIf(cannotRun)('what is no pack is told so, and nothing left the computer (Linux x64)', async () => {
  const { verdict } = await shown(utf8Bytes('not a zip'))
  expect(verdict).toContain('ZIP 파일이 아니거나')
  expect(outside).toEqual([])
  expect(complaints).toEqual([])
})
