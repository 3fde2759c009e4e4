import type { Component } from '../../components/component-list.ts'
import { licenceForm } from './licence-form.ts'
import type { Json } from './sorted-json.ts'

/** A licence that SPDX knows by no id, under the reference made for it in one document. */
export type LicenceReferences = ReadonlyMap<string, string>

/** References for the licences that are names, in order of appearance: `LicenseRef-1-Our-EULA`. */
export function licenceReferences(components: readonly Component[]): LicenceReferences {
  const found = new Map<string, string>()
  for (const { licences } of components) {
    for (const licence of licences) {
      if (found.has(licence) || licenceForm(licence) !== 'name') continue
      const slug = licence.replaceAll(/[^A-Za-z0-9.]+/g, '-').replaceAll(/^-+|-+$/g, '')
      found.set(licence, `LicenseRef-${found.size + 1}${slug === '' ? '' : `-${slug.slice(0, 60)}`}`)
    }
  }
  return found
}

/** All declared licences as one expression: SPDX has one place, and more than one licence means all of them. */
export function licenceExpression(licences: readonly string[], references: LicenceReferences): string | null {
  const words = licences.map((licence) => references.get(licence) ?? licence)
  if (words.length < 2) return words[0] ?? null
  return words.map((word) => (/\s/.test(word) ? `(${word})` : word)).join(' AND ')
}

/** SPDX 2.3, 7.10: algorithm as SPDX writes it, and how long its value is. */
const algorithms: ReadonlyMap<string, readonly [string, number]> = new Map([
  ['MD5', ['MD5', 32]],
  ['SHA-1', ['SHA1', 40]],
  ['SHA-224', ['SHA224', 56]],
  ['SHA-256', ['SHA256', 64]],
  ['SHA-384', ['SHA384', 96]],
  ['SHA-512', ['SHA512', 128]],
  ['SHA3-256', ['SHA3-256', 64]],
  ['SHA3-384', ['SHA3-384', 96]],
  ['SHA3-512', ['SHA3-512', 128]],
  ['BLAKE2B-256', ['BLAKE2b-256', 64]],
  ['BLAKE2B-384', ['BLAKE2b-384', 96]],
  ['BLAKE2B-512', ['BLAKE2b-512', 128]],
  ['BLAKE3', ['BLAKE3', 64]],
])

export function spdxChecksums({ hashes }: Component): Json[] {
  return hashes.flatMap(({ algorithm, value }): Json[] => {
    const known = algorithms.get(algorithm)
    return known === undefined ? [] : [{ algorithm: known[0], checksumValue: value }]
  })
}

const purposes: ReadonlyMap<string, string> = new Map([
  ['application', 'APPLICATION'],
  ['framework', 'FRAMEWORK'],
  ['library', 'LIBRARY'],
  ['container', 'CONTAINER'],
  ['operating-system', 'OPERATING-SYSTEM'],
  ['device', 'DEVICE'],
  ['firmware', 'FIRMWARE'],
  ['file', 'FILE'],
])

/** One package (SPDX 2.3, clause 7). Nobody downloads it from us, so there is no location to assert. */
export function spdxPackage(
  component: Component,
  names: {
    readonly id: string
    readonly licences: LicenceReferences
    readonly advisories: readonly string[]
  },
): Json {
  const { group, name, version, supplier, author, copyright, purl, cpe } = component
  return {
    SPDXID: names.id,
    name: group === undefined ? name : `${group}/${name}`,
    versionInfo: version,
    supplier: supplier === undefined ? undefined : `Organization: ${supplier}`,
    originator: author === undefined ? undefined : `Organization: ${author}`,
    downloadLocation: 'NOASSERTION',
    filesAnalyzed: false,
    checksums: spdxChecksums(component),
    licenseConcluded: 'NOASSERTION',
    licenseDeclared: licenceExpression(component.licences, names.licences) ?? 'NOASSERTION',
    copyrightText: copyright ?? 'NOASSERTION',
    primaryPackagePurpose: purposes.get(component.type),
    validUntilDate:
      component.support?.endsOn === undefined ? undefined : `${component.support.endsOn}T00:00:00Z`,
    externalRefs: [
      ...(purl === undefined
        ? []
        : [{ referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: purl }]),
      ...(cpe === undefined ? [] : [cpeReference(cpe)]),
      ...names.advisories.map((url) => ({
        referenceCategory: 'SECURITY',
        referenceType: 'advisory',
        referenceLocator: url,
      })),
    ],
  }
}

function cpeReference(cpe: string): Json {
  return {
    referenceCategory: 'SECURITY',
    referenceType: cpe.startsWith('cpe:2.3:') ? 'cpe23Type' : 'cpe22Type',
    referenceLocator: cpe,
  }
}
