import { type Answer, refuse } from '../refusal.ts'
import { say } from '../words.ts'
import { shown } from './clean-component.ts'
import type { ComponentList } from './component-list.ts'
import { isObject, listUnder, member, textUnder } from './json-value.ts'
import { type ListBuilder, startList } from './list-builder.ts'
import { aiOfSpdx3 } from './read-ai.ts'
import { supportFrom } from './read-support.ts'
import { spdxAssertion } from './spdx-words.ts'

/**
 * Reads a parsed SPDX 3.0 document (JSON-LD in its compact form, one `@graph`) into the neutral list: software,
 * AI and data set packages, their relationships and licences. Other elements and other JSON-LD forms are not read.
 */
export function readSpdx3(document: unknown): Answer<ComponentList> {
  const graph = listUnder(document, '@graph').filter(isObject)
  if (graph.length === 0) return notSpdx
  const list = startList()
  const elements = new Map<string, Element>()
  for (const element of graph) elements.set(idOf(element), element)
  const licences = licencesByPackage(graph, elements)
  const datasets = datasetsByModel(graph)
  const packages = new Set<string>()
  for (const [at, element] of graph.entries()) {
    const type = packageTypes.get(typeOf(element))
    if (type === undefined) continue
    const id = idOf(element)
    packages.add(id)
    const told = { licences: licences.get(id) ?? [], datasets: datasets.get(id) ?? [] }
    list.add(packageFrom({ element, elements, type, place: `@graph.${at}`, ...told }))
  }
  addLinks(list, graph, packages)
  const creation = graph.find((element) => typeOf(element) === 'CreationInfo')
  const specVersion = textUnder(creation, 'specVersion') ?? ''
  if (!specVersion.startsWith('3.0')) {
    list.fault(
      'specVersion',
      say(
        `지원하지 않는 규격 버전입니다: ${shown(specVersion)}`,
        `This specification version is not supported: ${shown(specVersion)}`,
      ),
    )
  }
  const spdxDocument = graph.find((element) => typeOf(element) === 'SpdxDocument')
  return list.finish(
    {
      format: 'SPDX',
      specVersion: shown(specVersion),
      serialNumber: spdxDocument && idOf(spdxDocument),
      madeAt: textUnder(creation, 'created'),
      authors: namesUnder(creation, 'createdBy', elements),
      tools: namesUnder(creation, 'createdUsing', elements),
      hasGenerationContext: graph.some((element) => textsUnder(element, 'software_sbomType').length > 0),
    },
    subjectOf(spdxDocument, elements, packages),
  )
}

type Element = { readonly [key: string]: unknown }
type Elements = ReadonlyMap<string, Element>

const notSpdx = refuse(
  'wrong-type',
  say('SPDX 3 문서가 아닙니다.', 'This is not an SPDX 3 document.'),
  'file',
)

/** The classes that are components, in the words of CycloneDX where the purpose does not say more. */
const packageTypes: ReadonlyMap<string, string> = new Map([
  ['software_Package', 'unknown'],
  ['ai_AIPackage', 'machine-learning-model'],
  ['dataset_DatasetPackage', 'data'],
])

const purposeTypes: ReadonlyMap<string, string> = new Map([
  ['application', 'application'],
  ['container', 'container'],
  ['data', 'data'],
  ['device', 'device'],
  ['deviceDriver', 'device-driver'],
  ['firmware', 'firmware'],
  ['framework', 'framework'],
  ['library', 'library'],
  ['model', 'machine-learning-model'],
  ['operatingSystem', 'operating-system'],
  ['platform', 'platform'],
])

const linkTypes: ReadonlySet<string> = new Set([
  'dependsOn',
  'contains',
  'hasDynamicLink',
  'hasStaticLink',
  'hasPrerequisite',
  'hasOptionalDependency',
  'hasProvidedDependency',
  'trainedOn',
  'testedOn',
])

function packageFrom(found: {
  readonly element: Element
  readonly elements: Elements
  readonly type: string
  readonly place: string
  readonly licences: readonly string[]
  readonly datasets: readonly string[]
}) {
  const { element, elements, type } = found
  const identifier = (kinds: readonly string[]) =>
    listUnder(element, 'externalIdentifier')
      .filter((one) => kinds.includes(textUnder(one, 'externalIdentifierType') ?? ''))
      .flatMap((one) => textUnder(one, 'identifier') ?? [])[0]
  const purpose = purposeTypes.get(textUnder(element, 'software_primaryPurpose') ?? '')
  return {
    place: found.place,
    reference: idOf(element),
    name: textUnder(element, 'name'),
    version: spdxAssertion(textUnder(element, 'software_packageVersion')),
    purl: textUnder(element, 'software_packageUrl') ?? identifier(['packageUrl']),
    cpe: identifier(['cpe23', 'cpe22']),
    type: type === 'unknown' ? purpose : type,
    licences: found.licences,
    hashes: listUnder(element, 'verifiedUsing')
      .filter((one) => typeOf(one) === 'Hash')
      .map((one) => ({
        algorithm: textUnder(one, 'algorithm') ?? '',
        value: textUnder(one, 'hashValue') ?? '',
      })),
    supplier:
      namesUnder(element, 'suppliedBy', elements)[0] ?? namesUnder(element, 'originatedBy', elements)[0],
    author: namesUnder(element, 'originatedBy', elements)[0],
    copyright: spdxAssertion(textUnder(element, 'software_copyrightText')),
    support: supportFrom(
      textsUnder(element, 'supportLevel').find((level) => level !== 'noAssertion'),
      textUnder(element, 'validUntilTime'),
    ),
    ai: type === 'unknown' ? undefined : aiOfSpdx3(element, found.datasets),
  }
}

/** What each model was trained and tested on, by reference. */
function datasetsByModel(graph: readonly Element[]): ReadonlyMap<string, string[]> {
  const found = new Map<string, string[]>()
  for (const element of graph) {
    const type = textUnder(element, 'relationshipType')
    const from = textUnder(element, 'from')
    if (from === undefined || (type !== 'trainedOn' && type !== 'testedOn')) continue
    found.set(from, [...(found.get(from) ?? []), ...textsUnder(element, 'to')].slice(0, 100))
  }
  return found
}

function addLinks(list: ListBuilder, graph: readonly Element[], packages: ReadonlySet<string>): void {
  for (const element of graph) {
    const from = textUnder(element, 'from')
    if (from === undefined || !linkTypes.has(textUnder(element, 'relationshipType') ?? '')) continue
    for (const to of textsUnder(element, 'to')) {
      if (packages.has(from) && packages.has(to)) list.link(from, to)
    }
  }
}

function licencesByPackage(graph: readonly Element[], elements: Elements): ReadonlyMap<string, string[]> {
  const found = new Map<string, string[]>()
  for (const element of graph) {
    const type = textUnder(element, 'relationshipType')
    const from = textUnder(element, 'from')
    if (from === undefined || (type !== 'hasDeclaredLicense' && type !== 'hasConcludedLicense')) continue
    const own = found.get(from) ?? []
    for (const to of textsUnder(element, 'to')) {
      const licence = elements.get(to)
      const words = textUnder(licence, 'simplelicensing_licenseExpression') ?? textUnder(licence, 'name')
      const asserted = spdxAssertion(words)
      if (asserted !== undefined) own.push(asserted)
    }
    found.set(from, own)
  }
  return found
}

/** The one package at the root, straight or by way of the document's Sbom element. */
function subjectOf(document: unknown, elements: Elements, packages: ReadonlySet<string>): string | undefined {
  const roots = textsUnder(document, 'rootElement').flatMap((root) =>
    packages.has(root) ? root : textsUnder(elements.get(root), 'rootElement'),
  )
  const [only] = roots
  return roots.length === 1 && only !== undefined && packages.has(only) ? only : undefined
}

/** Names of what a property points to; an element without a name is known by its id. */
function namesUnder(value: unknown, key: string, elements: Elements): string[] {
  return textsUnder(value, key).map((id) => textUnder(elements.get(id), 'name') ?? id)
}

/** A property that may hold one text or several; an element written in place counts by its id. */
function textsUnder(value: unknown, key: string): string[] {
  const held = member(value, key)
  const all: readonly unknown[] = Array.isArray(held) ? held : [held]
  return all.flatMap((one) => (typeof one === 'string' ? one : (textUnder(one, 'spdxId') ?? [])))
}

function idOf(element: Element): string {
  return textUnder(element, 'spdxId') ?? textUnder(element, '@id') ?? ''
}

function typeOf(element: unknown): string {
  return textUnder(element, 'type') ?? textUnder(element, '@type') ?? ''
}
