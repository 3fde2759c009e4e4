import { filesOfZip } from '@maek/domain/components/test/outside-files.ts'
import { causeOf, explained, type LeftOut, type Suite } from './suite.ts'

const zip = 'csaf/oasis-csaf-2.0-tests.zip'
const folder = 'csaf_2.0/test/validator/data/'

type Told = {
  readonly isValid?: boolean
  readonly errors?: readonly unknown[]
  readonly warnings?: readonly unknown[]
  readonly infos?: readonly unknown[]
}
type CsafTest = (document: unknown) => Told | Promise<Told>
type Listed = {
  readonly id: string
  readonly group: string
  readonly failures?: readonly { readonly name: string }[]
  readonly valid?: readonly { readonly name: string }[]
}

/** Tests of the standard that look outside the document. */
const beyond: Readonly<Record<string, string>> = {
  '6.3.6': 'asks every address in the document; nothing of ours calls the network for a check',
  '6.3.7': 'asks every address in the document; nothing of ours calls the network for a check',
  '6.3.8': 'needs the spelling program hunspell on the machine',
}

/** The tests of the validator by their number in the standard. */
export async function csafTests(): Promise<ReadonlyMap<string, CsafTest>> {
  const found = new Map<string, CsafTest>()
  for (const group of ['mandatoryTests', 'optionalTests', 'informativeTests']) {
    // The package carries no types for these files.
    const loaded: Record<string, CsafTest> = await import(`@secvisogram/csaf-validator-lib/${group}.js`)
    for (const [name, run] of Object.entries(loaded)) {
      const number = /_(\d+(?:_\d+)+)$/.exec(name)?.[1]
      if (number !== undefined) found.set(number.replaceAll('_', '.'), run)
    }
  }
  return found
}

export function complains({ isValid, errors = [], warnings = [], infos = [] }: Told): boolean {
  return isValid === false || errors.length + warnings.length + infos.length > 0
}

/** Documents that must fail or pass one test of the standard, run through the validator we ship. */
export const csafCases: Suite = {
  name: 'CSAF validator cases',
  about: 'OASIS CSAF 2.0 test documents through the validator that checks our advisories',
  files: [zip],
  isSlow: true,
  compare: async () => {
    const texts = new Map([...filesOfZip(zip)])
    const listed: readonly Listed[] = JSON.parse(textAt(texts, 'testcases.json')).tests
    const tests = await csafTests()
    let cases = 0
    const differing: string[] = []
    for (const { id, failures = [], valid = [] } of listed) {
      const run = tests.get(id)
      if (Object.hasOwn(beyond, id)) continue
      for (const { name, mustFail } of [
        ...failures.map((one) => ({ ...one, mustFail: true })),
        ...valid.map((one) => ({ ...one, mustFail: false })),
      ]) {
        cases++
        const told = await run?.(JSON.parse(textAt(texts, name)))
        if (!told || complains(told) !== mustFail)
          differing.push(`${id} ${name.split('/').at(-1)} must ${mustFail ? 'fail' : 'pass'}`)
      }
    }
    const leftOut = listed.flatMap(({ id, failures = [], valid = [] }): LeftOut[] => {
      const cause = Object.hasOwn(beyond, id) ? beyond[id] : undefined
      return cause === undefined ? [] : [{ what: `test ${id}`, count: failures.length + valid.length, cause }]
    })
    return { cases, differences: explained(differing, causes), leftOut }
  },
}

const causes = [
  causeOf(
    'The validator library looks for names of profiles like `securityadvisory`, not for `csafsecurityadvisory`. We write only the categories of the standard, spelt as it spells them.',
    ['6.1.26 oasis_csaf_tc-csaf_2_0-2021-6-1-26-04.json must fail'],
  ),
]

function textAt(texts: ReadonlyMap<string, Buffer>, name: string): string {
  const bytes = texts.get(folder + name)
  if (!bytes) throw new Error(`no ${name} in ${zip}`)
  return bytes.toString('utf8')
}
