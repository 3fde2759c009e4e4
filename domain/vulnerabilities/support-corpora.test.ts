import { readFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { readSbom } from '../components/read-sbom.ts'
import { cycleFor, cycleQuestionOf, supportOfCycle } from '../components/support-cycle.ts'
import { filesOfZip, isOutsidePresent, outsideFile } from '../components/test/outside-files.ts'
import { readSupportDates, type SupportedProduct } from './support-dates.ts'

vi.setConfig({ testTimeout: 120_000 })

const shelter = 'sboms/bom-shelter-a.zip'
const dates = 'eol/endoflife-products.json'

function productsByKey(): ReadonlyMap<string, SupportedProduct> {
  const read = readSupportDates(JSON.parse(readFileSync(outsideFile(dates), 'utf8')))
  if (!read.ok) throw new Error(read.refusal.because.en)
  return new Map(
    read.value.rows.flatMap((product) => [
      [`product ${product.name}`, product] as const,
      ...product.identifiers.map(({ scheme, identifier }) => [`${scheme} ${identifier}`, product] as const),
    ]),
  )
}

test.skipIf(!isOutsidePresent(shelter, dates))(
  'published life cycles speak of 18,060 of 63,548 components of real containers, the rest stays unknown (skipped without the outside data)',
  () => {
    const products = productsByKey()
    const count = { all: 0, asked: 0, known: 0, ended: 0 }
    for (const [, bytes] of filesOfZip(shelter)) {
      const list = readSbom(bytes)
      if (!list.ok) continue
      for (const { type, name, version = null, purl = null, cpe = null } of list.value.components) {
        count.all += 1
        const question = cycleQuestionOf({ type, name, version, purl, cpe })
        if (!question) continue
        count.asked += 1
        for (const { scheme, text } of question.identifiers) {
          const product = products.get(`${scheme} ${text}`)
          const cycles = product?.cycles.map(({ supportUntil, eol, ...rest }) => ({
            ...rest,
            product: product.name,
            title: product.title,
            activeUntil: supportUntil,
            endsOn: eol,
          }))
          const cycle = cycles && cycleFor(question.version, cycles)
          if (!cycle) continue
          count.known += 1
          if (supportOfCycle(cycle, '2026-11-22').ended) count.ended += 1
          break
        }
      }
    }
    expect(count).toEqual({ all: 63_548, asked: 44_059, known: 18_060, ended: 15_050 })
  },
)
