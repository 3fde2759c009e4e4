import fc from 'fast-check'
import ids from 'spdx-license-ids/index.json' with { type: 'json' }
import { expect, test } from 'vitest'
import { classedIds } from './licence-classes.ts'
import { judgeLicences } from './licence-policy.ts'
import { licencePolicyOf, type PolicyBody, policyFor, targetsOf } from './policy-in-force.ts'

const strict: PolicyBody = {
  classes: [
    { class: 'public-domain', ruling: 'allowed' },
    { class: 'permissive', ruling: 'allowed' },
    { class: 'weak-copyleft', ruling: 'review' },
    { class: 'strong-copyleft', ruling: 'forbidden' },
    { class: 'network-copyleft', ruling: 'forbidden' },
  ],
  undeclared: 'review',
  notRecognised: 'review',
}
const today = '2026-11-22'
const judge = (licences: readonly string[], body: PolicyBody = strict, on = today) =>
  judgeLicences({ name: 'x', version: '1', purl: 'pkg:npm/x@1', licences }, licencePolicyOf(body), on)
const ruling = (text: string, body: PolicyBody = strict) => judge([text], body).ruling

test('a choice is judged by its best branch and a conjunction by its worst, however they are nested', () => {
  expect(ruling('MIT')).toBe('allowed')
  expect(ruling('GPL-3.0-only')).toBe('forbidden')
  expect(ruling('MIT OR GPL-3.0-only')).toBe('allowed')
  expect(ruling('MIT AND GPL-3.0-only')).toBe('forbidden')
  expect(ruling('(MIT OR GPL-3.0-only) AND (AGPL-3.0-only OR MPL-2.0)')).toBe('review')
  expect(ruling('(MIT AND GPL-3.0-only) OR (ISC AND LGPL-2.1-only)')).toBe('review')
})

test('only the branch that was taken owes anything, and of two allowed branches the one that asks less', () => {
  expect(judge(['GPL-3.0-only OR MIT']).applies).toEqual(['MIT'])
  const free = judge(['MIT OR CC0-1.0'])
  expect(free).toMatchObject({ applies: ['CC0-1.0'], obligations: [] })
  expect(judge(['MIT AND MPL-2.0']).obligations).toContain('source-files')
  expect(judge(['MIT AND MIT']).applies).toEqual(['MIT'])
})

test('several declared licences all apply', () => {
  expect(judge(['MIT', 'GPL-3.0-only'])).toMatchObject({
    ruling: 'forbidden',
    applies: ['MIT', 'GPL-3.0-only'],
  })
  expect(judge(['MIT OR ISC', 'BSD-3-Clause']).expression).toBe('(MIT OR ISC) AND BSD-3-Clause')
})

test('an exception of the licence that allows joining makes a strong copyleft a weak one', () => {
  const verdict = judge(['GPL-2.0-only WITH Classpath-exception-2.0'])
  expect(verdict).toMatchObject({ ruling: 'review', class: 'weak-copyleft' })
  expect(verdict.obligations).toContain('source-files')
  expect(verdict.obligations).not.toContain('source-work')
  expect(ruling('GPL-2.0-only WITH GPL-CC-1.0')).toBe('forbidden')
})

test('a ruling by id goes before the class, and one with its exception before one without', () => {
  const body: PolicyBody = {
    ...strict,
    licences: [
      { licence: 'gpl-2.0', ruling: 'forbidden' },
      { licence: 'GPL-2.0-only WITH Classpath-exception-2.0', ruling: 'allowed' },
      { licence: 'LicenseRef-Vendor', ruling: 'allowed' },
    ],
  }
  expect(ruling('GPL-2.0-only', body)).toBe('forbidden')
  expect(ruling('GPL-2.0-only WITH Classpath-exception-2.0', body)).toBe('allowed')
  expect(ruling('GPL-2.0-only WITH GCC-exception-2.0', body)).toBe('forbidden')
  expect(ruling('LicenseRef-Vendor', body)).toBe('allowed')
})

test('a licence the policy says nothing of needs review, and without any policy everything does', () => {
  expect(judge(['LicenseRef-Other'])).toMatchObject({ ruling: 'review', by: 'no-class' })
  expect(judge(['MIT'], {})).toMatchObject({ ruling: 'review', by: 'no-class' })
  const nothing = judgeLicences(
    { name: 'x', version: null, purl: null, licences: [] },
    licencePolicyOf(null),
    today,
  )
  expect(nothing).toMatchObject({ ruling: 'review', by: 'undeclared' })
})

test('what is undeclared and what cannot be read never pass as read', () => {
  expect(judge([])).toMatchObject({ ruling: 'review', by: 'undeclared', expression: null })
  expect(judge(['NOASSERTION'])).toMatchObject({ by: 'undeclared' })
  expect(judge(['BSD'])).toMatchObject({ ruling: 'review', by: 'not-recognised', notRecognised: ['BSD'] })
  expect(judge(['MIT', 'BSD'])).toMatchObject({ ruling: 'review', expression: 'MIT', notRecognised: ['BSD'] })
  expect(judge([], { ...strict, undeclared: 'forbidden' }).ruling).toBe('forbidden')
})

test('what a person once found a text to mean holds for the next release too', () => {
  const body = {
    ...strict,
    readings: [{ text: 'BSD  License', licence: 'BSD-3-Clause', because: 'LICENSE 파일 확인' }],
  }
  expect(judge(['bsd license'], body)).toMatchObject({ ruling: 'allowed', expression: 'BSD-3-Clause' })
})

test('an exception holds on its last day and has expired on the next', () => {
  const body = {
    ...strict,
    exceptions: [{ component: 'pkg:npm/x', because: '교체 중', until: '2026-11-22' }],
  }
  expect(judge(['GPL-3.0-only'], body, '2026-11-22')).toMatchObject({
    ruling: 'allowed',
    by: 'exception',
    expired: null,
  })
  expect(judge(['GPL-3.0-only'], body, '2026-11-23')).toMatchObject({
    ruling: 'forbidden',
    expired: { until: '2026-11-22', because: '교체 중' },
  })
})

test('an exception for one licence does not hold for another, nor for another component', () => {
  const exception = { component: 'pkg:npm/x', licence: 'gpl-3.0', because: '확인' }
  expect(judge(['GPL-3.0-only'], { ...strict, exceptions: [exception] }).ruling).toBe('allowed')
  expect(judge(['AGPL-3.0-only'], { ...strict, exceptions: [exception] }).ruling).toBe('forbidden')
  const other = { ...strict, exceptions: [{ ...exception, component: 'pkg:npm/xy' }] }
  expect(judge(['GPL-3.0-only'], other).ruling).toBe('forbidden')
})

test('the policy that names the device goes before the general one, and the newest of several', () => {
  const policy = (name: string, devices?: string[]) => ({ name, body: { ...(devices && { devices }) } })
  const policies = [policy('new'), policy('old'), policy('own', ['d'])]
  expect(policyFor(policies, 'd')).toMatchObject({ policy: { name: 'own' }, others: [] })
  expect(policyFor(policies, 'e')).toMatchObject({ policy: { name: 'new' }, others: [{ name: 'old' }] })
  expect(policyFor(policies, null)?.policy.name).toBe('new')
  expect(policyFor([policy('own', ['d'])], 'e')).toBeNull()
})

test('every licence with a class is a current SPDX id and stands in one class only', () => {
  const known = new Set(ids)
  expect(classedIds.filter((id) => !known.has(id))).toEqual([])
  expect(new Set(classedIds).size).toBe(classedIds.length)
  expect(classedIds.length).toBeGreaterThan(60)
})

test('joining with AND never makes a ruling milder, offering a choice never harder', () => {
  const order = ['allowed', 'review', 'forbidden']
  const one = fc.constantFrom(
    'MIT',
    'MPL-2.0',
    'GPL-3.0-only',
    'CC0-1.0',
    'LicenseRef-x',
    'AGPL-3.0-only',
    'LGPL-2.1-only',
  )
  fc.assert(
    fc.property(one, one, (left, right) => {
      const [a, b] = [left, right].map((text) => order.indexOf(ruling(text)))
      expect(order.indexOf(ruling(`${left} AND ${right}`))).toBe(Math.max(a ?? 0, b ?? 0))
      expect(order.indexOf(ruling(`${left} OR ${right}`))).toBe(Math.min(a ?? 0, b ?? 0))
    }),
  )
})

test('targets of remediation are the policy’s only where it names every one', () => {
  const days = { criticalDays: 7, highDays: 30, mediumDays: 90, lowDays: 180 }
  expect(targetsOf(days)).toEqual({ critical: 7, high: 30, medium: 90, low: 180 })
  expect(targetsOf({ criticalDays: 7 })).toBeNull()
})
