import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareVersions, versionSchemeOf } from '../components/version-order.ts'
import type { AffectedPackage, RangeEvent } from './osv.ts'
import { affects } from './range.ts'
import { parseVers, versContains } from './vers.ts'

/* A range says the same as the list of its versions: over every ecosystem, versions enumerated in its own order. */

const ecosystems = [
  'npm',
  'PyPI',
  'Maven',
  'NuGet',
  'RubyGems',
  'Packagist',
  'Pub',
  'Debian:12',
  'AlmaLinux:9',
  'Alpine:v3.20',
  'ConanCenter',
  'CRAN',
  'Nowhere',
]

/** Versions as releases bear them, of which most ecosystems can read most. */
const version = fc
  .tuple(
    fc.integer({ min: 0, max: 3 }),
    fc.integer({ min: 0, max: 11 }),
    fc.constantFrom('', '.0', '.1', '.10', '-1', '-rc1', 'a', '-r2', '+b1', '~1', '.post1', '_p1'),
  )
  .map(([major, minor, tail]) => `${major}.${minor}${tail}`)

describe.for(ecosystems)('%s', (ecosystem) => {
  const scheme = versionSchemeOf(ecosystem)
  const order = (left: string, right: string) => compareVersions(scheme, left, right).order

  /** One of each set of equal versions, in order. */
  const enumerated = (versions: readonly string[]) =>
    versions.toSorted(order).filter((one, at, all) => at === 0 || order(all[at - 1] ?? '', one) !== 0)

  test('spans of an advisory hold exactly the versions between their ends', () => {
    fc.assert(
      fc.property(fc.array(version, { minLength: 4, maxLength: 24 }), fc.nat(), (given, seed) => {
        const all = enumerated(given)
        const ends = all.filter((_one, at) => (seed >> (at % 24)) % 2 === 0).slice(0, 8)
        const events: RangeEvent[] = ends.map((end, at) => ({
          kind: at % 2 === 0 ? 'introduced' : seed % 3 === 0 ? 'last_affected' : 'fixed',
          version: end,
        }))
        const entry: AffectedPackage = {
          ecosystem,
          name: 'a',
          ranges: [{ type: 'ECOSYSTEM', events }],
          versions: [],
          severities: [],
        }
        // The list, worked out by walking along it.
        let inside = events.length === 0
        const listed = new Set<string>()
        for (const one of all) {
          const event = events.find((each) => each.version === one)
          if (event?.kind === 'introduced') inside = true
          if (event?.kind === 'fixed') inside = false
          if (inside) listed.add(one)
          if (event?.kind === 'last_affected') inside = false
        }
        for (const one of all)
          expect(affects(entry, one).affected, `${one} in ${JSON.stringify(events)}`).toBe(listed.has(one))
        // An advisory that names the same versions one by one says the same.
        const named: AffectedPackage = { ...entry, ranges: [], versions: [...listed] }
        for (const one of all) expect(affects(named, one).affected, one).toBe(listed.has(one))
      }),
      { numRuns: 200 },
    )
  })
})

test('a VERS range holds exactly the versions between its bounds', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 10 }),
      fc.boolean(),
      (given, beginsOpen) => {
        const points = given.toSorted((a, b) => a - b)
        const opens = (at: number) => (at % 2 === 0) === beginsOpen
        const text = points.map((point, at) => `${opens(at) ? '>=' : '<'}${point}.0.0`).join('|')
        const read = parseVers(`vers:npm/${text}`)
        if (!read.ok) throw new Error(`${text}: ${read.refusal.because.en}`)
        for (let asked = 0; asked <= 60; asked++) {
          const below = points.filter((point) => point <= asked).length
          const wanted = below === 0 ? !opens(0) : opens(below - 1)
          expect(versContains(read.value, `${asked}.0.0`), `${asked} in ${text}`).toBe(wanted)
        }
      },
    ),
  )
})
