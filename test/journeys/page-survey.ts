import { join } from 'node:path'
import type { Browser, BrowserContext } from 'playwright-core'
import { accessibilityFaults, sidewaysOverflow } from './accessibility.ts'
import { openReader } from './browser.ts'

export type Surveyed = { readonly name: string; readonly path: string }

export type Survey = {
  readonly address: string
  readonly pages: readonly Surveyed[]
  readonly language: 'ko' | 'en'
  readonly width: number
  /** Cookies of somebody who is signed in. */
  readonly session: Awaited<ReturnType<BrowserContext['storageState']>>
  readonly pictures: string
}

/** Everything wrong with the pages on one screen, a line each: accessibility, overflow, complaints of the browser. */
export async function survey(browser: Browser, asked: Survey): Promise<string[]> {
  const { address, language, width } = asked
  const reader = await openReader(browser, { language, width })
  await reader.context.addCookies(asked.session.cookies)
  const { page } = reader
  const wrong: string[] = []
  for (const { name, path } of asked.pages) {
    await page.goto(address + path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    // What a page shows late it has asked for by then; fonts move lines, and with them what overflows.
    await page.waitForLoadState('networkidle')
    await page.evaluate(() => document.fonts.ready.then(() => undefined))
    await page.screenshot({ path: join(asked.pictures, `${name}-${language}-${width}.png`), fullPage: true })
    const reached = new URL(page.url()).pathname
    if (reached !== path.replace(/\?.*/, '')) wrong.push(`${name}: led to ${reached}`)
    const overflow = await sidewaysOverflow(page)
    const faults = [
      ...(await accessibilityFaults(page)),
      ...(overflow > 0 ? [`${overflow} pixels too wide`] : []),
    ]
    wrong.push(...faults.map((fault) => `${name}: ${fault}`))
  }
  wrong.push(...reader.complaints())
  await reader.close()
  return wrong
}
