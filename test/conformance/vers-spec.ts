import { filesOfZip } from '@maek/domain/components/test/outside-files.ts'
import { compareVersions, type VersionScheme } from '@maek/domain/components/version-order.ts'
import { parseVers, versContains } from '@maek/domain/vulnerabilities/vers.ts'
import { z } from 'zod'
import { causeOf, explained, type LeftOut, type Suite } from './suite.ts'

const zip = 'vers/vers-spec-tests.zip'

const schemes: ReadonlyMap<string, VersionScheme> = new Map<string, VersionScheme>([
  ['maven', 'maven'],
  ['apk', 'alpine'],
  ['nuget', 'nuget'],
  ['conan', 'conan'],
  ['openssl', 'fallback'],
  ['lexicographic', 'fallback'],
])

const versions = z.object({ input_scheme: z.string(), versions: z.array(z.string()) })
const one = z.discriminatedUnion('test_type', [
  z.object({ test_type: z.literal('comparison'), input: versions, expected_output: z.array(z.string()) }),
  z.object({ test_type: z.literal('equality'), input: versions, expected_output: z.boolean() }),
  z.object({
    test_type: z.literal('containment'),
    input: z.object({ vers: z.string(), version: z.string() }),
    expected_output: z.boolean(),
  }),
  z.object({ test_type: z.literal('validate'), input: z.string() }),
  z.object({ test_type: z.literal('parse'), input: z.string(), expected_failure: z.boolean().optional() }),
  z.object({ test_type: z.literal('from_native'), input: z.object({ scheme: z.string() }) }),
])
const file = z.object({ tests: z.array(one) })
type Case = z.output<typeof one>

export const versSpec: Suite = {
  name: 'vers specification',
  about: 'package-url/vers-spec: comparison, equality, containment, parsing of ranges',
  files: [zip],
  compare: () => {
    let cases = 0
    const failed: string[] = []
    const left = new Map<string, number>()
    for (const [, bytes] of filesOfZip(zip)) {
      for (const asked of file.parse(JSON.parse(bytes.toString('utf8'))).tests) {
        const out = leftOutOf(asked)
        if (out !== null) {
          left.set(out, (left.get(out) ?? 0) + 1)
          continue
        }
        cases++
        if (!agrees(asked)) failed.push(nameOf(asked))
      }
    }
    return { cases, differences: explained(failed, causes), leftOut: [...left].map(leftOut) }
  },
}

const noSource = 'no source of advisories or of packages of ours speaks of them'
const reasons: Readonly<Record<string, string>> = {
  from_native:
    'we read no native ranges: advisories give events (OSV) or CPE bounds, decisions give VERS itself',
  alpm: `${noSource}; vercmp has 1.5 equal to both 1.5-1 and 1.5-2, which no total order can`,
  gentoo: noSource,
  datetime: noSource,
}

function leftOutOf(asked: Case): string | null {
  if (asked.test_type === 'from_native') return 'from_native'
  if (asked.test_type === 'comparison' || asked.test_type === 'equality')
    return schemes.has(asked.input.input_scheme) ? null : asked.input.input_scheme
  return null
}

function leftOut([what, count]: readonly [string, number]): LeftOut {
  return { what, count, cause: reasons[what] ?? 'nobody has said why' }
}

function agrees(asked: Case): boolean {
  switch (asked.test_type) {
    case 'comparison': {
      const [left = '', right = ''] = asked.input.versions
      const ordered = orderOf(asked.input) <= 0 ? [left, right] : [right, left]
      // The suite's nuget rows answer in small letters what was asked in capitals.
      return String(ordered).toLowerCase() === String(asked.expected_output).toLowerCase()
    }
    case 'equality':
      return (orderOf(asked.input) === 0) === asked.expected_output
    case 'containment': {
      const vers = parseVers(asked.input.vers)
      return vers.ok && versContains(vers.value, asked.input.version) === asked.expected_output
    }
    case 'validate':
      return parseVers(asked.input).ok
    case 'parse':
      return parseVers(asked.input).ok !== (asked.expected_failure ?? false)
    case 'from_native':
      return false
    default:
      return asked satisfies never
  }
}

function orderOf({ input_scheme, versions: [left = '', right = ''] }: z.output<typeof versions>) {
  return compareVersions(schemes.get(input_scheme) ?? 'fallback', left, right).order
}

function nameOf(asked: Case): string {
  const { test_type, input } = asked
  if (typeof input === 'string') return `${test_type} ${input}`
  if ('versions' in input) return `${test_type} ${input.input_scheme} ${input.versions.join(' ')}`
  return `${test_type} ${JSON.stringify(input)}`
}

const causes = [
  {
    cause:
      'Maven 3.8, which the suite follows, orders a word after a dot in a circle. We order as Maven 3.9, which has none.',
    fits: (name: string) => /^comparison maven .*2(\.0)+\.a\b/.test(name),
  },
  causeOf(
    'The bounds contradict one another (two lower ones in a row, a version twice). The standard says that such a range is not valid; this suite repeats it as it stands, and we refuse it.',
    [
      'validate vers:pypi/>0.0.0|>=0.0.1|0.0.2|<0.0.3|0.0.4|<0.0.5|>=0.0.6',
      'validate vers:pypi/>0.0.0|>=0.0.1|>=0.0.1|0.0.2|0.0.3|0.0.4|<0.0.5|<=0.0.6|!=0.7|8.0|>12|<15.3',
      'validate vers:pypi/>0.0.0|>=0.0.1|0.0.2|0.0.3|0.0.4|<0.0.5|>=0.0.6|!=0.8',
    ],
  ),
  causeOf(
    'Ranges are written by people in our forms: white space, another order and a colon in percent code mean nothing else, so they are read and put in order.',
    [
      'parse vers:npm/>=1.0.0| <2.0.0',
      'parse vers:npm/>=2.0.0|<1.0.0',
      'parse vers:datetime/2024-01-01T00%3A00%3A00Z',
      'parse vers:datetime/2024-01-01T00%3a00%3a00Z',
    ],
  ),
  causeOf('We know no rule for the type datetime, so its versions are not checked for shape.', [
    'parse vers:datetime/2024-01-01t00:00:00z',
  ]),
]
