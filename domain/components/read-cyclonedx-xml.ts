import type { Answer } from '../refusal.ts'
import type { ComponentList } from './component-list.ts'
import type { JsonObject } from './json-value.ts'
import { readCycloneDxJson } from './read-cyclonedx-json.ts'
import { dataFrom, modelCardFrom, modelElements } from './read-model-xml.ts'
import { childOf, childrenOf, readXmlTree, textOf, type XmlElement } from './xml-tree.ts'

const namespace = 'http://cyclonedx.org/schema/bom/'

/** Every element this reader looks at. */
const names: ReadonlySet<string> = new Set(
  `bom metadata timestamp tools tool authors author manufacture manufacturer supplier lifecycles lifecycle
  components component services service provider dependencies dependency provides name group version purl cpe scope
  publisher licenses license expression expression-detailed id hashes hash
  copyright properties property ${modelElements}`.split(/\s+/),
)

/**
 * Reads a CycloneDX XML text (1.0 to 1.7) into the neutral list: the parts we use are put into the JSON shape
 * and read from there, so both forms give the same list. Any DOCTYPE is refused; places are those of the JSON form.
 */
export function readCycloneDxXml(text: string): Answer<ComponentList> {
  const answer = readXmlTree(text, { namespace, names })
  if (!answer.ok) return answer
  const root = answer.value
  const metadata = childOf(root, 'metadata')
  const revision = root.attributes.get('version')
  return readCycloneDxJson({
    bomFormat: root.name === 'bom' ? 'CycloneDX' : root.name,
    specVersion: root.namespace.slice(namespace.length),
    serialNumber: root.attributes.get('serialNumber'),
    version: revision === undefined ? undefined : Number(revision),
    metadata: metadata && metadataFrom(metadata),
    components: inside(root, 'components', 'component').map(componentFrom),
    services: inside(root, 'services', 'service').map(serviceFrom),
    dependencies: inside(root, 'dependencies', 'dependency').flatMap(dependencyFrom),
  })
}

function metadataFrom(metadata: XmlElement): JsonObject {
  const tools = childOf(metadata, 'tools')
  const component = childOf(metadata, 'component')
  return {
    timestamp: textOf(metadata, 'timestamp'),
    component: component && componentFrom(component),
    authors: inside(metadata, 'authors', 'author').map(named),
    manufacture: named(childOf(metadata, 'manufacture')),
    manufacturer: named(childOf(metadata, 'manufacturer')),
    supplier: named(childOf(metadata, 'supplier')),
    lifecycles: inside(metadata, 'lifecycles', 'lifecycle').map(named),
    tools: [
      ...childrenOf(tools, 'tool'),
      ...inside(tools, 'components', 'component'),
      ...inside(tools, 'services', 'service'),
    ].map(named),
  }
}

/** Nested components are turned in recursion; the depth of the tree is bounded where it is read. */
function componentFrom(element: XmlElement): JsonObject {
  return {
    type: element.attributes.get('type'),
    'bom-ref': element.attributes.get('bom-ref'),
    name: textOf(element, 'name'),
    group: textOf(element, 'group'),
    version: textOf(element, 'version'),
    purl: textOf(element, 'purl'),
    cpe: textOf(element, 'cpe'),
    scope: textOf(element, 'scope'),
    supplier: named(childOf(element, 'supplier')),
    manufacturer: named(childOf(element, 'manufacturer')),
    publisher: textOf(element, 'publisher'),
    author: textOf(element, 'author'),
    authors: inside(element, 'authors', 'author').map(named),
    copyright: textOf(element, 'copyright'),
    properties: inside(element, 'properties', 'property').map((property) => ({
      name: property.attributes.get('name'),
      value: property.text.trim(),
    })),
    modelCard: modelCardFrom(childOf(element, 'modelCard')),
    data: childrenOf(element, 'data').map(dataFrom),
    licenses: licencesFrom(element),
    hashes: inside(element, 'hashes', 'hash').map((hash) => ({
      alg: hash.attributes.get('alg'),
      content: hash.text.trim(),
    })),
    components: inside(element, 'components', 'component').map(componentFrom),
  }
}

function serviceFrom(element: XmlElement): JsonObject {
  return {
    'bom-ref': element.attributes.get('bom-ref'),
    name: textOf(element, 'name'),
    group: textOf(element, 'group'),
    version: textOf(element, 'version'),
    provider: named(childOf(element, 'provider')),
    licenses: licencesFrom(element),
    services: inside(element, 'services', 'service').map(serviceFrom),
  }
}

function licencesFrom(element: XmlElement): JsonObject[] {
  return (childOf(element, 'licenses')?.children ?? []).map((choice) => {
    if (choice.name === 'expression') return { expression: choice.text.trim() }
    if (choice.name === 'expression-detailed') return { expression: choice.attributes.get('expression') }
    return { license: { id: textOf(choice, 'id'), name: textOf(choice, 'name') } }
  })
}

/** The schema lets dependencies nest, each level depending on the next. */
function dependencyFrom(element: XmlElement): JsonObject[] {
  const inner = childrenOf(element, 'dependency')
  const refs = (elements: readonly XmlElement[]) => elements.map((one) => one.attributes.get('ref'))
  const own = {
    ref: element.attributes.get('ref'),
    dependsOn: refs(inner),
    provides: refs(childrenOf(element, 'provides')),
  }
  return [own, ...inner.filter((one) => one.children.length > 0).flatMap(dependencyFrom)]
}

function named(element: XmlElement | undefined): JsonObject | undefined {
  return element && { name: textOf(element, 'name'), version: textOf(element, 'version') }
}

function inside(element: XmlElement | undefined, list: string, item: string): XmlElement[] {
  return childrenOf(childOf(element, list), item)
}
