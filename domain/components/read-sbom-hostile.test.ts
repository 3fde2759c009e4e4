import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ComponentList, sbomLimits } from './component-list.ts'
import { readSbom } from './read-sbom.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const json = (value: unknown) => bytes(JSON.stringify(value))
const cycloneDx = (more: object) => json({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, ...more })

function listOf(input: Uint8Array): ComponentList {
  const answer = readSbom(input)
  if (!answer.ok) throw new Error(answer.refusal.because.en)
  return answer.value
}

function refusalOf(input: Uint8Array): string | undefined {
  const answer = readSbom(input)
  return answer.ok ? undefined : answer.refusal.code
}

test('any DOCTYPE is refused, so no entity is ever expanded or fetched', () => {
  const bomb =
    '<!DOCTYPE b [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><bom xmlns="http://cyclonedx.org/schema/bom/1.4">&b;</bom>'
  expect(refusalOf(bytes(bomb))).toBe('invalid')
  expect(
    refusalOf(
      bytes('<!DOCTYPE bom SYSTEM "file:///etc/passwd"><bom xmlns="http://cyclonedx.org/schema/bom/1.4"/>'),
    ),
  ).toBe('invalid')
  expect(refusalOf(bytes('<bom xmlns="http://cyclonedx.org/schema/bom/1.4">&unknown;</bom>'))).toBe('invalid')
})

test('ten million claimed components are refused before they are built', () => {
  const claim = `{"bomFormat":"CycloneDX","specVersion":"1.6","components":[${'{},'.repeat(10_000_000)}{}]}`
  expect(refusalOf(bytes(claim))).toBe('too-large')
}, 60_000)

test('one component more than the limit is refused, the limit itself is not', () => {
  const components = Array.from({ length: sbomLimits.components }, () => ({ type: 'data', name: 'a' }))
  expect(listOf(cycloneDx({ components })).components.length).toBe(sbomLimits.components)
  expect(refusalOf(cycloneDx({ components: [...components, { type: 'data', name: 'a' }] }))).toBe('too-large')
})

test('a small file that asks for millions of elements or packages is refused in XML and tag-value too', () => {
  const elements = '<hash/>'.repeat(sbomLimits.xmlElements)
  expect(refusalOf(bytes(`<bom xmlns="http://cyclonedx.org/schema/bom/1.4">${elements}</bom>`))).toBe(
    'too-large',
  )
  const packages = 'PackageName: a\n'.repeat(sbomLimits.components + 1)
  expect(refusalOf(bytes(`SPDXVersion: SPDX-2.3\n${packages}`))).toBe('too-large')
}, 60_000)

test('nesting beyond the limit is refused in JSON and in XML', () => {
  expect(refusalOf(bytes(`{"bomFormat":${'['.repeat(5_000_000)}`))).toBe('too-large')
  const deep = '<a>'.repeat(1_000_000)
  expect(refusalOf(bytes(`<bom xmlns="http://cyclonedx.org/schema/bom/1.4">${deep}`))).toBe('too-large')
})

test('a component within a component is listed, and says what it is within', () => {
  const list = listOf(
    cycloneDx({
      components: [
        {
          type: 'library',
          'bom-ref': 'x',
          name: 'outer',
          components: [{ type: 'library', name: 'inner' }],
        },
      ],
    }),
  )
  expect(list.components.map((one) => [one.name, one.within])).toEqual([
    ['outer', undefined],
    ['inner', 'x'],
  ])
  expect(list.dependencies).toEqual([['x', '#2']])
})

test('a reference used twice keeps both components and is a fault', () => {
  const one = { type: 'library', 'bom-ref': 'same', name: 'a' }
  const list = listOf(cycloneDx({ components: [one, { ...one, name: 'b' }] }))
  expect(list.components.map((each) => each.reference)).toEqual(['same', 'same#2'])
  expect(list.faults.map((fault) => fault.place)).toEqual(['components.1'])
})

test('circles of dependencies, which npm makes and both formats allow, are kept and marked and are no fault', () => {
  const components = ['a', 'b', 'c', 'd'].map((name) => ({ type: 'library', 'bom-ref': name, name }))
  const dependencies = [
    { ref: 'a', dependsOn: ['b'] },
    { ref: 'b', dependsOn: ['a', 'c'] },
    { ref: 'd', dependsOn: ['d', 'nowhere'] },
  ]
  const list = listOf(cycloneDx({ components, dependencies }))
  expect(list.circular).toEqual(['a', 'b', 'd'])
  expect(list.dependencies.length).toBe(4)
  expect(list.faults.length).toBe(1)
})

test('keys and references with a meaning in the language have none here', () => {
  const list = listOf(
    bytes(
      '{"bomFormat":"CycloneDX","specVersion":"1.6","__proto__":{"components":[{"name":"x"}]},"components":[{"type":"library","bom-ref":"__proto__","name":"constructor"},{"type":"toString","bom-ref":"constructor","name":"a"}],"dependencies":[{"ref":"__proto__","dependsOn":["constructor"]}]}',
    ),
  )
  expect(list.components.map((one) => one.name)).toEqual(['constructor', 'a'])
  expect(list.dependencies).toEqual([['__proto__', 'constructor']])
  expect(list.faultCount).toBe(1)
})

test('a name whose control or half characters were replaced is told among the faults, one with blanks around it is not', () => {
  for (const [name, count] of [
    ['a\u0000b', 1],
    ['a\ud800', 1],
    ['\u0007', 2],
    ['  a  ', 0],
    ['a', 0],
  ] as const)
    expect(listOf(cycloneDx({ components: [{ type: 'library', name }] })).faultCount).toBe(count)
})

test('XML of another kind is called that, not broken', () => {
  const swid = '<SoftwareIdentity xmlns="http://standards.iso.org/iso/19770/-2/2015/schema.xsd"/>'
  expect(refusalOf(bytes(swid))).toBe('wrong-type')
})

test('control characters and half characters do not come through, and endless texts are cut', () => {
  const name = `a\u0000b\ud800${'x'.repeat(5_000)}`
  const list = listOf(cycloneDx({ components: [{ type: 'library', name }] }))
  expect(list.components[0]?.name.startsWith('a b\ufffdxx')).toBe(true)
  expect(list.components[0]?.name.length).toBeLessThanOrEqual(sbomLimits.textLength)
  expect(list.faultCount).toBe(1)
})

test('only the first thousand faults are kept, and all are counted', () => {
  const components = Array.from({ length: 3_000 }, () => ({ name: 'no type' }))
  const list = listOf(cycloneDx({ components }))
  expect([list.faults.length, list.faultCount]).toEqual([sbomLimits.faultsKept, 3_000])
})

test('a broken purl is a fault, and the component stays without it', () => {
  const list = listOf(cycloneDx({ components: [{ type: 'library', name: 'a', purl: 'pkg:pypi/x/y@1' }] }))
  expect([list.components[0]?.purl, list.faults[0]?.place]).toEqual([undefined, 'components.0.purl'])
})

test('wrong kinds in every place are faults at most, never a crash', () => {
  const odd = fc.jsonValue({ maxDepth: 4 })
  const document = fc.record({
    bomFormat: fc.constant('CycloneDX'),
    specVersion: odd,
    metadata: odd,
    components: fc.oneof(
      odd,
      fc.array(
        fc.record({
          name: odd,
          purl: odd,
          licenses: fc.array(odd),
          hashes: fc.array(odd),
          components: fc.array(odd),
        }),
      ),
    ),
    services: odd,
    dependencies: fc.oneof(odd, fc.array(fc.record({ ref: odd, dependsOn: odd }))),
  })
  fc.assert(fc.property(document, (value) => readSbom(json(value)).ok))
  const spdx = fc.record({
    spdxVersion: fc.constant('SPDX-2.3'),
    packages: fc.oneof(odd, fc.array(odd)),
    relationships: odd,
    creationInfo: odd,
    documentDescribes: odd,
  })
  fc.assert(fc.property(spdx, (value) => readSbom(json(value)).ok))
  const graph = fc.record({
    '@context': fc.constant('https://spdx.org/x'),
    '@graph': fc.array(
      fc.record({
        type: fc.constantFrom('software_Package', 'Relationship', 'SpdxDocument'),
        spdxId: odd,
        from: odd,
        to: odd,
        suppliedBy: odd,
      }),
      { minLength: 1 },
    ),
  })
  fc.assert(fc.property(graph, (value) => readSbom(json(value)).ok))
})

test('no bytes whatever make the reader throw', () => {
  const starts = [
    '{',
    '<',
    '<bom xmlns="http://cyclonedx.org/schema/bom/1.4">',
    'SPDXVersion: SPDX-2.3\nPackageName: a\n',
    '',
  ]
  fc.assert(
    fc.property(
      fc.constantFrom(...starts),
      fc.string({ unit: 'binary' }),
      (start, rest) => typeof readSbom(bytes(start + rest)).ok === 'boolean',
    ),
    { numRuns: 1_000 },
  )
})
