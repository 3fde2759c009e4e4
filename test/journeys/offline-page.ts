import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { openReader } from './browser.ts'

export type Shown = {
  readonly ko: string
  readonly en: string
  /** Every line of a check that failed. */
  readonly failing: readonly string[]
  readonly complaints: readonly string[]
  /** Addresses it asked for that are not on the disk; there must be none. */
  readonly outside: readonly string[]
}

/** Opens the page that travels in a pack from the disk, gives it a pack, and reads what it shows. */
export async function checkInBrowser(
  browser: Browser,
  told: { readonly page: string; readonly pack: string; readonly picture: string },
): Promise<Shown> {
  const reader = await openReader(browser, { language: 'ko' })
  const { page } = reader
  const outside: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith('file:')) outside.push(request.url())
  })
  await page.goto(pathToFileURL(told.page).href)
  await page.getByLabel(/심사 자료 ZIP을 고르거나/).setInputFiles(told.pack)
  const verdict = page.locator('.verdict strong')
  await verdict.waitFor()
  const shown = {
    ko: (await verdict.locator('[lang=ko]').textContent()) ?? '',
    en: (await verdict.locator('[lang=en]').textContent()) ?? '',
    failing: await page.locator('li.bad').allTextContents(),
    complaints: reader.complaints(),
    outside,
  }
  await page.screenshot({ path: told.picture, fullPage: true })
  await reader.close()
  return shown
}
