import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { wanted } from '../../test/examples/walk.ts'
import { isOutsidePresent, outsideFile } from '../components/test/outside-files.ts'
import { readSupportDates } from './support-dates.ts'

const files = {
  date: '2026-08-22',
  products: [
    {
      name: 'lib',
      title: 'Lib',
      category: 'framework',
      identifiers: [
        { purl: 'pkg:npm/%40a/lib@1' },
        { cpe: 'cpe:/a:v:lib' },
        { repology: 'lib' },
        { purl: 'junk' },
      ],
      releases: [
        {
          releaseCycle: '2',
          releaseDate: '2024-01-01',
          eoas: '2025-01-01',
          eol: false,
          eoes: '2027-01-01',
          latest: '2.1',
        },
        { releaseCycle: '1', eol: '2024-02-30' },
        {},
      ],
    },
    { name: '../x', releases: [] },
  ],
}
const api = {
  schema_version: '1.2.0',
  generated_at: '2026-08-22T00:00:00+00:00',
  result: [
    {
      name: 'lib',
      label: 'Lib',
      category: 'framework',
      identifiers: [
        { id: 'pkg:npm/%40a/lib@1', type: 'purl' },
        { id: 'cpe:/a:v:lib', type: 'cpe' },
      ],
      releases: [
        {
          name: '2',
          releaseDate: '2024-01-01',
          isEoas: true,
          eoasFrom: '2025-01-01',
          isEol: false,
          eolFrom: null,
          eoesFrom: '2027-01-01',
          latest: { name: '2.1' },
        },
        { name: '1', isEol: null },
      ],
    },
  ],
}

const lib = {
  name: 'lib',
  title: 'Lib',
  category: 'framework',
  link: null,
  identifiers: [
    { scheme: 'purl', identifier: 'pkg:npm/%40a/lib' },
    { scheme: 'cpe', identifier: 'a:v:lib' },
  ],
  cycles: [
    {
      cycle: '2',
      label: null,
      released: '2024-01-01',
      supportUntil: '2025-01-01',
      eol: null,
      ended: false,
      extendedUntil: '2027-01-01',
      latest: '2.1',
      link: null,
    },
    {
      cycle: '1',
      label: null,
      released: null,
      supportUntil: null,
      eol: null,
      ended: null,
      extendedUntil: null,
      latest: null,
      link: null,
    },
  ],
}

test('end-of-life data in both its forms says the same', () => {
  const [fromFiles, fromApi] = [wanted(readSupportDates(files)), wanted(readSupportDates(api))]
  expect(fromFiles.rows[0]).toEqual(lib)
  expect(fromApi.rows).toEqual(fromFiles.rows)
  expect(fromFiles.refused.map(({ place }) => place)).toEqual(['products[1]'])
})

test.skipIf(!isOutsidePresent('eol/endoflife-products.json'))(
  'all end-of-life data (shared data, skipped without it) is read: 464 products, 8,351 cycles',
  () => {
    const read = wanted(
      readSupportDates(JSON.parse(readFileSync(outsideFile('eol/endoflife-products.json'), 'utf8'))),
    )
    const cycles = read.rows.flatMap((row) => row.cycles)
    expect([read.rows.length, read.refusedCount, cycles.length]).toEqual([464, 0, 8351])
    expect(cycles.every((cycle) => cycle.eol !== null || cycle.ended !== null)).toBe(true)
  },
)
