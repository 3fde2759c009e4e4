import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CpeRelation, cpeKey, formatCpe, parseCpe, plainCpeValue, relateCpeValue } from './cpe.ts'

const read = (text: string) => {
  const answer = parseCpe(text)
  return answer.ok ? formatCpe(answer.value) : answer.refusal.code
}

test('what is no CPE name is refused: wrong head, no part, control signs, a wildcard inside, endless text', () => {
  for (const text of [
    '',
    'cpe',
    'pkg:npm/a@1',
    'cpe:2.3:',
    'cpe:2.3:*:a:b',
    'cpe:2.3:x:a:b',
    'cpe:2.3:a:a:b:1:2:3:4:5:6:7:8:9',
    'cpe:2.3:a:a:b\u0000',
    'cpe:2.3:a:а:b', // a Cyrillic letter in the vendor's place
    'cpe:2.3:a:a:b:1*2',
    'cpe:2.3:a:a:b:1\\',
    'cpe:/a:a:b%',
    'cpe:/a:a:b%00',
    'cpe:/a:a:b:1:2:3:4:5',
    `cpe:2.3:a:${'a'.repeat(5000)}:b`,
  ])
    expect([text.slice(0, 30), read(text)]).toEqual([text.slice(0, 30), 'invalid'])
})

test('a formatted string and a URI of the same product are one name', () => {
  const whole = 'cpe:2.3:a:microsoft:internet_explorer:8.0.6001:beta:*:*:*:*:*:*'
  expect(read('cpe:/a:microsoft:internet_explorer:8.0.6001:beta')).toBe(whole)
  expect(read('cpe:2.3:a:Microsoft:Internet_Explorer:8.0.6001:beta:*:*:*:*:*:*')).toBe(whole)
  expect(read('cpe:2.3:a:microsoft:internet_explorer:8\\.0\\.6001:beta')).toBe(whole)
})

test('a URI packs edition, software edition, target software, target hardware and other into one place', () => {
  expect(read('cpe:/a:hp:insight_diagnostics:7.4.0.1570::~~online~win2003~x64~')).toBe(
    'cpe:2.3:a:hp:insight_diagnostics:7.4.0.1570:*:*:*:online:win2003:x64:*',
  )
  expect(read('cpe:/a:foo%5cbar:big%24money_manager_2010:8%02')).toBe(
    'cpe:2.3:a:foo\\\\bar:big\\$money_manager_2010:8*:*:*:*:*:*:*:*',
  )
})

test('quoted signs are values and not wildcards, and a quoted dash is not “not applicable”', () => {
  const answer = parseCpe('cpe:2.3:a:v:node\\.js:\\-:-:what\\?:\\*')
  if (!answer.ok) throw new Error(answer.refusal.because.en)
  const { product, version, update, edition, language } = answer.value
  expect([product, version, update, edition, language]).toEqual(['node.js', '\\-', '-', 'what\\?', '\\*'])
  expect(plainCpeValue(edition)).toBe('what?')
  expect(relateCpeValue('what\\?', 'whatx')).toBe('disjoint')
})

test('a name that leaves vendor or product open asks no question', () => {
  const keyOf = (text: string) => {
    const answer = parseCpe(text)
    return answer.ok ? cpeKey(answer.value) : null
  }
  expect(keyOf('cpe:2.3:a:openssl:openssl:3.0.1')).toBe('openssl:openssl')
  for (const open of [
    'cpe:2.3:a:*:openssl:1',
    'cpe:2.3:a:openssl:-:1',
    'cpe:2.3:a:open*:openssl',
    'cpe:/a::ssl',
  ])
    expect(keyOf(open)).toBeUndefined()
})

test('attributes relate as the table of NISTIR 7696 says', () => {
  const table: readonly (readonly [string, string, CpeRelation])[] = [
    ['*', '*', 'equal'],
    ['*', '-', 'superset'],
    ['*', 'a', 'superset'],
    ['-', '*', 'subset'],
    ['-', '-', 'equal'],
    ['-', 'a', 'disjoint'],
    ['a', '*', 'subset'],
    ['a', '-', 'disjoint'],
    ['a', 'a', 'equal'],
    ['a', 'b', 'disjoint'],
    ['a', 'a*', 'undefined'],
    ['8.*', '8.1', 'superset'],
    ['8.*', '9.1', 'disjoint'],
    ['*.1', '9.1', 'superset'],
    ['sp?', 'sp1', 'superset'],
    ['sp?', 'sp', 'superset'],
    ['sp?', 'sp12', 'disjoint'],
    ['??1', 'sp1', 'superset'],
    ['*x', '*y', 'undefined'],
  ]
  for (const [criterion, component, relation] of table)
    expect([criterion, component, relateCpeValue(criterion, component)]).toEqual([
      criterion,
      component,
      relation,
    ])
})

test('any text is answered, and what is read once reads the same again', () => {
  const part = fc.string({ unit: 'grapheme-ascii', maxLength: 12 })
  const value = fc.oneof(part, fc.constantFrom('*', '-', '', '\\-', '\\*', '1.0', '%02', '?a'))
  const text = fc
    .tuple(fc.constantFrom('cpe:2.3:', 'cpe:/'), fc.array(value, { maxLength: 12 }))
    .map(([head, values]) => `${head}a:${values.join(':')}`)
  fc.assert(
    fc.property(fc.oneof(text, fc.string()), (given) => {
      const answer = parseCpe(given)
      if (!answer.ok) return
      const written = formatCpe(answer.value)
      expect(parseCpe(written)).toEqual(answer)
    }),
    { numRuns: 2000 },
  )
})

test('a value and a pattern built to be slow are compared in no time worth naming', () => {
  const pattern = `*${'a'.repeat(400)}b`
  expect(relateCpeValue(pattern, 'a'.repeat(1000))).toBe('disjoint')
  expect(relateCpeValue(`${'?'.repeat(400)}b`, 'a'.repeat(1000))).toBe('disjoint')
})
