import { type Answer, refuse } from '../refusal.ts'
import { say } from '../words.ts'
import { shown } from './clean-component.ts'
import { type ComponentList, sbomLimits } from './component-list.ts'
import { checkComponentWords, checkDocumentWords } from './cyclonedx-checks.ts'
import { isObject, listUnder, member, textUnder } from './json-value.ts'
import { type ListBuilder, startList } from './list-builder.ts'
import { aiOfCycloneDx } from './read-ai.ts'
import { supportOfProperties } from './read-support.ts'

/** CycloneDX versions this reader knows; others are read as if they were the nearest, with a fault. */
export const cycloneDxVersions: readonly string[] = ['1.0', '1.1', '1.2', '1.3', '1.4', '1.5', '1.6', '1.7']

/**
 * Reads a parsed CycloneDX JSON document (ECMA-424, 1.2 to 1.7) into the neutral list. Tolerant: what breaks the
 * schema is a fault of the list; only a document that is no CycloneDX at all, or breaks a limit, is refused.
 */
export function readCycloneDxJson(document: unknown): Answer<ComponentList> {
  if (!isObject(document)) return notCycloneDx
  const list = startList()
  const specVersion = textUnder(document, 'specVersion') ?? ''
  if (textUnder(document, 'bomFormat') !== 'CycloneDX') {
    list.fault('bomFormat', say('bomFormat이 CycloneDX가 아닙니다.', 'bomFormat is not CycloneDX.'))
  }
  if (!cycloneDxVersions.includes(specVersion)) {
    list.fault(
      'specVersion',
      say(
        `지원하지 않는 규격 버전입니다: ${shown(specVersion)}`,
        `This specification version is not supported: ${shown(specVersion)}`,
      ),
    )
  }
  checkDocumentWords(list, document)
  const metadata = member(document, 'metadata')
  const about = member(metadata, 'component')
  const subject = about === undefined ? undefined : addTree(list, [about], 'metadata.component')
  addTree(list, rootList(list, document, 'components'), 'components')
  addServices(list, rootList(list, document, 'services'))
  addDependencies(list, rootList(list, document, 'dependencies'))
  const revision = member(document, 'version')
  return list.finish(
    {
      format: 'CycloneDX',
      specVersion: shown(specVersion),
      serialNumber: textUnder(document, 'serialNumber'),
      revision: typeof revision === 'number' && Number.isInteger(revision) ? revision : undefined,
      madeAt: textUnder(metadata, 'timestamp'),
      authors: authorsOf(metadata),
      tools: toolsOf(metadata),
      hasGenerationContext: listUnder(metadata, 'lifecycles').length > 0,
    },
    subject,
  )
}

const notCycloneDx = refuse(
  'wrong-type',
  say('CycloneDX 문서가 아닙니다.', 'This is not a CycloneDX document.'),
  'file',
)

type Waiting = { readonly value: unknown; readonly place: string; readonly within: string | undefined }

/** Adds components and what they are assembled from; answers the first one's reference. */
function addTree(list: ListBuilder, roots: readonly unknown[], place: string): string | undefined {
  let first: string | undefined
  const isOne = place === 'metadata.component'
  for (const [at, value] of roots.entries()) {
    if (list.isFull()) break
    const reference = addOne(list, { value, place: isOne ? place : `${place}.${at}`, within: undefined })
    first ??= reference
  }
  return first
}

/** A component and all its parts, without recursion. */
function addOne(list: ListBuilder, root: Waiting): string | undefined {
  let first: string | undefined
  const waiting = [root]
  for (let next = waiting.pop(); next && !list.isFull(); next = waiting.pop()) {
    if (!isObject(next.value)) {
      list.fault(next.place, say('구성요소가 객체가 아닙니다.', 'The component is not an object.'))
      continue
    }
    const reference = addComponent(list, next)
    first ??= reference
    const parts = listUnder(next.value, 'components')
    for (let at = parts.length - 1; at >= 0; at--) {
      waiting.push({ value: parts[at], place: `${next.place}.components.${at}`, within: reference })
    }
  }
  return first
}

function addComponent(list: ListBuilder, { value, place, within }: Waiting): string {
  checkComponentWords(list, value, place)
  const reference = list.add({
    place,
    reference: textUnder(value, 'bom-ref'),
    name: textUnder(value, 'name'),
    group: textUnder(value, 'group'),
    version: textUnder(value, 'version'),
    purl: textUnder(value, 'purl'),
    cpe: textUnder(value, 'cpe'),
    type: textUnder(value, 'type'),
    licences: licencesOf(value),
    hashes: listUnder(value, 'hashes').map((hash) => ({
      algorithm: textUnder(hash, 'alg') ?? '',
      value: textUnder(hash, 'content') ?? '',
    })),
    supplier: supplierOf(value),
    author: authorOf(value),
    copyright: textUnder(value, 'copyright'),
    support: supportOfProperties(value),
    ai: aiOfCycloneDx(value),
    scope: textUnder(value, 'scope'),
    within,
  })
  if (within !== undefined) list.link(within, reference)
  return reference
}

/** A service the product calls is a part of it that can fail and be attacked, so it is listed as one. */
function addServices(list: ListBuilder, services: readonly unknown[]): void {
  const waiting = services.map((value, at) => ({ value, place: `services.${at}` })).reverse()
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    list.add({
      place: next.place,
      reference: textUnder(next.value, 'bom-ref'),
      name: textUnder(next.value, 'name'),
      group: textUnder(next.value, 'group'),
      version: textUnder(next.value, 'version'),
      type: 'service',
      licences: licencesOf(next.value),
      supplier: textUnder(member(next.value, 'provider'), 'name'),
    })
    const parts = listUnder(next.value, 'services')
    for (const [at, value] of parts.entries()) waiting.push({ value, place: `${next.place}.services.${at}` })
  }
}

function addDependencies(list: ListBuilder, entries: readonly unknown[]): void {
  for (const [at, entry] of entries.entries()) {
    const from = textUnder(entry, 'ref')
    if (from === undefined) {
      list.fault(`dependencies.${at}`, say('의존 관계에 ref가 없습니다.', 'The dependency has no ref.'))
      continue
    }
    // `provides` (1.6) says what a component implements: for reach that is the same direction.
    for (const to of [...listUnder(entry, 'dependsOn'), ...listUnder(entry, 'provides')]) {
      if (typeof to === 'string') list.link(from.trim(), to.trim())
    }
  }
}

function rootList(list: ListBuilder, document: unknown, key: string): readonly unknown[] {
  const value = member(document, key)
  if (value !== undefined && !Array.isArray(value)) {
    list.fault(key, say(`${key}이(가) 목록이 아닙니다.`, `${key} is not a list.`))
  }
  return listUnder(document, key)
}

function licencesOf(value: unknown): string[] {
  return listUnder(value, 'licenses')
    .slice(0, sbomLimits.licencesEach)
    .flatMap((choice) => {
      const licence = member(choice, 'license')
      return textUnder(choice, 'expression') ?? textUnder(licence, 'id') ?? textUnder(licence, 'name') ?? []
    })
}

/** The supplier, or the nearest the format has to one: manufacturer (1.6), publisher, author. */
function supplierOf(value: unknown): string | undefined {
  return (
    textUnder(member(value, 'supplier'), 'name') ??
    textUnder(member(value, 'manufacturer'), 'name') ??
    textUnder(value, 'publisher') ??
    textUnder(value, 'author')
  )
}

function authorOf(value: unknown): string | undefined {
  const [first] = listUnder(value, 'authors') // 1.6
  return textUnder(first, 'name') ?? textUnder(value, 'author') ?? textUnder(value, 'publisher')
}

function authorsOf(metadata: unknown): string[] {
  const organisations = ['manufacture', 'manufacturer', 'supplier'].map((key) => member(metadata, key))
  return [...listUnder(metadata, 'authors'), ...organisations].flatMap((who) => textUnder(who, 'name') ?? [])
}

/** Tools are a list until 1.4 and an object with components and services from 1.5. */
function toolsOf(metadata: unknown): string[] {
  const tools = member(metadata, 'tools')
  const all = [
    ...listUnder(metadata, 'tools'),
    ...listUnder(tools, 'components'),
    ...listUnder(tools, 'services'),
  ]
  return all.slice(0, sbomLimits.namesEach).flatMap((tool) => {
    const name = textUnder(tool, 'name')
    const version = textUnder(tool, 'version')
    return name === undefined ? [] : version === undefined ? name : `${name} ${version}`
  })
}
