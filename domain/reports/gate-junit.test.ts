import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { expect, test } from 'vitest'
import { gateJunit } from './gate-junit.ts'
import { gateRules } from './gate-rules.ts'
import { findingOf, type Gate, gateOf, hostileNames } from './test/gate-answers.ts'

type Element = { readonly name: string; readonly attributes: Readonly<Record<string, string>> }

/** The elements of an XML text in order; throws where it is not well-formed. */
function elementsOf(xml: string): Element[] {
  const found: Element[] = []
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('doctype', () => {
    throw new Error('a document type')
  })
  parser.on('opentag', ({ name, attributes }) => void found.push({ name, attributes }))
  parser.write(xml).close()
  return found
}
const read = (gate: Gate) => elementsOf(gateJunit(gate, 'en'))
const named = (elements: readonly Element[], name: string) => elements.filter((one) => one.name === name)

test('a release with nothing against it is one passed test for each rule', () => {
  const elements = read(gateOf([]))
  expect(elements[0]?.attributes).toMatchObject({ tests: String(gateRules.length), failures: '0' })
  expect(named(elements, 'testcase')).toHaveLength(gateRules.length)
  expect(named(elements, 'failure')).toEqual([])
})

test('every blocker is a failed test of its own, and the counts add up', () => {
  const elements = read(gateOf([findingOf(), findingOf({ vulnerability: 'CVE-2' })]))
  expect(elements[0]?.attributes).toMatchObject({ tests: String(gateRules.length + 1), failures: '2' })
  const suites = named(elements, 'testsuite').map(({ attributes }) => attributes)
  expect(suites.reduce((sum, { tests }) => sum + Number(tests), 0)).toBe(gateRules.length + 1)
  expect(suites.find(({ name }) => name === 'findings-decided')).toMatchObject({ tests: '2', failures: '2' })
  expect(named(elements, 'testcase').map(({ attributes }) => attributes.name)).toContain(
    'CVE-2 pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1',
  )
})

test('the same answer gives the same bytes, in the language asked for', () => {
  const gate = gateOf([findingOf()])
  expect(gateJunit(gate, 'ko')).toBe(gateJunit(gate, 'ko'))
  expect(gateJunit(gate, 'ko')).toContain('서명된 결정이 없습니다')
})

test.for(hostileNames)('a component called %j adds no element and breaks none', (name) => {
  const plain = read(gateOf([findingOf()])).map((element) => element.name)
  const hostile = read(gateOf([findingOf({ component: name, vulnerability: name })]))
  expect(hostile.map((element) => element.name)).toEqual(plain)
})

test('whatever the names, what is written is well-formed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (component) => {
      expect(named(read(gateOf([findingOf({ component })])), 'failure')).toHaveLength(1)
    }),
  )
})
