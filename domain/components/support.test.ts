import { expect, test } from 'vitest'
import { readPattern } from './component-pattern.ts'
import {
  judgeSupport,
  monthsBefore,
  type PlanInForce,
  rollUpSupport,
  type SupportQuestion,
} from './support.ts'
import { cycleFor, cycleQuestionOf, type SupportCycle, supportOfCycle } from './support-cycle.ts'
import { statedSupport } from './support-stated.ts'

const cycle = (name: string, more: Partial<SupportCycle> = {}): SupportCycle => ({
  product: 'openssl',
  title: 'OpenSSL',
  cycle: name,
  activeUntil: null,
  endsOn: '2026-11-22',
  ended: null,
  extendedUntil: null,
  ...more,
})
const question = (more: Partial<SupportQuestion> = {}): SupportQuestion => ({
  reference: 'a',
  name: 'openssl',
  version: '3.0.11',
  purl: 'pkg:generic/openssl@3.0.11',
  supplier: null,
  stated: null,
  cycle: null,
  ...more,
})
const pattern = (text: string) => {
  const read = readPattern(text)
  if (!read.ok) throw new Error(text)
  return read.value
}
const plan = (more: Partial<PlanInForce> = {}): PlanInForce => ({
  id: 'p',
  number: 'SPL-2026-0001',
  support: [],
  actions: [],
  ...more,
})

test('a component is supported on its last day and not on the day after', () => {
  expect(supportOfCycle(cycle('3.0'), '2026-11-22')).toMatchObject({ level: 'maintained', ended: false })
  expect(supportOfCycle(cycle('3.0'), '2026-11-23')).toMatchObject({ level: 'not-maintained', ended: true })
})

test('between the end of active support and the end of life only security fixes come', () => {
  const one = cycle('3.0', { activeUntil: '2026-06-30' })
  expect(supportOfCycle(one, '2026-06-30').level).toBe('maintained')
  expect(supportOfCycle(one, '2026-07-01').level).toBe('security-only')
})

test('where only yes or no is published there is no day: ended is ended, supported is supported, silence unknown', () => {
  const told = (ended: boolean | null) => supportOfCycle(cycle('1', { endsOn: null, ended }), '2026-11-22')
  expect(told(true)).toMatchObject({ level: 'not-maintained', endsOn: null, ended: true })
  expect(told(false)).toMatchObject({ level: 'maintained', endsOn: null, ended: false })
  expect(told(null)).toMatchObject({ level: 'unknown', ended: false })
})

test('a paid extension is told and not counted as support', () => {
  const answer = supportOfCycle(cycle('3.0', { extendedUntil: '2029-01-01' }), '2026-12-01')
  expect(answer.ended).toBe(true)
  expect(answer.because.en).toContain('2029-01-01')
})

test('a version belongs to the longest cycle that begins it, number by number', () => {
  const cycles = ['1', '1.1', '1.1.1', '3.0', '3.1', '12', '2.x', '18.04'].map((name) => cycle(name))
  const name = (version: string) => cycleFor(version, cycles)?.cycle ?? null
  expect(name('1.1.1k')).toBe('1.1.1')
  expect(name('1.1.0l')).toBe('1.1')
  expect(name('1.2.3')).toBe('1')
  expect(name('3.0.11+dfsg-1~deb12u2')).toBe('3.0')
  expect(name('1:3.0.11-1')).toBe('3.0')
  expect(name('v3.1.4')).toBe('3.1')
  expect(name('2.17.1')).toBe('2.x')
  expect(name('18.04.6')).toBe('18.04')
})

test('a version that says too little, or belongs to no published cycle, is answered by nobody', () => {
  const cycles = ['3.0', '3.1'].map((name) => cycle(name))
  for (const version of ['3', '3.10.1', '30', '', 'latest', '4.0', '.'.repeat(100_000), '9'.repeat(100_000)])
    expect(cycleFor(version, cycles), version.slice(0, 20)).toBeNull()
  expect(cycleFor('3.0', [])).toBeNull()
})

test('a package of a distribution is asked of the distribution, not of the project', () => {
  const ask = (purl: string) =>
    cycleQuestionOf({
      type: 'library',
      name: 'openssl',
      version: '3.0.11-1',
      purl,
      cpe: 'cpe:2.3:a:openssl:openssl:3.0.11',
    })
  const debian = { identifiers: [{ scheme: 'product', text: 'debian' }], version: '12' }
  expect(ask('pkg:deb/debian/openssl@3.0.11-1?distro=debian-12')).toEqual(debian)
  expect(ask('pkg:deb/debian/openssl@3.0.11-1?distro=bookworm')).toEqual(debian)
  expect(ask('pkg:apk/alpine/openssl@3.1.4-r0?distro=3.18.4')).toMatchObject({ version: '3.18.4' })
  expect(ask('pkg:rpm/rocky/openssl@3.0?distro=rocky-9.2')).toMatchObject({
    identifiers: [{ text: 'rocky-linux' }],
    version: '9.2',
  })
  expect(ask('pkg:deb/debian/openssl@3.0.11-1')).toBeNull()
  expect(ask('pkg:deb/kali/openssl@3.0.11-1?distro=kali-2024.1')).toBeNull()
})

test('other components are asked by purl and by CPE, and not at all without a version', () => {
  const one = {
    type: 'library',
    name: 'core',
    version: '6.1',
    purl: 'pkg:npm/%40adonisjs/core@6.1',
    cpe: null,
  }
  expect(cycleQuestionOf(one)).toEqual({
    identifiers: [{ scheme: 'purl', text: 'pkg:npm/%40adonisjs/core' }],
    version: '6.1',
  })
  expect(cycleQuestionOf({ ...one, purl: null, cpe: 'cpe:/a:OpenSSL:openssl:1.0.2k' })).toMatchObject({
    identifiers: [{ scheme: 'cpe', text: 'a:openssl:openssl' }],
  })
  expect(cycleQuestionOf({ ...one, purl: 'pkg:npm/%40adonisjs/core', version: null })).toBeNull()
  expect(cycleQuestionOf({ ...one, purl: null })).toBeNull()
})

test('our own contract speaks before the SBOM, the SBOM before published life cycles, and silence is unknown', () => {
  const contract = {
    pattern: pattern('openssl'),
    level: 'security-only' as const,
    endsOn: '2030-01-31',
    reference: 'C-7',
  }
  const stated = { level: 'maintained' as const, endsOn: null }
  const all = question({ stated, cycle: cycle('3.0') })
  const today = '2026-11-22'
  expect(judgeSupport(all, [plan({ support: [contract] })], today)).toMatchObject({
    source: 'plan',
    level: 'security-only',
    endsOn: '2030-01-31',
    plan: { number: 'SPL-2026-0001' },
  })
  expect(judgeSupport(all, [], today)).toMatchObject({ source: 'sbom', level: 'maintained' })
  expect(judgeSupport({ ...all, stated: null }, [], today)).toMatchObject({
    source: 'feed',
    endsOn: '2026-11-22',
  })
  expect(judgeSupport(question(), [], today)).toMatchObject({
    source: 'none',
    level: 'unknown',
    ended: false,
  })
})

test('a level written down gives way to a last day that has passed, on the day after and not on the day', () => {
  const contract = {
    pattern: pattern('openssl'),
    level: 'maintained' as const,
    endsOn: '2026-11-22',
    reference: null,
  }
  const on = (today: string) => judgeSupport(question(), [plan({ support: [contract] })], today)
  expect(on('2026-11-22')).toMatchObject({ level: 'maintained', ended: false })
  expect(on('2026-11-23')).toMatchObject({ level: 'not-maintained', ended: true })
})

test('a day alone in the SBOM says until when, and leaves the level unknown', () => {
  const stated = { level: null, endsOn: '2027-01-01' }
  expect(judgeSupport(question({ stated }), [], '2026-11-22')).toMatchObject({
    level: 'unknown',
    endsOn: '2027-01-01',
    source: 'sbom',
  })
})

test('the plan of the release speaks before the plan of the device', () => {
  const row = (level: 'maintained' | 'abandoned') => ({
    pattern: pattern('openssl'),
    level,
    endsOn: null,
    reference: null,
  })
  const plans = [
    plan({ number: 'SPL-2', support: [row('abandoned')] }),
    plan({ support: [row('maintained')] }),
  ]
  expect(judgeSupport(question(), plans, '2026-11-22')).toMatchObject({
    level: 'abandoned',
    plan: { number: 'SPL-2' },
  })
})

test('the roll-up counts the unknown, tells what has ended without a plan, and what ends first', () => {
  const today = '2026-11-22'
  const rows = [
    judgeSupport(question({ reference: '1', cycle: cycle('3.0', { endsOn: '2025-01-01' }) }), [], today),
    judgeSupport(
      question({ reference: '2', cycle: cycle('3.0', { endsOn: null, ended: true }) }),
      [plan({ actions: [{ pattern: pattern('openssl'), action: 'isolate' }] })],
      today,
    ),
    judgeSupport(question({ reference: '3', cycle: cycle('3.0', { endsOn: '2027-05-14' }) }), [], today),
    judgeSupport(question({ reference: '4', cycle: cycle('3.0') }), [], today),
    judgeSupport(question({ reference: '5' }), [], today),
  ]
  const summary = rollUpSupport(rows, today)
  expect(summary).toMatchObject({ components: 5, ended: 2, endedWithoutAction: 1 })
  expect(summary.levels).toMatchObject({ maintained: 2, 'not-maintained': 2, unknown: 1 })
  expect(summary.first).toMatchObject({ endsOn: '2026-11-22', row: { reference: '4' }, components: 1 })
  expect(summary.timeline.map(({ endsOn }) => endsOn)).toEqual(['2025-01-01', '2026-11-22', '2027-05-14'])
})

test('a device of which nobody knows anything has no first end of support', () => {
  expect(rollUpSupport([], '2026-11-22')).toMatchObject({ components: 0, first: null, timeline: [] })
  expect(rollUpSupport([judgeSupport(question(), [], '2026-11-22')], '2026-11-22').first).toBeNull()
})

test('an announcement months ahead falls on the same date, or on the last of a shorter month', () => {
  expect(monthsBefore('2030-12-31', 12)).toBe('2029-12-31')
  expect(monthsBefore('2027-03-31', 1)).toBe('2027-02-28')
  expect(monthsBefore('2028-03-31', 1)).toBe('2028-02-29')
  expect(monthsBefore('2027-01-15', 14)).toBe('2025-11-15')
})

test('a level in the words of FDA or SPDX is taken from the SBOM, in other words it is none', () => {
  expect(statedSupport({ level: 'Actively maintained' })).toEqual({ level: 'maintained', endsOn: null })
  expect(statedSupport({ level: 'no longer maintained', endsOn: '2024-01-01' })?.level).toBe('not-maintained')
  expect(statedSupport({ level: 'limitedSupport' })?.level).toBe('security-only')
  expect(statedSupport({ level: 'tier 2' })).toBeNull()
  expect(statedSupport({ level: 'tier 2', endsOn: '2027-01-01' })).toEqual({
    level: null,
    endsOn: '2027-01-01',
  })
  expect(statedSupport({ level: 'constructor' })).toBeNull()
  expect(statedSupport(null)).toBeNull()
})
