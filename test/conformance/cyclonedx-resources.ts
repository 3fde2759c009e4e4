import { readSbom } from '@maek/domain/components/read-sbom.ts'
import { filesOfZip } from '@maek/domain/components/test/outside-files.ts'
import { explained, type Suite } from './suite.ts'

const zips = ['cyclonedx-spec/json.zip', 'cyclonedx-spec/xml.zip']

/** Documents of the specification: a valid one is read without a fault, an invalid one with a fault or not at all. */
export const cycloneDxResources: Suite = {
  name: 'CycloneDX resources',
  about: 'valid and invalid documents of the CycloneDX specification 1.0 to 1.7, JSON and XML',
  files: zips,
  compare: () => {
    let cases = 0
    const differing: string[] = []
    for (const zip of zips) {
      for (const [path, bytes] of filesOfZip(zip)) {
        const file = path.split('/').at(-1) ?? ''
        if (!/\.(json|xml)$/.test(file)) continue
        cases++
        const answer = readSbom(bytes)
        const hasFault = !answer.ok || answer.value.faultCount > 0
        if (hasFault !== !file.startsWith('valid')) differing.push(file)
      }
    }
    return { cases, differences: explained(differing, causes) }
  },
}

const named = (names: string) => new RegExp(`^invalid-(?:${names})(?:-\\d\\.\\d|\\.)`)
const notRead = named(
  'component-swid|issue-type|patch-type|service-data|properties|citations|metadata-distribution|metadata-license|depgraph',
)
const licences = named(
  'license-encoding|license-id|license-choice|license-id-count|license-name-count|license-declared-concluded-mix',
)
const versions = named(
  '(?:informal-invalid-)?component-(?:external-version-and-range|versionRange-non-external-(?:ex|im)plicit)|component-ref',
)

const causes = [
  {
    cause:
      'The broken part (SWID tags, issues, patches, services, properties, citations, terms of distribution, the licence of the SBOM itself) is not taken in: the bytes are kept as they are, and nothing of ours rests on it.',
    fits: (name: string) => notRead.test(name),
  },
  {
    cause:
      'A licence that breaks the schema (an id no list holds, id and name together, too many) is kept as it is written and shown as an unknown licence, because refusing it would hide the component.',
    fits: (name: string) => licences.test(name),
  },
  {
    cause:
      'Read as far as it goes: a range beside a version, or a reference, changes nothing that we take in.',
    fits: (name: string) => versions.test(name) || name.startsWith('informal-invalid-'),
  },
]
