import fc from 'fast-check'
import { expect, test } from 'vitest'
import { utf8Bytes, utf8Text } from './bytes.ts'
import { canonicalText } from './canonical.ts'
import { type Entry, entryBytes, parseEntry } from './entry.ts'
import { parseCanonical } from './json.ts'

const digest = 'ab'.repeat(32)
const full: Entry = {
  v: 1,
  log: 'qms.example/t/7/log1',
  i: 41,
  t: '2026-11-21T22:08:34.123Z',
  ty: 'document.approve',
  a: { id: 'u1', kind: 'human', role: 'qa_manager', auth: ['passkey'] },
  o: { kind: 'document', id: '01JD', version: 3 },
  b: digest,
  h: digest,
  f: ['state', 'body.title'],
  p: 12,
  why: 'periodic-review',
  ev: [{ sha256: digest, size: 10, mt: 'text/plain; charset=utf-8' }],
  sg: digest,
  _sd: ['A'.repeat(43), 'B'.repeat(43)],
}
const text = canonicalText(full)
const accepts = (changed: string) => parseEntry(utf8Bytes(changed)).ok

test('an entry reads back as it was written, with and without its optional fields', () => {
  expect(parseEntry(entryBytes(full))).toEqual({ ok: true, value: full })
  const { b: _b, p: _p, why: _why, sg: _sg, _sd, ...least } = full
  const bare: Entry = { ...least, a: { id: 'u1', kind: 'ai' }, f: [], ev: [] }
  expect(parseEntry(entryBytes(bare))).toEqual({ ok: true, value: bare })
})

test('an entry has one spelling: spaces, escapes, other order, repeats and unknown fields are refused', () => {
  expect(accepts(text)).toBe(true)
  const changes: [string, string][] = [
    ['{"_sd"', '{ "_sd"'],
    ['"i":41', '"i":041'],
    ['"i":41', '"i":4.1e1'],
    ['"i":41', '"i":-41'],
    ['"i":41', '"i":9007199254740993'],
    ['"i":41', '"i":41,"i":41'],
    ['"v":1', '"v":2'],
    ['"v":1', '"v":1,"w":1'],
    ['"ty":"document.approve"', '"ty":"document.Approve"'],
    ['"ty":"document.approve"', '"ty":""'],
    ['"ty":"document.approve"', '"ty":"document\\u002eapprove"'],
    ['"id":"u1"', '"id":"김맥"'],
    ['"kind":"human"', '"kind":"robot"'],
    ['2026-11-21T22', '2026-02-29T22'],
    ['2026-11-21T22', '2026-11-21T24'],
    ['34.123Z', '60.123Z'],
    ['.123Z', '.123+09:00'],
    [`"h":"${digest}"`, `"h":"${digest.toUpperCase()}"`],
    [`"h":"${digest}"`, `"h":"${digest}0"`],
    [`"${'A'.repeat(43)}","${'B'.repeat(43)}"`, `"${'B'.repeat(43)}","${'A'.repeat(43)}"`],
    [`"${'A'.repeat(43)}","${'B'.repeat(43)}"`, `"${'A'.repeat(43)}","${'A'.repeat(43)}"`],
  ]
  for (const [from, to] of changes) {
    expect(text).toContain(from)
    expect(accepts(text.replace(from, to)), to).toBe(false)
  }
  expect(accepts(text.replace('2026-11-21', '2028-02-29'))).toBe(true)
  expect(accepts(`${text} `)).toBe(false)
  expect(accepts(text.slice(0, -1))).toBe(false)
  expect(accepts('')).toBe(false)
})

test('an entry above 16 KiB, or one that is not well formed, cannot be written', () => {
  expect(() => entryBytes({ ...full, f: Array.from({ length: 1500 }, (_, at) => `field.${at}`) })).toThrow(
    '16384',
  )
  expect(() => entryBytes({ ...full, i: 1.5 })).toThrow('whole')
  expect(() => entryBytes({ ...full, t: '2026-11-21T22:08:34Z' })).toThrow('not a ledger entry')
})

test('whatever byte is changed, an accepted entry is still canonical JSON of one reading', () => {
  const bytes = entryBytes(full)
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, value) => {
      const changed = bytes.slice()
      changed[at] = value
      const entry = parseEntry(changed)
      if (entry.ok) expect(canonicalText(entry.value)).toBe(utf8Text(changed))
      if (entry.ok) expect(parseCanonical(changed).ok).toBe(true)
    }),
    { numRuns: 3000 },
  )
})
