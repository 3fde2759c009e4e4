import exact from 'spdx-expression-parse'
import { expect, test, vi } from 'vitest'
import { formatLicence } from './licence-expression.ts'
import { readLicence, readLicences } from './licence-reading.ts'
import { readSbom } from './read-sbom.ts'
import { filesOfZip, isOutsidePresent } from './test/outside-files.ts'

vi.setConfig({ testTimeout: 120_000 })

const shelter = 'sboms/bom-shelter-a.zip'
const cycloneDx = 'sboms/cyclonedx-bom-examples.zip'

/** Components and distinct declared texts of a corpus, by how they were read. */
function counted(path: string) {
  const components = { all: 0, declared: 0, read: 0, partly: 0, unread: 0, undeclared: 0 }
  const texts = new Map<string, string>()
  for (const [name, bytes] of filesOfZip(path)) {
    if (!/\.(json|xml)$/.test(name)) continue
    const list = readSbom(bytes)
    if (!list.ok) continue
    for (const { licences } of list.value.components) {
      components.all += 1
      const { expressions, notRecognised } = readLicences(licences)
      if (expressions.length + notRecognised.length === 0) components.undeclared += 1
      else components.declared += 1
      if (expressions.length > 0 && notRecognised.length === 0) components.read += 1
      if (expressions.length > 0 && notRecognised.length > 0) components.partly += 1
      if (expressions.length === 0 && notRecognised.length > 0) components.unread += 1
      for (const text of licences) {
        const reading = readLicence(text)
        texts.set(text, reading.as === 'expression' ? reading.how : reading.as)
        // What we write is what SPDX itself accepts.
        if (reading.as === 'expression' && reading.expression.sort === 'licence')
          expect(() => exact(formatLicence(reading.expression)), text).not.toThrow()
      }
    }
  }
  const by = (how: string) => [...texts.values()].filter((one) => one === how).length
  const kinds = ['exact', 'corrected', 'named', 'listed', 'not-recognised', 'undeclared']
  return { components, texts: Object.fromEntries(kinds.map((how) => [how, by(how)])) }
}

test.skipIf(!isOutsidePresent(shelter))(
  'of 63,548 components of real containers 39,725 declare no licence, 19,003 one that is read, 4,820 one that nobody could (skipped without the outside data)',
  () => {
    const { components, texts } = counted(shelter)
    expect(components).toEqual({
      all: 63_548,
      declared: 23_823,
      read: 19_003,
      partly: 0,
      unread: 4_820,
      undeclared: 39_725,
    })
    expect(texts).toEqual({
      exact: 277,
      corrected: 23,
      named: 51,
      listed: 198,
      'not-recognised': 450,
      undeclared: 1,
    })
  },
)

test.skipIf(!isOutsidePresent(cycloneDx))(
  'of 20,326 components of the CycloneDX examples 19,662 declare a licence that is read (skipped without the outside data)',
  () => {
    const { components, texts } = counted(cycloneDx)
    expect(components).toMatchObject({ all: 20_326, read: 19_662, partly: 50, unread: 210, undeclared: 404 })
    expect(texts).toMatchObject({ exact: 31, corrected: 8, named: 19, 'not-recognised': 34 })
  },
)
