import { buildPurl, formatPurl, parsePurl } from '@maek/domain/components/purl.ts'
import { filesOfZip } from '@maek/domain/components/test/outside-files.ts'
import { causeOf, explained, type Suite } from './suite.ts'

type SpecCase = {
  readonly test_type: 'parse' | 'build' | 'validate'
  readonly expected_failure: boolean
  readonly input: unknown
  readonly expected_output: unknown
}
type Parts = { readonly [part: string]: string | null } & { readonly qualifiers?: never }

const zip = 'purl/purl-spec-tests.zip'

export const purlSpec: Suite = {
  name: 'purl specification',
  about: 'package-url/purl-spec (ECMA-427): texts parsed, parts built, canonical texts, texts to refuse',
  files: [zip],
  compare: () => {
    let cases = 0
    const failed: string[] = []
    for (const [, bytes] of filesOfZip(zip)) {
      const { tests }: { tests: readonly SpecCase[] } = JSON.parse(bytes.toString('utf8'))
      for (const one of tests) {
        cases++
        if (!agrees(one)) failed.push(String(one.input))
      }
    }
    return { cases, differences: explained(failed, causes) }
  },
}

const causes = [
  causeOf(
    'The suite wants the text refused for a capital in a qualifier key, and in another case wants the same text folded to small letters. We fold.',
    [
      'pkg:Rpm/fedora/curl@7.50.3-1.fc25?Arch=i386&Distro=fedora-25',
      'pkg:gem/jruby-launcher@1.1.2?Platform=java',
    ],
  ),
  causeOf('The type definition of git says that case counts; this case folds it. We keep it.', [
    'pkg:git/github/Package-url/purl-Spec@244fd47e07d1004f0aed9c',
  ]),
]

function agrees(one: SpecCase): boolean {
  const answer = one.test_type === 'build' ? buildFrom(one.input) : parsePurl(String(one.input))
  if (one.expected_failure) return !answer.ok
  if (!answer.ok) return false
  const text = formatPurl(answer.value)
  return one.test_type === 'parse' ? text === textOf(one.expected_output) : text === one.expected_output
}

/** The expected parts are written by hand in the suite: they and what was parsed must format alike. */
function textOf(expected: unknown): string | undefined {
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
