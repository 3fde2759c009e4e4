import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyDiff, contentOf, diffComponents, identityOf } from './diff.ts'
import type { DiffComponent } from './diff-component.ts'

const part = (more: Partial<DiffComponent> & { readonly name: string }): DiffComponent => ({
  type: 'library',
  licences: [],
  hashes: [],
  ...more,
})
const npm = (name: string, version: string, more: Partial<DiffComponent> = {}) =>
  part({ name, version, purl: `pkg:npm/${name}@${version}`, ...more })
const sha = (letter: string) => [{ algorithm: 'SHA-256', value: letter.repeat(64) }]
const classes = (before: DiffComponent | null, after: DiffComponent | null) =>
  diffComponents(before ? [before] : [], after ? [after] : []).changes.flatMap((change) => change.classes)

test('two empty SBOMs differ in nothing', () => {
  expect(diffComponents([], [])).toEqual({ changes: [], unchanged: 0, impact: 'none', counts: {} })
})

test('another hash at the same version is the gravest change of all', () => {
  const diff = diffComponents(
    [npm('a', '1.0.0', { hashes: sha('a') }), npm('b', '1.0.0')],
    [npm('a', '1.0.0', { hashes: sha('b') }), npm('c', '1.0.0')],
  )
  expect(diff.impact).toBe('critical')
  expect(diff.changes.map((change) => change.classes)).toEqual([
    ['hash-change'],
    ['new-component'],
    ['removed'],
  ])
})

test('a hash of another algorithm, or one more, is no other content', () => {
  const md5 = { algorithm: 'MD5', value: 'a'.repeat(32) }
  expect(classes(npm('a', '1', { hashes: sha('a') }), npm('a', '1', { hashes: [md5] }))).toEqual(['details'])
  expect(classes(npm('a', '1', { hashes: sha('a') }), npm('a', '1', { hashes: [...sha('a'), md5] }))).toEqual(
    ['details'],
  )
})

test('upgrade and downgrade follow the order of the ecosystem, not of the letters', () => {
  expect(classes(npm('a', '1.9.0'), npm('a', '1.10.0'))).toEqual(['upgrade-minor'])
  expect(classes(npm('a', '1.10.0'), npm('a', '1.9.0'))).toEqual(['downgrade'])
  expect(classes(npm('a', '1.0.0-rc.1'), npm('a', '1.0.0'))).toEqual(['upgrade-patch'])
  expect(classes(npm('a', '0.1.0'), npm('a', '0.2.0'))).toEqual(['upgrade-major'])
  const deb = (version: string) => part({ name: 'zlib', version, purl: `pkg:deb/debian/zlib@${version}` })
  expect(classes(deb('2.0'), deb('1:1.0'))).toEqual(['upgrade-major'])
  expect(classes(deb('1.2-3'), deb('1.2-4'))).toEqual(['upgrade-patch'])
  expect(classes(part({ name: 'x', version: '1' }), part({ name: 'x' }))).toEqual(['version-change'])
})

test('supplier, licence and parents each have a class, and one component may have several', () => {
  const was = npm('a', '1.0.0', { supplier: 'A', licences: ['MIT'], parents: ['pkg:npm/x'] })
  const is = npm('a', '2.0.0', { supplier: 'B', licences: ['GPL-3.0-only'], parents: ['pkg:npm/y'] })
  expect(classes(was, is)).toEqual(['new-supplier', 'licence-change', 'upgrade-major', 'moved-dependency'])
  expect(classes(npm('a', '1'), npm('a', '1', { supplier: 'A' }))).toEqual(['details'])
})

test('of two versions of one package the one that moved is paired, the other is unchanged', () => {
  const diff = diffComponents([npm('a', '1.0.0'), npm('a', '3.0.0')], [npm('a', '3.0.0'), npm('a', '1.0.1')])
  expect(diff.unchanged).toBe(1)
  expect(diff.changes.map((change) => [change.before?.version, change.after?.version])).toEqual([
    ['1.0.0', '1.0.1'],
  ])
})

test('without a purl a component is known by type and name; with one, distribution and architecture play no part', () => {
  expect(identityOf(part({ name: 'rtos', type: 'operating-system' }))).toBe('operating-system:rtos')
  expect(identityOf(part({ name: 'z', purl: 'pkg:deb/debian/z@1?arch=amd64&distro=debian-12' }))).toBe(
    'pkg:deb/debian/z',
  )
  expect(identityOf(part({ name: 'z', purl: 'not a purl' }))).toBe('library:z')
})

const component: fc.Arbitrary<DiffComponent> = fc
  .record({
    name: fc.constantFrom('a', 'b', 'c'),
    version: fc.option(fc.constantFrom('1.0.0', '1.0.1', '1.2.0', '2.0.0', 'x'), { nil: undefined }),
    isNpm: fc.boolean(),
    licences: fc.subarray(['MIT', 'Apache-2.0']),
    hashes: fc.constantFrom([], sha('a'), sha('b')),
    supplier: fc.constantFrom(undefined, 'S', 'T'),
    parents: fc.constantFrom(undefined, [], ['pkg:npm/b']),
  })
  .map(({ name, version, isNpm, licences, hashes, supplier, parents }) =>
    part({
      name,
      licences,
      hashes,
      ...(version !== undefined && { version }),
      ...(isNpm && { purl: `pkg:npm/${name}${version === undefined ? '' : `@${version}`}` }),
      ...(supplier !== undefined && { supplier }),
      ...(parents !== undefined && { parents }),
    }),
  )
const list = fc.array(component, { maxLength: 12 })
const contents = (all: readonly DiffComponent[]) => all.map(contentOf).sort()

test('an SBOM does not differ from itself, in whatever order it is written', () => {
  fc.assert(
    fc.property(list, (all) => {
      expect(diffComponents(all, [...all].reverse()).changes).toEqual([])
    }),
  )
})

test('the difference applied to the one gives the other', () => {
  fc.assert(
    fc.property(list, list, (one, other) => {
      expect(contents(applyDiff(one, diffComponents(one, other).changes))).toEqual(contents(other))
    }),
  )
})

test('looked at from the other side the counts are the same, new for removed and up for down', () => {
  fc.assert(
    fc.property(list, list, (one, other) => {
      const there = diffComponents(one, other)
      const back = diffComponents(other, one)
      expect(back.unchanged).toBe(there.unchanged)
      expect(back.counts['new-component']).toBe(there.counts.removed)
      for (const same of [
        'hash-change',
        'licence-change',
        'new-supplier',
        'version-change',
        'moved-dependency',
        'details',
      ] as const)
        expect(back.counts[same]).toBe(there.counts[same])
      const ups = (counts: typeof there.counts) =>
        (counts['upgrade-major'] ?? 0) + (counts['upgrade-minor'] ?? 0) + (counts['upgrade-patch'] ?? 0)
      expect(ups(back.counts)).toBe(there.counts.downgrade ?? 0)
    }),
  )
})

test('the answer does not depend on the order in which either document lists its components', () => {
  fc.assert(
    fc.property(list, list, (one, other) => {
      expect(diffComponents([...one].reverse(), [...other].reverse())).toEqual(diffComponents(one, other))
    }),
  )
})
