import { expect, test } from 'vitest'
import { examples } from '../../test/examples/vulnerabilities.ts'
import { author, edited, opened, stepped, steppedWith, walked } from '../../test/examples/walk.ts'
import { matchRule, questionOfRule, speaksOfComponent } from './match-rule.ts'

const body = examples['match-rule'] ?? {}
const refused = (change: object) => {
  const answer = edited(matchRule, opened(matchRule, body), { ...change })
  return answer.ok ? null : answer.refusal.field
}

test('a purl nobody answers for, a broken CPE and one without a vendor are refused at their field', () => {
  expect(refused({ purl: 'pkg:generic/zephyr@1' })).toContain('purl')
  expect(refused({ purl: 'zephyr' })).toContain('purl')
  expect(refused({ cpe: 'cpe:2.3:a' })).toContain('cpe')
  expect(refused({ cpe: 'cpe:2.3:o:*:windows_10' })).toContain('cpe')
  expect(refused({ watchedAt: 'javascript:alert(1)' })).toContain('watchedAt')
})

test('a rule is approved by another than its author, and only when it says what to ask', () => {
  const proposed = walked(matchRule, opened(matchRule, body), 'propose')
  expect(steppedWith(matchRule, proposed, { action: 'approve', by: author })).toMatchObject({ ok: false })
  expect(stepped(matchRule, proposed, 'approve')).toMatchObject({ ok: true })
  const { everyDays: _, ...without } = body
  const open = opened(matchRule, { ...without, outcome: 'watched' })
  expect(stepped(matchRule, open, 'propose')).toMatchObject({ ok: false })
})

const component = {
  name: 'Zephyr',
  type: 'operating-system',
  version: '3.4.0',
  suppliers: ['Zephyr Project'],
}

test('a rule speaks of exactly the name, supplier, type and versions it gives', () => {
  const speaks = (rule: object, more: object = {}) =>
    speaksOfComponent({ component: 'zephyr', ...rule }, { ...component, ...more })
  expect(speaks({})).toBe(true)
  expect(speaks({}, { name: 'zephyr-sdk' })).toBe(false)
  expect(speaks({}, { name: 'Zерhyr' })).toBe(false) // е and р are Cyrillic
  expect(speaks({ supplier: 'zephyr project' })).toBe(true)
  expect(speaks({ supplier: 'other' })).toBe(false)
  expect(speaks({ type: 'firmware' })).toBe(false)
  const range = { versionFrom: '3.0', versionBefore: '3.5' }
  expect(['2.9', '3.0', '3.4.9', '3.5'].map((version) => speaks(range, { version }))).toEqual([
    false,
    true,
    true,
    false,
  ])
  expect(speaks(range, { version: null })).toBe(false)
})

test('a rule asks with the component’s version where it names none', () => {
  expect(questionOfRule({ outcome: 'purl', purl: 'pkg:npm/a' }, '1.0')).toMatchObject({
    by: 'purl',
    query: { ecosystem: 'npm', name: 'a', version: '1.0' },
  })
  expect(questionOfRule({ outcome: 'purl', purl: 'pkg:npm/a@2.0' }, '1.0')).toMatchObject({
    query: { version: '2.0' },
  })
  expect(questionOfRule({ outcome: 'cpe', cpe: 'cpe:/o:zephyrproject:zephyr' }, '1.0')).toMatchObject({
    by: 'cpe',
    key: 'zephyrproject:zephyr',
  })
  expect(questionOfRule({ outcome: 'watched' }, '1.0')).toEqual({ by: 'hand' })
})
