import { SaxesParser } from 'saxes'
import { type Answer, accept, type Refusal, refuse } from '../refusal.ts'
import { say } from '../words.ts'
import { sbomLimits } from './component-list.ts'

/** An element of the namespace that was asked for, with local names. */
export type XmlElement = {
  readonly name: string
  readonly namespace: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: XmlElement[]
  text: string
}

/**
 * Reads an XML text into a tree of the elements that are wanted: their namespace starts with `namespace` and their
 * name is in `names`; what is not wanted is passed over with all it holds. Any DOCTYPE is refused (entity expansion, external entities), as are too deep and too large documents.
 */
export function readXmlTree(
  text: string,
  { namespace, names }: { readonly namespace: string; readonly names: ReadonlySet<string> },
): Answer<XmlElement> {
  const parser = new SaxesParser({ xmlns: true })
  const open: XmlElement[] = []
  let root: XmlElement | undefined
  let refusal: Refusal | undefined
  let depth = 0
  let elements = 0
  let passed = 0 // depth inside an element that is not wanted
  const stop = (answer: { readonly refusal: Refusal }) => {
    refusal ??= answer.refusal
  }
  parser.on('doctype', () => stop(doctype))
  parser.on('error', (error) => stop(broken(error.message)))
  parser.on('opentag', (tag) => {
    depth++
    elements++
    if (depth > sbomLimits.depth || elements > sbomLimits.xmlElements) stop(tooDeep)
    if (refusal) return
    if (passed > 0 || !tag.uri.startsWith(namespace) || !names.has(tag.local)) {
      passed++
      return
    }
    const written = Object.values(tag.attributes)
    const attributes = written.length === 0 ? none : new Map(written.map((one) => [one.local, one.value]))
    const element: XmlElement = { name: tag.local, namespace: tag.uri, attributes, children: [], text: '' }
    open.at(-1)?.children.push(element)
    root ??= element
    open.push(element)
  })
  const gather = (words: string) => {
    const element = open.at(-1)
    if (element && passed === 0) element.text += words
  }
  parser.on('text', gather)
  parser.on('cdata', gather)
  parser.on('closetag', () => {
    depth--
    if (passed > 0) passed--
    else open.pop()
  })
  // In pieces, so that a refusal ends the reading instead of waiting for the end of the document.
  for (let at = 0; at < text.length && !refusal; at += pieceLength)
    parser.write(text.slice(at, at + pieceLength))
  if (!refusal) parser.close()
  if (refusal) return { ok: false, refusal }
  return root ? accept(root) : otherXml
}

const otherXml = refuse(
  'wrong-type',
  say(
    '알려진 형식의 XML이 아닙니다. CycloneDX XML로 올리거나, SPDX는 JSON이나 태그-값으로 올리십시오(RDF/XML과 SWID는 읽지 않습니다).',
    'This XML is of no known format. Use CycloneDX XML, and SPDX as JSON or tag-value (RDF/XML and SWID are not read).',
  ),
  'file',
)

/** Shared by all elements without attributes: millions of empty maps would be the attack. */
const none: ReadonlyMap<string, string> = new Map()

const pieceLength = 4_096

export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name)
}

export function childrenOf(element: XmlElement | undefined, name: string): XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? []
}

export function textOf(element: XmlElement | undefined, name: string): string | undefined {
  return childOf(element, name)?.text.trim()
}

const doctype = refuse(
  'invalid',
  say(
    'XML에 DOCTYPE이 있으면 받지 않습니다. 지우고 다시 올리십시오.',
    'An XML file with a DOCTYPE is not accepted. Remove it and try again.',
  ),
  'file',
)

const tooDeep = refuse(
  'too-large',
  say('XML이 너무 깊거나 요소가 너무 많습니다.', 'The XML is nested too deeply or has too many elements.'),
  'file',
)

function broken(detail: string) {
  const where = detail.slice(0, 200)
  return refuse('invalid', say(`XML이 깨졌습니다: ${where}`, `The XML is broken: ${where}`), 'file')
}
