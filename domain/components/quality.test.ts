import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Component, ComponentList } from './component-list.ts'
import { lookalikesOf, skeletonOf } from './confusable.ts'
import { bitOf, componentElements, lacks, qualityOf } from './quality.ts'
import { qualityReport } from './quality-report.ts'
import { readSbom } from './read-sbom.ts'

function listOf(more: object): ComponentList {
  const text = JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, ...more })
  const answer = readSbom(new TextEncoder().encode(text))
  if (!answer.ok) throw new Error(answer.refusal.because.en)
  return answer.value
}
const bare = { type: 'library', name: 'a' }
const whole = {
  type: 'library',
  'bom-ref': 'whole',
  name: 'whole',
  version: '1',
  purl: 'pkg:npm/whole@1',
  supplier: { name: 'S' },
  licenses: [{ license: { id: 'MIT' } }],
  hashes: [{ alg: 'SHA-256', content: 'a'.repeat(64) }],
  properties: [
    { name: 'x:supportLevel', value: 'maintained' },
    { name: 'x:endOfSupport', value: '2030-01-01' },
  ],
  dependencies: [],
}

test('an SBOM of no components lacks nothing of components, and still tells what the document lacks', () => {
  const { quality, each } = qualityOf(listOf({ components: [] }))
  expect(each).toEqual([])
  expect(quality.components).toBe(0)
  expect(Object.values(quality.lacking).every((count) => count === 0)).toBe(true)
  expect(quality.document).toMatchObject({ author: false, timestamp: false, tool: false, subject: false })
})

test('a bare component lacks everything but its name; a whole one lacks nothing', () => {
  const list = listOf({
    components: [bare, whole],
    dependencies: [{ ref: 'whole', dependsOn: ['whole'] }],
  })
  const { quality, each } = qualityOf(list)
  expect(componentElements.filter((element) => lacks(each[0]?.gaps ?? 0, element))).toEqual([
    'producer',
    'version',
    'identifier',
    'dependency',
    'hash',
    'licence',
    'support-level',
    'support-end',
  ])
  expect(each[1]).toEqual({ gaps: 0 })
  expect(quality.lacking.version).toBe(1)
})

test('what is asked of models and data sets is asked of them only', () => {
  const model = {
    type: 'machine-learning-model',
    name: 'm',
    modelCard: { modelParameters: { task: 'triage' } },
  }
  const { quality, each } = qualityOf(listOf({ components: [bare, model, { type: 'data', name: 'd' }] }))
  expect([quality.models, quality.datasets]).toEqual([1, 1])
  expect(quality.lacking['model-task']).toBe(0)
  expect(quality.lacking['model-metrics']).toBe(1)
  expect(quality.lacking['data-origin']).toBe(1)
  expect(lacks(each[0]?.gaps ?? 0, 'model-metrics')).toBe(false)
})

test('the report counts each element against what it applies to, and a cluster without models asks nothing of them', () => {
  const report = qualityReport(qualityOf(listOf({ components: [bare, whole] })).quality)
  expect(report.map(({ name }) => name)).toEqual(['ntia-2021', 'cisa-2025', 'fda-2026', 'g7-ai-2026'])
  const rows = report.flatMap(({ groups }) => groups.flatMap((group) => group.rows))
  expect(rows.find((row) => row.element === 'version')).toMatchObject({ covered: 1, of: 2, listed: true })
  expect(rows.find((row) => row.element === 'model-task')).toMatchObject({ covered: 0, of: 0 })
  expect(rows.find((row) => row.element === 'models-listed')).toMatchObject({ covered: 0, of: 1 })
})

test('the counts are the sums of what each component lacks, whatever the components', () => {
  const component: fc.Arbitrary<Component> = fc.record({
    reference: fc.string(),
    name: fc.string(),
    type: fc.constantFrom('library', 'machine-learning-model', 'data'),
    licences: fc.array(fc.string(), { maxLength: 1 }),
    hashes: fc.constant([]),
  })
  fc.assert(
    fc.property(fc.array(component, { maxLength: 20 }), (components) => {
      const { quality, each } = qualityOf({ ...listOf({ components: [] }), components })
      for (const element of componentElements) {
        const sum = each.filter(({ gaps }) => (gaps & bitOf(element)) !== 0).length
        expect(quality.lacking[element]).toBe(sum)
      }
    }),
  )
})

test('a Cyrillic letter in a Latin name is marked, and so is a name that reads like another of the same SBOM', () => {
  const found = lookalikesOf([
    'openssl',
    'оpenssl',
    'ореnѕѕl',
    'аbс',
    'zlib\u200b',
    '한글-viewer',
    'µTorrent',
  ])
  expect(found.get('openssl')).toBeUndefined()
  expect(found.get('оpenssl')).toEqual({ why: 'looks-like', of: 'openssl' })
  expect(found.get('аbс')).toEqual({ why: 'mixed-scripts' })
  expect(found.get('zlib\u200b')).toEqual({ why: 'hidden-characters' })
  expect(found.get('한글-viewer')).toBeUndefined()
  expect(found.get('µTorrent')).toBeUndefined()
})

test('names of plain ASCII are never marked, however alike', () => {
  expect(lookalikesOf(['lib1', 'libl', 'LIBL', 'rn', 'm']).size).toBe(0)
})

test('whatever the names, marking them ends and a skeleton has a skeleton', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 30 }), (names) => {
      lookalikesOf(names)
      for (const name of names) skeletonOf(skeletonOf(name))
    }),
  )
})
