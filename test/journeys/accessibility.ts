import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { z } from 'zod'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

const found = z.array(
  z.object({
    id: z.string(),
    help: z.string(),
    nodes: z.array(z.object({ target: z.array(z.unknown()), failureSummary: z.string().optional() })),
  }),
)

/** What axe finds against WCAG 2.2 AA on the page as it stands, one line a place; empty when all is well. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // Evaluated, not added as a script: our content policy lets no foreign script into the page, and shall not.
  await page.evaluate(axe)
  const told: unknown = await page.evaluate(
    async (run) => {
      const place: { axe?: { run: (where: Document, options: object) => Promise<unknown> } } & object = window
      const answer = await place.axe?.run(document, { runOnly: run, resultTypes: ['violations'] })
      return typeof answer === 'object' && answer !== null && 'violations' in answer
        ? answer.violations
        : null
    },
    { type: 'tag', values: tags },
  )
  return found.parse(told).flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => {
      const why = failureSummary.replaceAll(/\s+/g, ' ')
      return `${id} (${help}) at ${target.join(' ')}: ${why}`
    }),
  )
}

/** By how many pixels the page, or a dialogue on it, must be pushed sideways to be read whole; WCAG 1.4.10 asks for none. */
export function sidewaysOverflow(page: Page): Promise<number> {
  return page.evaluate(() => {
    const frames = [document.documentElement, ...document.querySelectorAll('[role=dialog]')]
    return Math.max(...frames.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth))
  })
}
