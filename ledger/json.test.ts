import fc from 'fast-check'
import { expect, test } from 'vitest'
import { base64Bytes, base64Text, base64UrlBytes, base64UrlText, utf8Bytes } from './bytes.ts'
import { canonicalText, generalRules } from './canonical.ts'
import { parseCanonical, parseJson } from './json.ts'

const reads = (text: string) => parseJson(utf8Bytes(text)).ok

test('JSON that two readers could read differently is refused', () => {
  const refused = [
    '{"role":"viewer","role":"owner"}',
    '{"a":1,"\\u0061":2}',
    '{"__proto__":{}}',
    '9007199254740993',
    '1.0',
    '1e2',
    '-0',
    '01',
    '+1',
    'NaN',
    '1e400',
    '"\\ud800"',
    '"\\udc00\\ud800"',
    '"\u0001"',
    '"\\x41"',
    '"\\u00g0"',
    '\ufeff{}',
    '{"a":1,}',
    '[1,]',
    '[1 2]',
    '{"a" 1}',
    '{a:1}',
    "'a'",
    'true false',
    '',
    '[',
    '"',
    '"\\',
    'nul',
  ]
  for (const text of refused) expect(reads(text), text).toBe(false)
  for (const bytes of [[0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xff], [0x22, 0x80, 0x22]]) {
    expect(parseJson(Uint8Array.from(bytes)).ok).toBe(false)
  }
})

test('depth 8 and 16 KiB are the last that pass', () => {
  expect(reads(`${'['.repeat(8)}${']'.repeat(8)}`)).toBe(true)
  expect(reads(`${'['.repeat(9)}${']'.repeat(9)}`)).toBe(false)
  expect(reads('['.repeat(16_000))).toBe(false)
  expect(reads(`"${'a'.repeat(16_382)}"`)).toBe(true)
  expect(reads(`"${'a'.repeat(16_383)}"`)).toBe(false)
  expect(parseJson(utf8Bytes('['.repeat(10_000_000)), generalRules).ok).toBe(false)
})

test('canonical bytes are required where they are asked for', () => {
  expect(parseCanonical(utf8Bytes('{"a":1,"b":[]}')).ok).toBe(true)
  for (const text of ['{"b":[],"a":1}', '{"a": 1}', '"\\u0041"', '[1]\n'])
    expect(parseCanonical(utf8Bytes(text)).ok).toBe(false)
  const growing = `[${'1E30,'.repeat(10)}1E30]`
  const tight = { ...generalRules, bytesMax: growing.length }
  expect(parseCanonical(utf8Bytes(growing), tight).ok).toBe(false)
})

test('a value that has no canonical form throws instead of losing something', () => {
  for (const value of [
    undefined,
    { a: undefined },
    new Date(0),
    { toJSON: () => 1, a: () => 1 },
    Number.NaN,
    0.5,
    -0,
    '\ud800',
    new Map(),
    JSON.parse('{"__proto__":1}'),
    1n,
  ]) {
    expect(() => canonicalText(value)).toThrow('canonicalText')
  }
})

test('what is written canonically reads back equal, and JSON.parse agrees', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false, maxDepth: 6 }), (value) => {
      fc.pre(!JSON.stringify(value).includes('__proto__')) // refused both ways, see the tests above
      const text = canonicalText(value, generalRules)
      const back = parseCanonical(utf8Bytes(text), generalRules)
      expect(back.ok).toBe(true)
      if (back.ok) expect(canonicalText(back.value, generalRules)).toBe(text)
      expect(canonicalText(JSON.parse(text), generalRules)).toBe(text)
    }),
    { numRuns: 3000 },
  )
})

test('base64 has one spelling for each value', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      expect(base64Bytes(base64Text(bytes))).toEqual(bytes)
      expect(base64UrlBytes(base64UrlText(bytes))).toEqual(bytes)
      expect(base64Text(bytes)).toBe(Buffer.from(bytes).toString('base64'))
    }),
  )
  for (const text of ['AB==', 'AA', 'AA=', 'AA==\n', ' AA==', 'A===', 'AA-_', '=', '====', 'AAA', 'AAB=']) {
    expect(base64Bytes(text), text).toBeUndefined()
  }
  for (const text of ['AB', 'A', 'AA==', 'AA+', '한']) expect(base64UrlBytes(text), text).toBeUndefined()
})

test('the refusal says what is wrong, where, and which name was given twice', () => {
  const because = (text: string, rules = generalRules) => {
    const parsed = parseJson(utf8Bytes(text), rules)
    return parsed.ok ? '' : `${parsed.refusal.because.en} ${parsed.refusal.field ?? ''}`
  }
  expect(because('{"body":{"role":"viewer","role":"owner"}}')).toMatch(
    /“role” is given twice.*character 31.*role/,
  )
  expect(because('{"__proto__":1}')).toMatch(/“__proto__”/)
  expect(because('['.repeat(70))).toMatch(/too deep/)
  expect(because('"\\ud800"')).toMatch(/surrogate/)
  expect(because('1e400')).toMatch(/number/)
  expect(because('9007199254740993')).toMatch(/number/)
  expect(because('\ufeff{}')).toMatch(/byte-order mark/)
  expect(because('{"a":1,"b":2,"c":3}', { ...generalRules, namesMax: 2 })).toMatch(/too many names/)
  expect(because('{"a":1,"b":2}', { ...generalRules, namesMax: 2 })).toBe('')
  expect(because('"a\\u0000"', { ...generalRules, controls: 'refused' })).toMatch(/control/)
  expect(because('"a\\n\\t\\r"', { ...generalRules, controls: 'refused' })).toBe('')
  expect(because(`{"${'x'.repeat(1000)}":1,"${'x'.repeat(1000)}":1}`).length).toBeLessThan(300)
})
