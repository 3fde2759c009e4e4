import fc from 'fast-check'
import { expect, test } from 'vitest'
import { filesOfZip, isOutsidePresent } from '../components/test/outside-files.ts'
import { advisoryLimits, readAdvisory } from './osv.ts'

const folders = ['Go', 'PyPI', 'crates.io', 'AlmaLinux', 'Bitnami', 'OSS-Fuzz'].map(
  (name) => `osv/${name}/all.zip`,
)

test.skipIf(!isOutsidePresent(...folders))(
  '25,260 published OSV records are read, none refused (skipped without the outside data)',
  { timeout: 120_000 },
  () => {
    const counts = { read: 0, refused: 0, withdrawn: 0, packages: 0, versions: 0 }
    for (const folder of folders) {
      for (const [name, bytes] of filesOfZip(folder)) {
        if (!name.endsWith('.json')) continue
        const answer = readAdvisory(JSON.parse(bytes.toString('utf8')))
        if (!answer.ok) counts.refused++
        else {
          counts.read++
          if (answer.value.withdrawn !== undefined) counts.withdrawn++
          counts.packages += answer.value.affected.length
          for (const entry of answer.value.affected) counts.versions += entry.versions.length
        }
      }
    }
    expect(counts).toEqual({ read: 25_260, refused: 0, withdrawn: 64, packages: 90_617, versions: 177_465 })
  },
)

test('a record keeps what matching needs and leaves its prose behind', () => {
  const answer = readAdvisory({
    schema_version: '1.6.0',
    id: 'GHSA-aaaa-bbbb-cccc',
    modified: '2024-01-02T00:00:00Z',
    aliases: ['CVE-2024-1234', 'CVE-2024-1234', 'GHSA-aaaa-bbbb-cccc'],
    details: 'First line.\nSecond line.',
    severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N' }],
    database_specific: { severity: 'HIGH', other: 1 },
    affected: [
      {
        package: { ecosystem: 'PyPI', name: 'Foo.Bar', purl: 'pkg:pypi/foo-bar' },
        ranges: [
          { type: 'GIT', repo: 'https://x', events: [{ introduced: '0' }] },
          { type: 'ECOSYSTEM', events: [{ introduced: '0', fixed: '1.2' }] },
        ],
        versions: ['1.0'],
      },
      { ranges: [{ type: 'GIT', events: [{ introduced: '0' }] }] },
    ],
    references: [
      { type: 'WEB', url: 'https://example.org' },
      { type: 'WEB', url: 'javascript:alert(1)' },
    ],
  })
  expect(answer.ok && answer.value).toEqual({
    id: 'GHSA-aaaa-bbbb-cccc',
    aliases: ['CVE-2024-1234'],
    related: [],
    modified: '2024-01-02T00:00:00Z',
    summary: 'First line.',
    severities: [
      { type: 'CVSS_V3', vector: 'CVSS:3.1/AV:N' },
      { type: 'other', vector: 'HIGH' },
    ],
    affected: [
      {
        ecosystem: 'PyPI',
        name: 'foo-bar',
        purlType: 'pypi',
        ranges: [
          {
            type: 'ECOSYSTEM',
            events: [
              { kind: 'introduced', version: '0' },
              { kind: 'fixed', version: '1.2' },
            ],
          },
        ],
        versions: ['1.0'],
        severities: [],
      },
    ],
    references: ['https://example.org'],
  })
})

test('a distribution record speaks of the CVE its id names', () => {
  const answer = readAdvisory({ id: 'DEBIAN-CVE-2024-1234', upstream: ['CVE-2024-1234'] })
  expect(answer.ok && answer.value.aliases).toEqual(['CVE-2024-1234'])
})

test.for([
  ['nothing', undefined],
  ['a list', []],
  ['no id', { modified: '2024' }],
  ['an empty id', { id: '' }],
  [
    'too many affected packages',
    { id: 'A', affected: Array.from({ length: advisoryLimits.affected + 1 }, () => ({})) },
  ],
  [
    'too many versions',
    { id: 'A', affected: [{ versions: Array.from({ length: advisoryLimits.versions + 1 }, () => '1') }] },
  ],
  ['aliases that are no list', { id: 'A', aliases: 'CVE-2024-1' }],
] as const)('a record with %s is refused', ([, record]) => {
  expect(readAdvisory(record).ok).toBe(false)
})

test('no JSON whatever makes the reader throw', () => {
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.jsonValue(),
      (affected, more) =>
        typeof readAdvisory({ id: 'A', affected, references: more, severity: more }).ok === 'boolean',
    ),
  )
})
