import { expect, test } from 'vitest'
import { openEdition } from './edition.ts'

const now = '2026-11-22T00:00:00.000Z'
const zip = Buffer.from('504b0304aa', 'hex')
const text = Buffer.from('[]     ')
const advisory = (modified: string, ...ecosystems: string[]) => ({
  modified,
  packages: ecosystems.map((ecosystem) => ({ ecosystem, name: 'part' })),
})

test('a ZIP of one ecosystem is its full edition, releases and a stray record notwithstanding', () => {
  const edition = openEdition({ bytes: zip, part: '' }, now)
  edition.add(Array.from({ length: 9 }, () => advisory('2026-01-01T00:00:00Z', 'Debian:12', 'Debian:13')))
  edition.add([advisory('2026-01-02T00:00:00Z', 'npm')])
  expect(edition.whole()).toBe('Debian')
  expect([...edition.ecosystems()].sort()).toEqual(['Debian', 'npm'])
})

test('single advisories and a ZIP of a mixture are the full edition of nothing', () => {
  const single = openEdition({ bytes: text, part: '' }, now)
  single.add([advisory('2026-01-01T00:00:00Z', 'npm')])
  expect(single.whole()).toBe(null)
  const mixture = openEdition({ bytes: zip, part: '' }, now)
  mixture.add([advisory('2026-01-01T00:00:00Z', 'npm'), advisory('2026-01-01T00:00:00Z', 'PyPI')])
  expect(mixture.whole()).toBe(null)
  expect(openEdition({ bytes: zip, part: '' }, now).whole()).toBe(null)
})

test('what a bundle or a fetch names is whole, unless it only brings it up to date', () => {
  expect(openEdition({ bytes: text, part: 'npm' }, now).whole()).toBe('npm')
  expect(openEdition({ bytes: text, part: 'npm', isWhole: false }, now).whole()).toBe(null)
})

test('it is as old as its newest advisory; a day to come, the year 1 and nonsense date nothing', () => {
  const edition = openEdition({ bytes: zip, part: '' }, now)
  edition.add(['0001-01-01T00:00:00Z', '2999-01-01T00:00:00Z', 'soon'].map((at) => advisory(at, 'Go')))
  expect(edition.newest()).toBe(null)
  edition.add([advisory('2026-02-01T00:00:00Z', 'Go'), advisory('2026-01-01T00:00:00+09:00', 'Go')])
  expect(edition.newest()).toBe('2026-02-01T00:00:00.000Z')
})
