import { describe, expect, test } from 'vitest'
import type { ComponentList } from './component-list.ts'
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

const cycloneDxJson = cycloneDx({
  serialNumber: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79',
  metadata: {
    timestamp: '2026-01-02T03:04:05Z',
    authors: [{ name: '김보안' }],
    tools: { components: [{ type: 'application', name: 'maker', version: '1' }] },
    component: { type: 'application', 'bom-ref': 'app', name: 'viewer', version: '2.0' },
  },
  components: [
    {
      type: 'library',
      'bom-ref': 'a',
      name: 'pydicom',
      version: '2.3.0',
      purl: 'pkg:pypi/PyDicom@2.3.0',
      cpe: 'cpe:2.3:a:x:pydicom:2.3.0:*:*:*:*:*:*:*',
      licenses: [{ license: { id: 'MIT' } }],
      hashes: [{ alg: 'MD5', content: 'D41D8CD98F00B204E9800998ECF8427E' }],
      supplier: { name: 'the pydicom authors' },
      scope: 'required',
    },
  ],
  dependencies: [{ ref: 'app', dependsOn: ['a'] }],
})

const cycloneDxXml = bytes(`<?xml version="1.0" encoding="UTF-8"?>
<bom xmlns="http://cyclonedx.org/schema/bom/1.6" version="1" serialNumber="urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79">
 <metadata><timestamp>2026-01-02T03:04:05Z</timestamp>
  <tools><components><component type="application"><name>maker</name><version>1</version></component></components></tools>
  <authors><author><name>김보안</name></author></authors>
  <component type="application" bom-ref="app"><name>viewer</name><version>2.0</version></component></metadata>
 <components><component type="library" bom-ref="a"><supplier><name>the pydicom authors</name></supplier>
  <name>pydicom</name><version>2.3.0</version><scope>required</scope>
  <hashes><hash alg="MD5">D41D8CD98F00B204E9800998ECF8427E</hash></hashes>
  <licenses><license><id>MIT</id></license></licenses>
  <cpe>cpe:2.3:a:x:pydicom:2.3.0:*:*:*:*:*:*:*</cpe><purl>pkg:pypi/PyDicom@2.3.0</purl>
  <x:other xmlns:x="urn:other"><name>ignored</name></x:other></component></components>
 <dependencies><dependency ref="app"><dependency ref="a"/></dependency></dependencies>
</bom>`)

const spdxTagValue = bytes(`SPDXVersion: SPDX-2.3
DocumentNamespace: https://example.org/doc
Creator: Organization: 김보안
Creator: Tool: maker 1
Created: 2026-01-02T03:04:05Z
DocumentComment: <text>PackageName: not a package
at all</text>

PackageName: viewer
SPDXID: SPDXRef-app
PackageVersion: 2.0
PackageDownloadLocation: NOASSERTION

PackageName: pydicom
SPDXID: SPDXRef-a
PackageVersion: 2.3.0
PackageDownloadLocation: NOASSERTION
PackageSupplier: Organization: the pydicom authors
PackageLicenseDeclared: MIT
PackageLicenseConcluded: NOASSERTION
PackageChecksum: MD5: d41d8cd98f00b204e9800998ecf8427e
ExternalRef: PACKAGE-MANAGER purl pkg:pypi/PyDicom@2.3.0
ExternalRef: SECURITY cpe23Type cpe:2.3:a:x:pydicom:2.3.0:*:*:*:*:*:*:*

Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-app
Relationship: SPDXRef-app DEPENDS_ON SPDXRef-a
`)

test('CycloneDX JSON and XML of the same content give the same list', () => {
  const list = listOf(cycloneDxJson)
  expect(listOf(cycloneDxXml)).toEqual(list)
  expect(list.faults).toEqual([])
  expect(list.subject?.name).toBe('viewer')
  expect(list.components).toEqual([
    {
      reference: 'a',
      name: 'pydicom',
      version: '2.3.0',
      purl: 'pkg:pypi/pydicom@2.3.0',
      cpe: 'cpe:2.3:a:x:pydicom:2.3.0:*:*:*:*:*:*:*',
      type: 'library',
      licences: ['MIT'],
      hashes: [{ algorithm: 'MD5', value: 'd41d8cd98f00b204e9800998ecf8427e' }],
      supplier: 'the pydicom authors',
      scope: 'required',
    },
  ])
  expect(list.dependencies).toEqual([['app', 'a']])
})

test('SPDX tag-value gives the same component as CycloneDX, and the minimum elements are counted', () => {
  const list = listOf(spdxTagValue)
  const { reference, type, scope, ...same } = listOf(cycloneDxJson).components[0] ?? {}
  expect(list.components).toEqual([{ ...same, reference: 'SPDXRef-a', type: 'unknown' }])
  expect([list.subject?.name, list.authors, list.tools]).toEqual(['viewer', ['김보안'], ['maker 1']])
  expect([reference, type, scope]).toEqual(['a', 'library', 'required'])
  expect(list.quality).toEqual({
    components: 1,
    withSupplier: 1,
    withName: 1,
    withVersion: 1,
    withIdentifier: 1,
    withDependency: 1,
    withHash: 1,
    withLicence: 1,
    hasAuthor: true,
    hasTime: true,
    hasTool: true,
    hasGenerationContext: false,
  })
})

describe('encodings', () => {
  const text = new TextDecoder().decode(cycloneDxJson)
  const utf16 = (isBig: boolean) => {
    const out = new Uint8Array(text.length * 2)
    const view = new DataView(out.buffer)
    for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), !isBig)
    return out
  }
  const marked = (mark: readonly number[], rest: Uint8Array) => new Uint8Array([...mark, ...rest])

  test.for([
    ['UTF-8 with a byte order mark', marked([0xef, 0xbb, 0xbf], cycloneDxJson)],
    ['UTF-16 little end first', utf16(false)],
    ['UTF-16 big end first', utf16(true)],
    ['UTF-16 little end first with a mark', marked([0xff, 0xfe], utf16(false))],
    ['UTF-16 big end first with a mark', marked([0xfe, 0xff], utf16(true))],
  ] as const)('%s is read as UTF-8 is', ([, input]) => {
    expect(listOf(input)).toEqual(listOf(cycloneDxJson))
  })

  test.for([
    ['nothing', new Uint8Array()],
    ['a JPEG', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16])],
    ['a zip archive', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0])],
    ['a gzip file', new Uint8Array([0x1f, 0x8b, 8, 0])],
    ['UTF-32', marked([0xff, 0xfe, 0, 0], cycloneDxJson)],
    ['Korean text in EUC-KR', marked([0x7b, 0x22, 0xb1, 0xe8], cycloneDxJson)],
    [
      'XML in ISO-8859-1',
      bytes('<?xml version="1.0" encoding="ISO-8859-1"?><bom xmlns="http://cyclonedx.org/schema/bom/1.4"/>'),
    ],
    ['a text that is no SBOM', bytes('hello')],
    ['JSON that is no SBOM', bytes('{"a":1}')],
    ['an RDF document', bytes('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>')],
  ] as const)('%s is refused', ([, input]) => {
    expect(['wrong-type', 'invalid']).toContain(refusalOf(input))
  })
})
