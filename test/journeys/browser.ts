import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { type Browser, type BrowserContext, type Page, chromium as playwright } from 'playwright-core'

/** A reader at a screen: one context, one page, and everything the browser complained about meanwhile. */
export type Reader = {
  readonly page: Page
  readonly context: BrowserContext
  /** Console errors, broken scripts and violations of the content policy, with the address they happened at. */
  readonly complaints: () => readonly string[]
  readonly close: () => Promise<void>
}

export type Screen = { readonly language: 'ko' | 'en'; readonly width?: number }

/** Made for functions that share one process and trust every page; ours must be strict, or passkeys and policies lie. */
const unfit = ['--single-process', '--disable-web-security']

/** The browser npm brought along, or the machine's own where CHROMIUM_PATH names it. */
export async function openBrowser(): Promise<Browser> {
  const own = process.env.CHROMIUM_PATH
  if (own) return playwright.launch({ executablePath: own, args: ['--no-sandbox'] })
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: chromium.args.filter((argument) => !unfit.includes(argument)),
  })
}

export async function openReader(browser: Browser, screen: Screen): Promise<Reader> {
  const width = screen.width ?? 1280
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 844 : 900 },
    locale: screen.language === 'ko' ? 'ko-KR' : 'en-GB',
    timezoneId: 'Asia/Seoul',
    reducedMotion: 'reduce',
    acceptDownloads: true,
  })
  const page = await context.newPage()
  // Much work shares the machine: a step may be slow, and is never waited for by the clock.
  page.setDefaultTimeout(45_000)
  const complaints: string[] = []
  const tell = (what: string) => complaints.push(`${new URL(page.url()).pathname}: ${what}`)
  page.on('pageerror', (error) => tell(error.stack ?? error.message))
  page.on('console', (message) => {
    // Violations of the content policy arrive here as errors, too.
    if (message.type() === 'error') tell(message.text())
  })
  return { page, context, complaints: () => complaints, close: () => context.close() }
}

/** A folder for pictures that people look at after the run. */
export async function pictureFolder(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `maek-pictures-${name}-`))
  process.stdout.write(`pictures of ${name}: ${folder}\n`)
  return folder
}

/** Does something at the page; when it fails, a picture shows what the reader saw then. */
export async function watched<T>(reader: Reader, picture: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    await reader.page.screenshot({ path: picture, fullPage: true })
    process.stderr.write(`what the reader saw: ${picture}\n${reader.complaints().join('\n')}\n`)
    throw error
  }
}

export type Authenticator = { readonly remove: () => Promise<void> }

/** A passkey device of Chromium's own (WebAuthn section 11, virtual authenticators) that always says yes. */
export async function plugInAuthenticator({ context, page }: Reader): Promise<Authenticator> {
  const wire = await context.newCDPSession(page)
  await wire.send('WebAuthn.enable')
  const { authenticatorId } = await wire.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return {
    remove: () => wire.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId }).then(() => undefined),
  }
}
