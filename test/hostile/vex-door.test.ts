import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectRefusal, type StormedHouse, stormedHouse } from './stormed-house.ts'

/* What a supplier's VEX, a signed bundle, or a fleet's list of installations may do: the whole house, over HTTP. */

let at: StormedHouse
beforeAll(async () => {
  at = await stormedHouse()
})
afterAll(() => at.close())

const doors = [
  '/intake/vex?name=vex.json',
  '/feeds/bundles?name=bundle.zip',
  '/installations/update?format=json',
  '/installations/update?format=csv',
  '/records/supplier/import?format=csv&mode=write',
]
// That somebody tried is kept, with what came of it.
const attempts = ['feed_import', 'ledger_entry', 'ledger_note', 'ledger_tile']

test('what is not what the door takes is refused in words, and nothing of it is stored', async () => {
  const vex = (more: string) => `{"@context":"https://openvex.dev/ns/v0.2.0"${more}`
  await at.unchanged(
    async () => {
      for (const door of doors)
        for (const bytes of [
          '',
          '['.repeat(300_000),
          `{"a":${'{"a":'.repeat(100_000)}`,
          vex(',"statements":['),
          vex(`,"statements":${'['.repeat(100_000)}`),
          '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><bom>&y;</bom>',
          Buffer.from('504b0304140000000800', 'hex'),
          Buffer.alloc(2_000_000, 0),
          'a,b\n"never closed',
          '__proto__\nx',
        ]) {
          const told = await at.send('POST', door, { body: [bytes] })
          expectRefusal(told, 400, 404, 413, 415, 422)
          expect(told.text).not.toContain('root:')
        }
    },
    ...attempts,
  )
})

test('a body far beyond its door is refused before it is sent', async () => {
  await at.unchanged(
    async () => {
      for (const door of doors)
        expectRefusal(await at.send('POST', door, { length: 1_000_000_000 }), 404, 413)
    },
    ...attempts,
  )
})

test('a VEX that decides everything decides nothing', async () => {
  await at.unchanged(
    async () => {
      const statements = Array.from({ length: 2000 }, (_, place) => ({
        vulnerability: { name: `CVE-2026-${1000 + place}` },
        products: [{ '@id': 'pkg:npm/lodash@4.17.20' }],
        status: 'not_affected',
        justification: 'component_not_present',
      }))
      const document = {
        '@context': 'https://openvex.dev/ns/v0.2.0',
        '@id': 'https://supplier.example/vex',
        author: 'A supplier',
        timestamp: '2026-01-01T00:00:00Z',
        version: 1,
        statements,
      }
      const told = await at.send('POST', doors[0] ?? '', { body: [JSON.stringify(document)] })
      expect([200, 422], told.text.slice(0, 300)).toContain(told.status)
      // The file is kept as it came, as a record of quality; no decision and no draft of one.
    },
    'file',
    'files on disk',
    'taken_in_vex',
    'act_key',
    ...attempts,
  )
  const decisions = await at.send('GET', '/records/triage-decision')
  expect(decisions.status, decisions.text.slice(0, 200)).toBe(200)
  expect(decisions.body).toMatchObject({ rows: [] })
})
