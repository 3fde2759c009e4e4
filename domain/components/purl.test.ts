import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildPurl, formatPurl, parsePurl, purlLengthMax } from './purl.ts'

test.for([
  ['nothing', ''],
  ['no type', 'pkg:'],
  ['no name', 'pkg:npm'],
  ['an empty name', 'pkg:npm/'],
  ['another scheme', 'http://pypi/x'],
  ['half a percent code', 'pkg:npm/a%'],
  ['a percent code that is no UTF-8', 'pkg:npm/a%FF'],
  ['a control character', 'pkg:npm/a%00b'],
  ['a slash hidden in a percent code', 'pkg:golang/a%2Fb/c'],
  ['a qualifier without a value', 'pkg:npm/a?x'],
  ['a qualifier twice', 'pkg:npm/a?x=1&x=2'],
  ['a qualifier twice, once in capitals', 'pkg:npm/a?x=1&X=2'],
  ['a namespace where the type has none', 'pkg:pypi/ns/a'],
  ['too long a text', `pkg:npm/${'a'.repeat(purlLengthMax)}`],
  ['too many qualifiers', `pkg:npm/a?${Array.from({ length: 65 }, (_, at) => `k${at}=1`).join('&')}`],
])('a purl with %s is refused', ([, text]) => {
  expect(parsePurl(text ?? '').ok).toBe(false)
})

test.for([
  ['pkg:npm/@angular/core@1.0', 'pkg:npm/%40angular/core@1.0'],
  ['pkg:npm/@angular/core', 'pkg:npm/%40angular/core'],
  ['PKG://PyPI/Django_Rest@1.0', 'pkg:pypi/django-rest@1.0'],
  ['pkg:golang/stdlib@1.20', 'pkg:golang/stdlib@1.20'],
  ['pkg:deb/Debian/attr@1:2.4-2+b1?distro=d&arch=a', 'pkg:deb/debian/attr@1:2.4-2%2Bb1?arch=a&distro=d'],
  ['pkg:generic/a#./x//../y', 'pkg:generic/a#x/y'],
  ['pkg:npm/a?constructor=1&__proto=2', undefined],
  ['pkg:npm/a?constructor=1&tostring=2', 'pkg:npm/a?constructor=1&tostring=2'],
])('%s is written %s', ([text, canonical]) => {
  const answer = parsePurl(text ?? '')
  expect(answer.ok ? formatPurl(answer.value) : undefined).toBe(canonical)
})

test('what is written reads back the same, whatever the parts', () => {
  const part = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(
      fc.constantFrom('npm', 'maven', 'pypi', 'golang', 'git', 'nosuch'),
      part,
      part,
      part,
      (type, namespace, name, version) => {
        const built = buildPurl({
          type,
          namespace: type === 'pypi' ? '' : namespace,
          name,
          version,
          qualifiers: [['a', version]],
          subpath: name,
        })
        if (!built.ok) return
        const text = formatPurl(built.value)
        const read = parsePurl(text)
        expect(read.ok && formatPurl(read.value)).toBe(text)
      },
    ),
    { numRuns: 500 },
  )
})

test('no text whatever makes the reader throw', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), (text) => typeof parsePurl(`pkg:${text}`).ok === 'boolean'),
  )
})
