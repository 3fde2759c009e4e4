import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildPurl, formatPurl, parsePurl, purlLengthMax } from './purl.ts'
import { filesOfZip, isOutsidePresent } from './test/outside-files.ts'

type SpecCase = {
  readonly test_type: 'parse' | 'build' | 'validate'
  readonly expected_failure: boolean
  readonly input: unknown
  readonly expected_output: unknown
}
type Parts = { readonly [part: string]: string | null } & { readonly qualifiers?: never }

const suite = 'purl/purl-spec-tests.zip'

test.skipIf(!isOutsidePresent(suite))(
  'the purl specification suite passes but for 3 of 586 cases that contradict others of it (skipped without the outside data)',
  () => {
    let count = 0
    const failed: string[] = []
    for (const [, bytes] of filesOfZip(suite)) {
      const { tests }: { tests: readonly SpecCase[] } = JSON.parse(bytes.toString('utf8'))
      for (const one of tests) {
        count++
        const { answer, text } = run(one)
        const good = one.expected_failure
          ? !answer.ok
          : answer.ok &&
            (one.test_type === 'parse'
              ? parsedAs(text) === parsedAs(one.expected_output)
              : text === one.expected_output)
        if (!good) failed.push(String(one.input))
      }
    }
    expect(count).toBe(586)
    expect(failed.sort()).toEqual([
      // The suite wants the first two refused for a capital in a qualifier key, and the same texts folded.
      'pkg:Rpm/fedora/curl@7.50.3-1.fc25?Arch=i386&Distro=fedora-25',
      'pkg:gem/jruby-launcher@1.1.2?Platform=java',
      // The type definition of git says case counts, this case folds it.
      'pkg:git/github/Package-url/purl-Spec@244fd47e07d1004f0aed9c',
    ])
  },
)

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

function run(one: SpecCase) {
  const answer = one.test_type === 'build' ? buildFrom(one.input) : parsePurl(String(one.input))
  return { answer, text: answer.ok ? formatPurl(answer.value) : undefined }
}

/** A parsed purl and the parts expected of it must format alike; the expected parts are written by hand here. */
function parsedAs(expected: unknown): string | undefined {
  if (typeof expected === 'string' || expected === undefined) return expected
  const answer = buildFrom(expected)
  return answer.ok ? formatPurl(answer.value) : undefined
}

function buildFrom(input: unknown) {
  const parts: Parts = JSON.parse(JSON.stringify(input))
  const qualifiers: [string, string][] = Object.entries(parts.qualifiers ?? {})
  return buildPurl({
    type: parts.type ?? '',
    namespace: parts.namespace ?? '',
    name: parts.name ?? '',
    version: parts.version ?? '',
    qualifiers,
    subpath: parts.subpath ?? '',
  })
}
