import { expect, test } from 'vitest'
import { type InstallationVersion, releaseOn } from './release-on.ts'

const version = (at: string, body: object, state = 'in-use'): InstallationVersion => ({
  state,
  at: `${at}T03:00:00.000Z`,
  body: { site: 's', ...body },
})

const history = [
  version('2026-01-10', { release: 'one', installedOn: '2026-01-05' }),
  version('2026-03-20', { release: 'two', installedOn: '2026-01-05', runsSince: '2026-03-01' }),
  version('2026-05-02', { release: 'two', installedOn: '2026-01-05', runsSince: '2026-03-01', units: 3 }),
  version(
    '2026-06-01',
    { release: 'two', installedOn: '2026-01-05', runsSince: '2026-03-01', units: 3 },
    'removed',
  ),
]

test.each([
  ['2026-01-04', null],
  ['2026-01-05', 'one'],
  ['2026-02-28', 'one'],
  ['2026-03-01', 'two'],
  ['2026-03-19', 'two'],
  ['2026-05-31', 'two'],
  ['2026-06-01', null],
])('on %s the unit ran %s, by the day people stated and not the day they wrote it down', (day, release) => {
  expect(releaseOn(history, day)?.release ?? null).toBe(release)
})

test('where nobody stated a day, the day of the entry counts and is said to be that', () => {
  const entered = [version('2026-01-10', { release: 'one' }), version('2026-02-10', { release: 'two' })]
  expect(releaseOn(entered, '2026-02-09')).toMatchObject({
    release: 'one',
    basis: 'entered',
    since: '2026-01-10',
  })
  expect(releaseOn(entered, '2026-02-10')).toMatchObject({ release: 'two', basis: 'entered' })
})

test('an entry in the evening of one day in Seoul counts for that day', () => {
  const late = [{ state: 'in-use', at: '2026-01-09T15:30:00.000Z', body: { release: 'one' } }]
  expect(releaseOn(late, '2026-01-09')).toBeNull()
  expect(releaseOn(late, '2026-01-10')?.release).toBe('one')
})

test('a day in the future is a plan: what runs is what was there', () => {
  const planned = [
    version('2026-01-10', { release: 'one' }),
    version('2026-02-10', { release: 'two', runsSince: '2027-01-01' }),
  ]
  expect(releaseOn(planned, '2026-02-11')?.release).toBe('two')
})
