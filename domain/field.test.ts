import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { day, decimal, file, line, moment, pair, prose, refs, rows, whole } from './field.ts'
import { refusalOf } from './parse.ts'
import { say } from './words.ts'

const label = say('항목', 'Field')
const accepts = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success

/** Texts as the world sends them: any code units, jamo, marks, blanks and direction characters. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 })
    .map((units) => String.fromCharCode(...units)),
  fc.stringMatching(
    /^(?:[\u1100-\u1112\u1161-\u1175\u11a8-\u11c2 a가\u3164\u200b\ufeff]|[\u0300-\u0308]){0,12}$/u,
  ),
)

const texts = {
  line: line({ label }),
  prose: prose({ label }),
  pair: pair({ label }),
  rows: rows({ label, columns: { text: line({ label }), note: prose({ label }) } }),
}

test('what a field accepts survives JSON and is accepted again unchanged', () => {
  fc.assert(
    fc.property(hostile, hostile, (one, other) => {
      const bodies: readonly (readonly [z.ZodType, unknown])[] = [
        [texts.line, one],
        [texts.prose, one],
        [texts.pair, { ko: one, en: other }],
        [texts.rows, [{ text: one, note: other }]],
      ]
      for (const [schema, body] of bodies) {
        const first = schema.safeParse(body)
        if (!first.success) continue
        const again = schema.safeParse(JSON.parse(JSON.stringify(first.data)))
        expect(again.success && again.data).toEqual(first.data)
        const text = JSON.stringify(first.data)
        expect(text.normalize('NFC')).toBe(text)
        expect(text.isWellFormed()).toBe(true)
        expect(text).not.toMatch(/\\u00|\p{Bidi_Control}/u)
      }
    }),
    { numRuns: 3000 },
  )
})

test('every refusal of a field has words in both languages and a place', () => {
  const body = z.strictObject({
    ...texts,
    count: whole({ label }),
    day: day({ label }),
    at: moment({ label }),
  })
  fc.assert(
    fc.property(fc.anything({ maxDepth: 2 }), (value) => {
      for (const name of Object.keys(body.shape)) {
        const parsed = body.safeParse({ [name]: value })
        if (parsed.success) continue
        const refusal = refusalOf(parsed.error, {}, 'body')
        for (const one of [refusal, ...(refusal.more ?? [])]) {
          expect(one.because.ko).toMatch(/[가-힣]/)
          expect(one.because.en).toMatch(/[a-z]/)
          expect(one.field).toMatch(/^body/)
        }
      }
    }),
    { numRuns: 500 },
  )
})

test('a text is measured in the form it is kept in: decomposed Hangul is no longer than composed', () => {
  const name = line({ label, max: 4 })
  expect(accepts(name, '의료기기'.normalize('NFD'))).toBe(true)
  expect(accepts(name, '의료기기들')).toBe(false)
  expect(accepts(name, '  의료기기  ')).toBe(true)
  // Characters that grow when composed are measured after they have grown.
  expect(accepts(name, '\u{1d160}\u{1d160}')).toBe(false)
})

test('a text that shows nothing is empty', () => {
  for (const blank of [
    '',
    ' ',
    '\u3164',
    '\u200b',
    '\u200d\ufeff',
    '\u115f\u1160',
    '\u2800',
    '\u00ad',
    '\u{e0041}',
  ]) {
    expect(accepts(texts.line, blank), JSON.stringify(blank)).toBe(false)
    expect(accepts(texts.prose, blank)).toBe(false)
    expect(accepts(texts.pair, { ko: blank, en: '' })).toBe(false)
  }
  for (const shown of ['가', '👩🏽‍🔬', '-', '㉠', '١']) expect(accepts(texts.line, shown), shown).toBe(true)
})

test('control and direction characters, half characters and further lines are refused', () => {
  for (const text of ['a\u0000', 'a\u001b[31m', 'a\u0085', '\u202Eabc', 'a\u2066', '\ud800', 'a\udc00']) {
    expect(accepts(texts.line, text), JSON.stringify(text)).toBe(false)
    expect(accepts(texts.prose, text), JSON.stringify(text)).toBe(false)
  }
  for (const text of ['a\nb', 'a\rb', 'a\r\nset-cookie: x', 'a\u2028b', 'a\u2029b']) {
    expect(accepts(texts.line, text), JSON.stringify(text)).toBe(false)
    expect(accepts(texts.prose, text), JSON.stringify(text)).toBe(true)
  }
})

test('whole numbers are exact, bounded, and zero has no sign', () => {
  const count = whole({ label })
  for (const value of [-1, 0.5, 2_147_483_648, Number.NaN, Number.POSITIVE_INFINITY, '1', null]) {
    expect(accepts(count, value), String(value)).toBe(false)
  }
  expect(Object.is(count.parse(-0), 0)).toBe(true)
  expect(count.parse(2_147_483_647)).toBe(2_147_483_647)
})

test('decimals stay the text they were', () => {
  for (const text of ['0.85', '-1', '0', '123456789012345.123456789012'])
    expect(decimal({ label }).parse(text)).toBe(text)
  for (const text of [
    '.5',
    '1.',
    '01',
    '+1',
    '1e3',
    'NaN',
    '１',
    '1,5',
    ' 1',
    '1\n',
    '1234567890123456',
    '',
  ]) {
    expect(accepts(decimal({ label }), text), text).toBe(false)
  }
})

test('a time is an instant of a year that clocks can count from', () => {
  const at = moment({ label })
  expect(at.parse('2026-11-21T09:00:00+09:00')).toBe('2026-11-21T00:00:00.000Z')
  expect(at.parse(at.parse('2026-11-21T09:00:00.123456+09:00'))).toBe('2026-11-21T00:00:00.123Z')
  for (const text of [
    '2026-11-21T09:00:00',
    '2026-02-30T00:00:00Z',
    '0000-01-01T00:00:00+14:00',
    '9999-12-31T23:59:59-14:00',
    '1899-12-31T23:59:59Z',
    '2200-01-01T00:00:00Z',
    '2026-11-21T25:00:00Z',
    'now',
  ]) {
    expect(accepts(at, text), text).toBe(false)
  }
  for (const text of ['2026-02-29', '0000-01-01', '1899-12-31', '2026-1-1', '2026-11-21T00:00:00Z', '']) {
    expect(accepts(day({ label }), text), text).toBe(false)
  }
  expect(accepts(day({ label }), '2024-02-29')).toBe(true)
})

test('a file is named by a label, never by a path', () => {
  const value = { sha256: 'ab'.repeat(32), name: '성적서.pdf', size: 1, mediaType: 'application/pdf' }
  expect(accepts(file({ label }), value)).toBe(true)
  for (const change of [
    { name: '../x' },
    { name: 'a\\b' },
    { name: 'a\nb' },
    { name: '' },
    { name: '\u3164' },
    { size: 0 },
    { size: 1.5 },
    { sha256: 'AB'.repeat(32) },
    { mediaType: 'text/html\r\nx: y' },
    { mediaType: '한글/문서' },
    { more: 1 },
  ]) {
    expect(accepts(file({ label }), { ...value, ...change }), JSON.stringify(change)).toBe(false)
  }
})

test('references are ids, each once', () => {
  const many = refs('person', { label, reverse: label })
  const id = '3f1c2a10-0000-4000-8000-000000000001'
  expect(accepts(many, [id])).toBe(true)
  for (const value of [[], [id, id], ['x'], [`${id}'`], id, [null]]) expect(accepts(many, value)).toBe(false)
})
