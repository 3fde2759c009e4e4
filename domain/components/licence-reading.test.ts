import fc from 'fast-check'
import exact from 'spdx-expression-parse'
import oldIds from 'spdx-license-ids/deprecated.json' with { type: 'json' }
import ids from 'spdx-license-ids/index.json' with { type: 'json' }
import { expect, test } from 'vitest'
import { formatLicence, licenceLimits, parseLicence, termsOf } from './licence-expression.ts'
import { readLicence, readLicences } from './licence-reading.ts'

const read = (text: string) => {
  const reading = readLicence(text)
  return reading.as === 'expression' ? `${formatLicence(reading.expression)} · ${reading.how}` : reading.as
}

test('what says nothing is undeclared, however it says so', () => {
  for (const text of ['', ' ', 'NOASSERTION', 'noassertion', 'NONE', 'None', 'UNKNOWN', '-'])
    expect(read(text), text).toBe('undeclared')
})

test('a text that could mean several licences is not recognised and never guessed', () => {
  for (const text of [
    'BSD',
    'GPL',
    'LGPL',
    'Apache',
    'BSD License',
    'Artistic',
    'Public Domain',
    'UNLICENSED',
    'Custom',
    'MIT/Apache-2.0',
    'GPL-2.0 MIT',
    'See LICENSE in file',
    'MIT AND',
    'AND MIT',
    '(MIT',
    'MIT)',
    '()',
    'MIT WITH',
    'MIT WITH Nothing-exception',
    'MIT WITH MIT',
    'Classpath-exception-2.0',
    'NOASSERTION AND MIT',
    'MIT OR NONE',
    'constructor',
    '__proto__',
    'toString',
  ])
    expect(read(text), text).toBe('not-recognised')
})

test('SPDX ids and expressions are kept as they stand, in any letter case', () => {
  expect(read('MIT')).toBe('MIT · exact')
  expect(read('mit')).toBe('MIT · corrected')
  expect(read('apache-2.0 or MIT')).toBe('Apache-2.0 OR MIT · corrected')
  expect(read('(MIT OR Apache-2.0) AND ISC')).toBe('(MIT OR Apache-2.0) AND ISC · exact')
  expect(read('MIT OR Apache-2.0 AND ISC')).toBe('MIT OR Apache-2.0 AND ISC · exact')
  expect(read('((((MIT))))')).toBe('MIT · exact')
  expect(read('LicenseRef-scancode-public-domain')).toBe('LicenseRef-scancode-public-domain · exact')
  expect(read('DocumentRef-a:LicenseRef-b')).toBe('DocumentRef-a:LicenseRef-b · exact')
})

test('ids that SPDX has replaced are read as what replaced them', () => {
  expect(read('GPL-2.0+')).toBe('GPL-2.0-or-later · corrected')
  expect(read('gpl-2.0')).toBe('GPL-2.0-only · corrected')
  expect(read('LGPL-2.1-only+')).toBe('LGPL-2.1-or-later · corrected')
  expect(read('GPL-2.0-or-later+')).toBe('GPL-2.0-or-later · corrected')
  expect(read('Apache-1.1+')).toBe('Apache-1.1+ · exact')
  expect(read('GPL-2.0-with-classpath-exception')).toBe(
    'GPL-2.0-only WITH Classpath-exception-2.0 · corrected',
  )
  expect(read('GPL-2.0 WITH classpath-EXCEPTION-2.0')).toBe(
    'GPL-2.0-only WITH Classpath-exception-2.0 · corrected',
  )
  expect(read('Apache-2.0 WITH LLVM-exception')).toBe('Apache-2.0 WITH LLVM-exception · exact')
  expect(read('GPL-2.0-with-classpath-exception WITH Font-exception-2.0')).toBe('not-recognised')
})

test('names with one meaning are read, and marked as names', () => {
  expect(read('The Apache Software License, Version 2.0')).toBe('Apache-2.0 · named')
  expect(read('https://www.apache.org/licenses/LICENSE-2.0.txt')).toBe('Apache-2.0 · named')
  expect(read('http://opensource.org/licenses/MIT/')).toBe('MIT · named')
  expect(read('GPLv2+ and LGPLv2.1')).toBe('GPL-2.0-or-later AND LGPL-2.1-only · named')
  expect(read('GPL-2+ AND Expat')).toBe('GPL-2.0-or-later AND MIT · named')
  expect(read('GPL-9+')).toBe('not-recognised')
})

test('a list that does not say how it joins is read like several declarations, whole or not at all', () => {
  expect(read('GPL-2.0, LGPL-2.1')).toBe('GPL-2.0-only AND LGPL-2.1-only · listed')
  expect(read('MIT; Apache-2.0 OR ISC')).toBe('MIT AND (Apache-2.0 OR ISC) · listed')
  expect(read('Apache License, Version 2.0')).toBe('Apache-2.0 · named')
  for (const text of ['GPL-2.0, BSD', 'MIT,', ',', 'MIT,,ISC', ','.repeat(2000)])
    expect(read(text), text.slice(0, 20)).toBe('not-recognised')
})

test('a text as long as an SBOM may hold is not believed, for its end may have been cut off', () => {
  const long = `MIT${' '.repeat(licenceLimits.length)}`
  expect(parseLicence(long.slice(0, licenceLimits.length - 1)).ok).toBe(true)
  expect(parseLicence(long.slice(0, licenceLimits.length)).ok).toBe(false)
})

test('an expression of 10,000 licences and one of 10,000 brackets are refused at once', () => {
  expect(parseLicence(Array.from({ length: 10_000 }, () => 'MIT').join(' AND ')).ok).toBe(false)
  expect(parseLicence(`${'('.repeat(10_000)}MIT${')'.repeat(10_000)}`).ok).toBe(false)
})

test('a chain of any length is one step deep, brackets are counted to the limit and not beyond', () => {
  const chain = parseLicence(Array.from({ length: 250 }, () => 'MIT').join(' OR '))
  expect(chain.ok && chain.value.expression.sort === 'or' && chain.value.expression.parts.length).toBe(250)
  const nested = (depth: number) => parseLicence(`${'('.repeat(depth)}MIT${')'.repeat(depth)}`).ok
  expect([nested(licenceLimits.depth), nested(licenceLimits.depth + 1)]).toEqual([true, false])
})

test('every id of the SPDX list is read, and the replaced ones too', () => {
  for (const id of ids) expect(parseLicence(id), id).toMatchObject({ ok: true, value: { how: 'exact' } })
  for (const id of oldIds) expect(parseLicence(id).ok, id).toBe(true)
})

test('several licences of one component all count, and silence beside one of them does not', () => {
  const together = readLicences(['NOASSERTION', 'MIT', 'gpl-3.0', 'see file'])
  expect(together.expressions.map(formatLicence)).toEqual(['MIT', 'GPL-3.0-only'])
  expect(together).toMatchObject({ how: 'corrected', notRecognised: [{ text: 'see file' }] })
  expect(readLicences([])).toMatchObject({ expressions: [], notRecognised: [], how: null })
})

const term = fc.constantFrom(
  ...ids,
  'LicenseRef-x',
  'GPL-2.0-only WITH Classpath-exception-2.0',
  'Apache-1.1+',
)
const tree: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    term,
    fc
      .tuple(tie('node'), fc.constantFrom('AND', 'OR'), tie('node'))
      .map(([a, op, b]) => `(${a}) ${op} (${b})`),
  ),
})).node

test('whatever is written by the rules is read, and written again it is the same', () => {
  fc.assert(
    fc.property(tree, (text) => {
      fc.pre(text.length < licenceLimits.length)
      const parsed = parseLicence(text)
      if (!parsed.ok) throw new Error(text)
      const again = formatLicence(parsed.value.expression)
      expect(parseLicence(again)).toMatchObject({ ok: true, value: { expression: parsed.value.expression } })
      expect(() => exact(again)).not.toThrow()
      expect(termsOf(parsed.value.expression).length).toBeGreaterThan(0)
    }),
  )
})

test('any text at all is answered', () => {
  fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => void readLicence(text)))
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('MIT', '(', ')', 'AND', 'or', 'WITH', '+', ' ')),
      (parts) => void readLicence(parts.join(' ')),
    ),
  )
})
