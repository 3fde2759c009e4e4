import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { accessibilityFaults, sidewaysOverflow } from './accessibility.ts'
import { openReader } from './browser.ts'

export type Surveyed = {
  readonly name: string
  readonly path: string
  /** The button of a dialogue that is looked at, too. */
  readonly opens?: { readonly ko: string; readonly en: string }
}

export type Survey = {
  readonly address: string
  readonly pages: readonly Surveyed[]
  readonly language: 'ko' | 'en'
  /** Cookies of somebody who is signed in. */
  readonly session: Awaited<ReturnType<BrowserContext['storageState']>>
  /** Where pictures go, for people to look at; none are made without it. */
  readonly pictures: string | undefined
}

/** A desk and a telephone, in pixels. */
const widths = [1280, 390] as const

/** Everything wrong with the pages on both screens, a line each: accessibility, overflow, complaints of the browser. */
export async function survey(browser: Browser, asked: Survey): Promise<string[]> {
  const { address, language, pictures } = asked
  const reader = await openReader(browser, { language })
  await reader.context.addCookies(asked.session.cookies)
  const { page } = reader
  const wrong: string[] = []
  for (const { name, path, opens } of asked.pages) {
    await page.goto(address + path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    // What a page shows late it has asked for by then; fonts move lines, and with them what overflows.
    await page.waitForLoadState('networkidle')
    await page.evaluate(() => document.fonts.ready.then(() => undefined))
    if (opens) await openDialogue(page, opens[language])
    const reached = new URL(page.url()).pathname
    if (reached !== path.replace(/\?.*/, '')) wrong.push(`${name}: led to ${reached}`)
    for (const width of widths) {
      await turnTo(page, width)
      if (pictures)
        await page.screenshot({ path: join(pictures, `${name}-${language}-${width}.png`), fullPage: true })
      const overflow = await sidewaysOverflow(page)
      const faults = [
        ...(await accessibilityFaults(page)),
        ...(overflow > 0 ? [`${overflow} pixels too wide`] : []),
      ]
      wrong.push(...faults.map((fault) => `${name} at ${width}: ${fault}`))
    }
  }
  wrong.push(...reader.complaints())
  await reader.close()
  return wrong
}

/** Opens a dialogue and waits until it stands still: half-shown text has no contrast to judge. */
async function openDialogue(page: Page, button: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).first().click()
  await page.getByRole('dialog').waitFor()
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map(({ finished }) => finished)).then(() => undefined),
  )
}

/** The same page on another screen: it lays itself out anew, as when a window is drawn narrow. */
async function turnTo(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: width < 600 ? 844 : 900 })
  // Two frames: observers of size speak after the first, and what they changed is drawn in the second.
  await page.evaluate(
    () =>
      new Promise<void>((done) => {
        requestAnimationFrame(() => {
          requestAnimationFrame(() => {
            done()
          })
        })
      }),
  )
}
