import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import type { Component } from '../../components/component-list.ts'
import { readSbom } from '../../components/read-sbom.ts'
import { checkSpdxJson } from '../../components/spdx-checks.ts'
import { filesOfZip, isOutsidePresent } from '../../components/test/outside-files.ts'
import { aBill } from './test/a-bill.ts'
import { writeCycloneDx } from './write-cyclonedx.ts'
import { writeSpdx2 } from './write-spdx2.ts'
import { writeSpdx3 } from './write-spdx3.ts'

vi.setConfig({ testTimeout: 120_000 })

const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length })
const word = fc
  .string({ unit: fc.constantFrom(...'abcXYZ 09-_./가'), minLength: 1, maxLength: 12 })
  .map((text) => text.trim() || 'x')
const hash = fc.oneof(
  hex(64).map((value) => ({ algorithm: 'SHA-256', value })),
  hex(40).map((value) => ({ algorithm: 'SHA-1', value })),
  hex(128).map((value) => ({ algorithm: 'SHA-512', value })),
)
const component = fc.record(
  {
    name: word,
    version: word,
    purl: fc
      .tuple(
        fc.constantFrom('npm', 'generic', 'deb'),
        fc.stringMatching(/^[a-z][a-z0-9.-]{0,8}$/),
        fc.stringMatching(/^[0-9]{1,3}(\.[0-9]{1,3})?$/),
      )
      .map(([type, name, version]) => `pkg:${type}/${name}@${version}`),
    licences: fc.uniqueArray(
      fc.oneof(
        fc.constantFrom(
          'MIT',
          'Apache-2.0 OR MIT',
          'GPL-2.0-only WITH Classpath-exception-2.0',
          'Our EULA',
          '자체 라이선스',
        ),
        word,
      ),
      { maxLength: 3 },
    ),
    hashes: fc.uniqueArray(hash, { maxLength: 3, selector: ({ algorithm }) => algorithm }),
    supplier: word,
    type: fc.constantFrom('library', 'container', 'firmware', 'machine-learning-model', 'data', 'unknown'),
  },
  { requiredKeys: ['name', 'licences', 'hashes', 'type'] },
)

/** Components with distinct references, some inside another, and links between any of them, circles too. */
const lists = fc
  .tuple(
    fc.array(component, { minLength: 1, maxLength: 8 }),
    fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 10 }),
    fc.infiniteStream(fc.nat(20)),
  )
  .map(([found, links, stream]) => {
    const components = found.map((one, at): Component => {
      const whole = stream.next().value ?? 20
      return { ...one, reference: `ref ${at}`, ...(whole < at ? { within: `ref ${whole}` } : {}) }
    })
    const dependencies = links
      .filter(([from, to]) => from < components.length && to < components.length && from !== to)
      .map(([from, to]) => [`ref ${from}`, `ref ${to}`] as const)
    return { components, dependencies }
  })

const facts = (components: readonly Component[]) =>
  components
    .map(({ name, group, version, purl, hashes }) =>
      JSON.stringify([
        group === undefined ? name : `${group}/${name}`,
        version ?? null,
        purl ?? null,
        hashes.map(({ algorithm, value }) => `${algorithm} ${value}`).sort(),
      ]),
    )
    .sort()

test('no component, version, purl or hash is lost on the way out and back, in any format', () => {
  fc.assert(
    fc.property(lists, ({ components, dependencies }) => {
      const bill = aBill({ components, dependencies, statements: [] })
      for (const text of [
        writeCycloneDx(bill, { version: '1.6', withVex: false }),
        writeCycloneDx(bill, { version: '1.7', withVex: false }),
        writeSpdx2(bill, { withVex: false }),
        writeSpdx3(bill, { withVex: false }),
      ]) {
        const read = readSbom(Buffer.from(text))
        if (!read.ok) throw new Error(read.refusal.because.en)
        expect(facts(read.value.components)).toEqual(facts(components))
      }
    }),
    { numRuns: 60 },
  )
})

test('CycloneDX gives back every licence as it was, with suppliers, nesting and dependencies', () => {
  fc.assert(
    fc.property(lists, ({ components, dependencies }) => {
      const text = writeCycloneDx(aBill({ components, dependencies, statements: [] }), {
        version: '1.7',
        withVex: false,
      })
      const read = readSbom(Buffer.from(text))
      if (!read.ok) throw new Error(read.refusal.because.en)
      const told = (list: readonly Component[]) =>
        list.map((one) => [one.reference, one.licences.toSorted(), one.supplier, one.within]).sort()
      expect(told(read.value.components)).toEqual(told(components))
      const links = new Set(read.value.dependencies.map((pair) => pair.join('>')))
      for (const pair of dependencies) expect(links).toContain(pair.join('>'))
    }),
    { numRuns: 60 },
  )
})

test('licences that SPDX knows by no id stand under a reference with their own words', () => {
  const components = [
    { reference: 'a', name: 'a', type: 'library', licences: ['Our EULA', 'MIT'], hashes: [] },
  ]
  for (const text of [
    writeSpdx2(aBill({ components, statements: [] }), { withVex: false }),
    writeSpdx3(aBill({ components, statements: [] }), { withVex: false }),
  ]) {
    expect(text).toContain('LicenseRef-1-Our-EULA AND MIT')
    expect(text).toContain('"Our EULA"')
  }
})

test('parts assembled into each other in a circle are written side by side', () => {
  const components = ['a', 'b'].map((reference) => ({
    reference,
    name: reference,
    type: 'library',
    licences: [],
    hashes: [],
    within: reference === 'a' ? 'b' : 'a',
  }))
  const text = writeCycloneDx(aBill({ components, statements: [] }), { version: '1.6', withVex: false })
  const read = readSbom(Buffer.from(text))
  expect(read.ok && read.value.components.length).toBe(2)
})

const corpora = ['sboms/bom-shelter-a.zip', 'sboms/cyclonedx-bom-examples.zip', 'sboms/spdx-examples.zip']

test.skipIf(!isOutsidePresent(...corpora))(
  'every seventh real SBOM of three corpora keeps its components, purls and hashes through CycloneDX and SPDX (skipped without the outside data)',
  () => {
    let [documents, components] = [0, 0]
    for (const [at, bytes] of sampled()) {
      const read = readSbom(bytes)
      if (!read.ok) continue
      documents++
      components += read.value.components.length
      const { subject, dependencies } = read.value
      const bill = aBill({
        components: read.value.components,
        dependencies,
        statements: [],
        ...(subject === undefined ? {} : { subject }),
      })
      expect(checkSpdxJson(JSON.parse(writeSpdx2(bill, { withVex: true }))), at).toEqual([])
      for (const [format, text] of [
        ['cyclonedx', writeCycloneDx(bill, { version: '1.6', withVex: false })],
        ['spdx-2.3', writeSpdx2(bill, { withVex: false })],
      ] as const) {
        const again = readSbom(Buffer.from(text))
        if (!again.ok) throw new Error(`${at} ${format}: ${again.refusal.because.en}`)
        expect(facts(again.value.components), `${at} ${format}`).toEqual(facts(read.value.components))
      }
    }
    expect([documents, components]).toEqual([65, 14_581])
  },
)

function* sampled(): Generator<readonly [string, Buffer]> {
  let at = 0
  for (const path of corpora)
    for (const [name, bytes] of filesOfZip(path))
      if (!/\.(md|txt)$/.test(name) && at++ % 7 === 0) yield [name, bytes]
}
