import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergeAliases, preferredId } from './aliases.ts'
import { matchComponents, queryOf } from './match.ts'
import type { Advisory } from './osv.ts'

const advisory = (id: string, aliases: readonly string[], more: Partial<Advisory> = {}): Advisory => ({
  id,
  aliases,
  related: [],
  modified: '2024-01-01T00:00:00Z',
  summary: '',
  severities: [],
  affected: [
    {
      ecosystem: 'PyPI',
      name: 'pydicom',
      ranges: [
        {
          type: 'ECOSYSTEM',
          events: [
            { kind: 'introduced', version: '0' },
            { kind: 'fixed', version: '2.4' },
          ],
        },
      ],
      versions: [],
      severities: [],
    },
  ],
  references: [],
  ...more,
})

const ecosystems: ReadonlySet<string> = new Set(['PyPI'])

test('two advisories of one vulnerability make one finding under its CVE', () => {
  const advisories = [advisory('PYSEC-2024-1', ['CVE-2024-1111']), advisory('GHSA-a', ['CVE-2024-1111'])]
  const components = [{ reference: 'a', purl: 'pkg:pypi/PyDicom@2.3.0' }]
  const result = matchComponents({ components, advisories, ecosystems })
  expect(result.findings).toEqual([
    {
      vulnerability: 'CVE-2024-1111',
      reference: 'a',
      advisories: ['PYSEC-2024-1', 'GHSA-a'],
      how: 'range',
      fixedIn: '2.4',
    },
  ])
  expect(result.vulnerabilities[0]?.aliases).toEqual(['GHSA-a', 'PYSEC-2024-1'])
})

test('a withdrawn advisory makes no finding', () => {
  const advisories = [advisory('A', [], { withdrawn: '2024-02-01T00:00:00Z' })]
  expect(
    matchComponents({ components: [{ reference: 'a', purl: 'pkg:pypi/pydicom@1' }], advisories, ecosystems })
      .findings,
  ).toEqual([])
})

test('no finding is never shown as no vulnerability where nobody could answer', () => {
  const components = [
    { reference: 'answered', purl: 'pkg:pypi/numpy@1' },
    { reference: 'no source', purl: 'pkg:npm/lodash@4' },
    { reference: 'no ecosystem', purl: 'pkg:generic/rtos@1' },
    { reference: 'no purl' },
  ]
  const { coverage, findings } = matchComponents({ components, advisories: [], ecosystems })
  expect(findings).toEqual([])
  expect([...coverage.values()]).toEqual(['answered', 'no-source', 'no-ecosystem', 'no-purl'])
})

test('a component without version is a finding that says so; the version beside the purl is used where there is one', () => {
  const advisories = [advisory('A', [])]
  const of = (version: string | undefined) =>
    matchComponents({
      components: [{ reference: 'a', purl: 'pkg:pypi/pydicom', version }],
      advisories,
      ecosystems,
    }).findings
  expect(of(undefined)[0]?.how).toBe('version-unknown')
  expect(of('2.3')[0]?.how).toBe('range')
  expect(of('2.4')).toEqual([])
})

test('the same name in another ecosystem or release is another package', () => {
  const other = advisory('A', []).affected.map((entry) => ({ ...entry, ecosystem: 'AlmaLinux:8' }))
  const advisories = [advisory('A', [], { affected: other })]
  const at = (distro: string) => [{ reference: 'a', purl: `pkg:rpm/almalinux/pydicom@1?distro=${distro}` }]
  expect(matchComponents({ components: at('almalinux-8.4'), advisories, ecosystems }).findings.length).toBe(1)
  expect(matchComponents({ components: at('almalinux-9.1'), advisories, ecosystems }).findings.length).toBe(0)
  expect(
    matchComponents({ components: [{ reference: 'a', purl: 'pkg:pypi/pydicom@1' }], advisories, ecosystems })
      .findings.length,
  ).toBe(0)
})

test('a broken purl asks nothing', () => {
  expect(queryOf({ reference: 'a', purl: 'pydicom' })).toBeUndefined()
})

test('the lowest CVE names a vulnerability, and without one the first id does', () => {
  expect(preferredId(['GHSA-x', 'CVE-2024-2222', 'CVE-2023-9999'])).toBe('CVE-2023-9999')
  expect(preferredId(['GHSA-x', 'PYSEC-1'])).toBe('GHSA-x')
})

test('aliases merge the same way in any order, through chains of any length', () => {
  const chain = Array.from({ length: 2_000 }, (_, at) => advisory(`A-${at}`, [`A-${at + 1}`]))
  expect(mergeAliases(chain).length).toBe(1)
  const id = fc.integer({ min: 0, max: 12 }).map((number) => `X-${number}`)
  const one = fc.tuple(id, fc.array(id, { maxLength: 3 })).map(([own, aliases]) => advisory(own, aliases))
  fc.assert(
    fc.property(fc.uniqueArray(one, { selector: (each) => each.id, maxLength: 10 }), (advisories) => {
      const groups = (list: readonly Advisory[]) =>
        mergeAliases(list)
          .map((each) => each.advisories.toSorted().join())
          .sort()
      expect(groups(advisories.toReversed())).toEqual(groups(advisories))
      const all = mergeAliases(advisories).flatMap((each) => each.advisories)
      expect(all.toSorted()).toEqual(advisories.map((each) => each.id).toSorted())
    }),
  )
})
