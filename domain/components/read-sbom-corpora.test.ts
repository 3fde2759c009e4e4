import { expect, test, vi } from 'vitest'
import type { ComponentList } from './component-list.ts'
import { readSbom } from './read-sbom.ts'
import { filesOfZip, isOutsidePresent } from './test/outside-files.ts'

// Hundreds of megabytes of real documents: seconds on a quiet machine, more on a busy one.
vi.setConfig({ testTimeout: 120_000 })

const shelter = 'sboms/bom-shelter-a.zip'
const cycloneDx = 'sboms/cyclonedx-bom-examples.zip'
const spdx = 'sboms/spdx-examples.zip'

test.skipIf(!isOutsidePresent(shelter))(
  '315 real container SBOMs give 63,685 packages and 60,328 purls (skipped without the outside data)',
  () => {
    const { lists, refused } = readAll(shelter)
    expect(refused).toEqual([])
    expect(lists.length).toBe(315)
    expect(total(lists, (list) => allOf(list).length)).toBe(63_685)
    // The 60,330 of the corpus less two Maven purls without a name, which are kept as faults.
    expect(total(lists, (list) => allOf(list).filter((one) => one.purl !== undefined).length)).toBe(60_328)
    expect(lists.filter((list) => list.faultCount > 0).length).toBe(129)
    expect(lists.filter((list) => list.circular.length > 0).length).toBe(1)
  },
)

test.skipIf(!isOutsidePresent(cycloneDx))(
  '80 CycloneDX example documents, from SBOM to HBOM, are read (skipped without the outside data)',
  () => {
    const { lists, refused } = readAll(cycloneDx)
    expect(refused).toEqual([])
    expect(lists.length).toBe(80)
    expect(total(lists, (list) => allOf(list).length)).toBe(20_398)
  },
)

test.skipIf(!isOutsidePresent(cycloneDx))(
  '16 CycloneDX examples given as JSON and as XML hold the same components (skipped without the outside data)',
  () => {
    const texts = new Map([...filesOfZip(cycloneDx)])
    let pairs = 0
    for (const [name, bytes] of texts) {
      const twin = name.endsWith('.json') ? texts.get(name.replace(/json$/, 'xml')) : undefined
      const [one, other] = [bytes, twin].map((each) => (each === undefined ? undefined : readSbom(each)))
      if (!one?.ok || !other?.ok || one.value.specVersion !== other.value.specVersion) continue
      pairs++
      const purls = (list: ComponentList) => list.components.map((each) => each.purl ?? each.name).sort()
      expect(purls(one.value), name).toEqual(purls(other.value))
    }
    expect(pairs).toBe(16)
  },
)

test.skipIf(!isOutsidePresent(spdx))(
  '56 SPDX example documents of 2.2, 2.3 and 3.0 give 140 packages, AI models and data sets among them (skipped without the outside data)',
  () => {
    const { lists, refused } = readAll(spdx)
    expect(refused).toEqual([])
    expect(lists.length).toBe(56)
    expect(total(lists, (list) => allOf(list).length)).toBe(140)
    const types = lists.flatMap(allOf).map((one) => one.type)
    expect(types.filter((type) => type === 'machine-learning-model').length).toBe(5)
    expect(types.filter((type) => type === 'data').length).toBe(3)
  },
)

function readAll(path: string) {
  const lists: ComponentList[] = []
  const refused: string[] = []
  for (const [name, bytes] of filesOfZip(path)) {
    if (name.endsWith('.md') || name.endsWith('.txt')) continue
    const answer = readSbom(bytes)
    if (answer.ok) lists.push(answer.value)
    else refused.push(`${name}: ${answer.refusal.because.en}`)
  }
  return { lists, refused }
}

function allOf(list: ComponentList) {
  return list.subject ? [list.subject, ...list.components] : list.components
}

function total(lists: readonly ComponentList[], count: (list: ComponentList) => number): number {
  return lists.reduce((sum, list) => sum + count(list), 0)
}
