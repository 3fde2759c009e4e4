import { readSbom } from '@maek/domain/components/read-sbom.ts'
import { filesOfZip } from '@maek/domain/components/test/outside-files.ts'
import { checkSchema } from '@maek/server/components/schema-check.ts'
import { type Compared, explained, type LeftOut, type Suite } from './suite.ts'

/* A valid document keeps its schema and is read without a fault; an invalid one is told to be so. */

const json = 'cyclonedx-spec/json.zip'
const xml = 'cyclonedx-spec/xml.zip'

export const cycloneDxJson: Suite = {
  name: 'CycloneDX resources, JSON',
  about: 'valid and invalid documents of the specification, 1.2 to 1.7, read and held against their schema',
  files: [json],
  compare: () => compared(json),
}

export const cycloneDxXml: Suite = {
  name: 'CycloneDX resources, XML',
  about: 'valid and invalid documents of the specification, 1.0 to 1.7, read and held against their schema',
  files: [xml],
  // Every document is asked in a sandbox that reads the schema anew.
  isSlow: true,
  compare: () => compared(xml),
}

async function compared(zip: string): Promise<Compared> {
  let cases = 0
  let extensions = 0
  const differing: string[] = []
  for (const [path, bytes] of filesOfZip(zip)) {
    const file = path.split('/').at(-1) ?? ''
    if (!/\.(json|xml)$/.test(file)) continue
    if (path.includes('ext/')) {
      extensions++
      continue
    }
    cases++
    const read = readSbom(bytes)
    const hasFault = !read.ok || read.value.faultCount > 0
    const schema = (await checkSchema(bytes)).state
    const isFine = schema === 'valid' && !hasFault
    if (isFine !== isValid(file)) differing.push(`${file}${isFine ? '' : ` (schema: ${schema})`}`)
  }
  const leftOut: LeftOut[] =
    extensions === 0
      ? []
      : [
          {
            what: 'extensions',
            count: extensions,
            cause: 'namespaces of extensions from before 1.2, which no schema of CycloneDX holds',
          },
        ]
  return { cases, differences: explained(differing, causes), leftOut }
}

const isValid = (file: string) => file.startsWith('valid')

const causes = [
  {
    cause:
      'Broken in a way the schema cannot say, as the resource itself says by its name, and only told by us where we take the part in.',
    fits: (name: string) => name.startsWith('informal-invalid-'),
  },
]
