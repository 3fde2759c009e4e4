import { type Answer, refuse } from '../refusal.ts'
import { say } from '../words.ts'
import { shown } from './clean-component.ts'
import type { ComponentList } from './component-list.ts'
import { isObject, listUnder, member, textUnder } from './json-value.ts'
import { type ListBuilder, startList } from './list-builder.ts'
import { supportFrom } from './read-support.ts'
import { dependencyDirections, spdxAssertion, spdxPurposeTypes } from './spdx-words.ts'

/**
 * Reads a parsed SPDX 2.2 or 2.3 JSON document into the neutral list: its packages, what they depend on or
 * contain, and the package it describes. Files and snippets are not components. Tolerant, as the CycloneDX reader.
 */
export function readSpdxJson(document: unknown): Answer<ComponentList> {
  if (!isObject(document)) return notSpdx
  const list = startList()
  const specVersion = textUnder(document, 'spdxVersion')?.replace(/^SPDX-/, '') ?? ''
  if (specVersion !== '2.2' && specVersion !== '2.3') {
    list.fault(
      'spdxVersion',
      say(
        `지원하지 않는 규격 버전입니다: ${shown(specVersion)}`,
        `This specification version is not supported: ${shown(specVersion)}`,
      ),
    )
  }
  const packages = member(document, 'packages')
  if (packages !== undefined && !Array.isArray(packages)) {
    list.fault('packages', say('packages가 목록이 아닙니다.', 'packages is not a list.'))
  }
  for (const [at, one] of listUnder(document, 'packages').entries()) {
    if (list.isFull()) break
    addPackage(list, one, `packages.${at}`)
  }
  const bare = listUnder(document, 'packages').filter(
    (one) => textUnder(one, 'downloadLocation') === undefined,
  ).length
  if (bare > 0) {
    list.fault(
      'packages',
      say(
        `규격이 요구하는 downloadLocation이 없는 패키지가 ${bare}개입니다.`,
        `${bare} packages lack downloadLocation, which the specification asks for.`,
      ),
    )
  }
  const described = addRelationships(list, document)
  const creation = member(document, 'creationInfo')
  const creators = listUnder(creation, 'creators').filter((who) => typeof who === 'string')
  return list.finish(
    {
      format: 'SPDX',
      specVersion: shown(specVersion),
      serialNumber: textUnder(document, 'documentNamespace'),
      madeAt: textUnder(creation, 'created'),
      authors: creators.flatMap((who) => after(who, 'Organization:') ?? after(who, 'Person:') ?? []),
      tools: creators.flatMap((who) => after(who, 'Tool:') ?? []),
      hasGenerationContext: false,
    },
    described.size === 1 ? [...described][0] : undefined,
  )
}

const notSpdx = refuse('wrong-type', say('SPDX 문서가 아닙니다.', 'This is not an SPDX document.'), 'file')

function addPackage(list: ListBuilder, value: unknown, place: string): void {
  if (!isObject(value)) {
    list.fault(place, say('패키지가 객체가 아닙니다.', 'The package is not an object.'))
    return
  }
  const purls = referencesOf(value, ['purl'])
  if (purls.length > 1) {
    list.fault(
      `${place}.externalRefs`,
      say('purl이 여러 개입니다. 첫 번째 것만 씁니다.', 'There are several purls; only the first is used.'),
    )
  }
  const purpose = textUnder(value, 'primaryPackagePurpose')
  list.add({
    place,
    reference: textUnder(value, 'SPDXID'),
    name: textUnder(value, 'name'),
    version: spdxAssertion(textUnder(value, 'versionInfo')),
    purl: purls[0],
    cpe: referencesOf(value, ['cpe23Type', 'cpe22Type'])[0],
    type: purpose === undefined ? undefined : spdxPurposeTypes.get(purpose),
    licences: [textUnder(value, 'licenseDeclared'), textUnder(value, 'licenseConcluded')].flatMap(
      (licence) => spdxAssertion(licence) ?? [],
    ),
    hashes: listUnder(value, 'checksums').map((hash) => ({
      algorithm: textUnder(hash, 'algorithm') ?? '',
      value: textUnder(hash, 'checksumValue') ?? '',
    })),
    supplier: partyName(textUnder(value, 'supplier')) ?? partyName(textUnder(value, 'originator')),
    author: partyName(textUnder(value, 'originator')),
    copyright: spdxAssertion(textUnder(value, 'copyrightText')),
    support: supportFrom(undefined, textUnder(value, 'validUntilDate')),
  })
}

function referencesOf(value: unknown, types: readonly string[]): string[] {
  return listUnder(value, 'externalRefs')
    .filter((one) => types.includes(textUnder(one, 'referenceType') ?? ''))
    .flatMap((one) => textUnder(one, 'referenceLocator') ?? [])
}

/** Links what the relationships say and answers the references the document describes. */
function addRelationships(list: ListBuilder, document: unknown): Set<string> {
  const described = new Set(listUnder(document, 'documentDescribes').filter((one) => typeof one === 'string'))
  const packages = new Set(listUnder(document, 'packages').flatMap((one) => textUnder(one, 'SPDXID') ?? []))
  for (const one of listUnder(document, 'relationships')) {
    const from = textUnder(one, 'spdxElementId')
    const to = textUnder(one, 'relatedSpdxElement')
    const type = textUnder(one, 'relationshipType')
    if (from === undefined || to === undefined || type === undefined) continue
    if (type === 'DESCRIBES' && from === 'SPDXRef-DOCUMENT') described.add(to)
    if (type === 'DESCRIBED_BY' && to === 'SPDXRef-DOCUMENT') described.add(from)
    const direction = dependencyDirections.get(type)
    // Files and other documents are no components; a link to one is no fault.
    if (direction === undefined || !packages.has(from) || !packages.has(to)) continue
    if (direction === 'forwards') list.link(from, to)
    else list.link(to, from)
  }
  return described
}

/** `Organization: Name (mail)` and `Person: Name` name a supplier (SPDX 2.3, 7.5: its own spelling); NOASSERTION does not. */
function partyName(party: string | undefined): string | undefined {
  const asserted = spdxAssertion(party)
  return asserted?.replace(/^(Organization|Person):\s*/, '').replace(/\s*\([^)]*\)$/, '')
}

function after(text: string, start: string): string | undefined {
  return text.startsWith(start) ? text.slice(start.length).trim() : undefined
}
