import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { frameworkIds, isAssessed, looseEnds, parseCrosswalk, parseFramework } from './catalogue.ts'
import { crosswalk, frameworkOf, frameworks, jsonOf } from './test/catalogues.ts'

const mapped = new Set(crosswalk.map(({ from }) => `${from.framework}/${from.ref}`))

test('every file of the folder is in the list and the other way round', () => {
  const files = readdirSync(new URL('./frameworks/', import.meta.url))
    .filter((name) => name.endsWith('.json') && name !== 'crosswalk.json')
    .map((name) => name.slice(0, -5))
  expect(files.sort()).toEqual([...frameworkIds].sort())
})

test('the id of a framework is the name of its file', () => {
  expect(frameworks.map(({ id }) => id)).toEqual([...frameworkIds])
})

test('the library holds 1016 requirements, of which 835 are assessed', () => {
  const all = frameworks.flatMap(({ requirements }) => requirements)
  expect(all).toHaveLength(1016)
  expect(all.filter(isAssessed)).toHaveLength(835)
})

test('no two requirements of the library share a statement', () => {
  for (const language of ['ko', 'en'] as const) {
    const statements = frameworks.flatMap(({ requirements }) =>
      requirements.map((one) => one.statement[language]),
    )
    expect(new Set(statements).size).toBe(statements.length)
  }
})

test('both ends of every mapping are requirements of the library', () => {
  expect(crosswalk).toHaveLength(1509)
  expect(looseEnds(frameworks, crosswalk)).toEqual([])
  expect(looseEnds(frameworks.slice(1), crosswalk).length).toBeGreaterThan(0)
})

test.each(['iso-42001', 'kr-security-notice', 'kr-digital-gmp'])(
  'every assessed row of %s is mapped to another framework',
  (id) => {
    const refs = frameworkOf(id).requirements.filter(isAssessed)
    expect(refs.map(({ ref }) => `${id}/${ref}`).filter((name) => !mapped.has(name))).toEqual([])
  },
)

test('no English text of the catalogues holds Korean letters', () => {
  const english = frameworks.flatMap(({ requirements }) => requirements.map((one) => one.title.en))
  expect(english.filter((text) => /\p{Script=Hangul}/u.test(text))).toEqual([])
})

const small = {
  id: 'iso-42001',
  title: { ko: '가', en: 'a' },
  version: '1',
  publisher: 'p',
  status: 'standard',
  jurisdiction: 'INT',
  source: 's',
  requirements: [
    {
      ref: '1',
      title: { ko: '가', en: 'a' },
      statement: { ko: '가', en: 'a' },
      confidence: 'H',
      source: 's',
    },
  ],
}
const [row] = small.requirements

test.each([
  ['a ref given twice', { ...small, requirements: [row, row] }],
  ['a parent that is not there', { ...small, requirements: [{ ...row, parent: '0' }] }],
  ['evidence without the records that prove it', { ...small, requirements: [{ ...row, evidence: ['x'] }] }],
  ['a condition nobody knows', { ...small, requirements: [{ ...row, appliesWhen: { moon: ['full'] } }] }],
  ['a text in one language', { ...small, title: { ko: '', en: 'a' } }],
  ['a framework nobody knows', { ...small, id: 'iso-1' }],
  ['nothing', null],
])('a catalogue with %s is refused', (_, json) => {
  expect(parseFramework(small).ok).toBe(true)
  expect(parseFramework(json).ok).toBe(false)
})

test('a crosswalk with a strength out of range is refused', () => {
  const [first] = crosswalk
  expect(parseCrosswalk([{ ...first, strength: 11 }]).ok).toBe(false)
  expect(parseCrosswalk(jsonOf('iso-42001')).ok).toBe(false)
})
