import type { Answer } from '../refusal.ts'
import { type ComponentList, sbomLimits } from './component-list.ts'
import { tooMuch } from './list-builder.ts'
import { readSpdxJson } from './read-spdx-json.ts'

/**
 * Reads an SPDX 2.2 or 2.3 tag-value text (SPDX 2.3 clause 6) into the neutral list, by way of the JSON shape,
 * so both forms give the same list. Unknown tags are passed over.
 */
export function readSpdxTagValue(text: string): Answer<ComponentList> {
  const creators: string[] = []
  const packages: Package[] = []
  const relationships: object[] = []
  const document = new Map<string, string>()
  let current: Package | undefined
  for (const [tag, value] of tagsOf(text)) {
    if (tag === 'PackageName') {
      current = { fields: new Map([['name', value]]), checksums: [], externalRefs: [] }
      packages.push(current)
      if (packages.length > sbomLimits.components) return tooMuch
    } else if (tag === 'FileName' || tag === 'SnippetSPDXID' || tag === 'LicenseID') {
      current = undefined // what follows speaks of a file, a snippet or a licence
    } else if (tag === 'Relationship') {
      const [from, type, to] = value.split(/\s+/, 3)
      relationships.push({ spdxElementId: from, relationshipType: type, relatedSpdxElement: to })
      if (relationships.length > relationshipsMax) return tooMuch
    } else if (tag === 'Creator') creators.push(value)
    else if (current) addToPackage(current, tag, value)
    else if (!document.has(tag)) document.set(tag, value)
  }
  return readSpdxJson({
    spdxVersion: document.get('SPDXVersion'),
    documentNamespace: document.get('DocumentNamespace'),
    creationInfo: { created: document.get('Created'), creators },
    packages: packages.map(({ fields, ...lists }) => ({ ...Object.fromEntries(fields), ...lists })),
    relationships,
  })
}

/** Most relationships of real documents speak of files and become no dependency; beyond this they only cost memory. */
const relationshipsMax = sbomLimits.dependencies * 4

type Package = {
  readonly fields: Map<string, string>
  readonly checksums: { algorithm: string; checksumValue: string }[]
  readonly externalRefs: { referenceType: string; referenceLocator: string }[]
}

/** Tags of a package and the JSON fields that say the same. */
const packageFields: ReadonlyMap<string, string> = new Map([
  ['SPDXID', 'SPDXID'],
  ['PackageVersion', 'versionInfo'],
  ['PackageDownloadLocation', 'downloadLocation'],
  ['PackageSupplier', 'supplier'],
  ['PackageOriginator', 'originator'],
  ['PackageLicenseConcluded', 'licenseConcluded'],
  ['PackageLicenseDeclared', 'licenseDeclared'],
  ['PackageCopyrightText', 'copyrightText'],
  ['ValidUntilDate', 'validUntilDate'],
  ['PrimaryPackagePurpose', 'primaryPackagePurpose'],
])

function addToPackage(current: Package, tag: string, value: string): void {
  const field = packageFields.get(tag)
  if (field !== undefined) current.fields.set(field, value)
  if (tag === 'PackageChecksum') {
    const colon = value.indexOf(':')
    current.checksums.push({ algorithm: value.slice(0, colon), checksumValue: value.slice(colon + 1).trim() })
  }
  if (tag === 'ExternalRef') {
    const [, referenceType = '', referenceLocator = ''] = value.split(/\s+/)
    current.externalRefs.push({ referenceType, referenceLocator })
  }
}

/** Tag and value of each line; a value in <text> goes on to </text>, or to the end where that is missing. */
function* tagsOf(text: string): Generator<readonly [string, string]> {
  let at = 0
  while (at < text.length) {
    const newline = text.indexOf('\n', at)
    const lineEnd = newline < 0 ? text.length : newline
    const line = text.slice(at, lineEnd)
    const colon = line.indexOf(':')
    if (colon < 0 || line.startsWith('#')) {
      at = lineEnd + 1
      continue
    }
    const tag = line.slice(0, colon).trim()
    const value = line.slice(colon + 1).trim()
    if (value.startsWith('<text>')) {
      const start = at + line.indexOf('<text>', colon) + 6
      const close = text.indexOf('</text>', start)
      const end = close < 0 ? text.length : close
      yield [tag, text.slice(start, end).trim()]
      at = Math.max(end, lineEnd) + 1
    } else {
      yield [tag, value]
      at = lineEnd + 1
    }
  }
}
