import type { ComponentList } from '../../components/component-list.ts'
import { buildPurl, formatPurl } from '../../components/purl.ts'
import type { Words } from '../../words.ts'
import type { Statement } from '../statement.ts'

/** An act that changed what the documents of a release say: the number of acts is their version. */
export type BillChange = { readonly at: string; readonly about: Words }

/**
 * All that is told outside about the components of one release: what every SBOM, VEX document and table is written
 * from. The same bill gives the same bytes; no writer looks at a clock.
 */
export type Bill = {
  /** `namespace`: an absolute URI that is ours, `https://…` or `urn:uuid:…`. */
  readonly maker: { readonly name: string; readonly namespace: string }
  readonly device: {
    readonly id: string
    readonly number: string
    readonly name: Words
    readonly model: string | null
  }
  readonly release: {
    readonly id: string
    readonly number: string
    readonly name: string
    readonly version: string
    readonly artefacts: readonly { readonly name: string; readonly sha256: string }[]
  }
  readonly sbom: { readonly id: string; readonly number: string; readonly list: ComponentList }
  readonly statements: readonly Statement[]
  /** Oldest first, never empty. */
  readonly history: readonly BillChange[]
  /** References of components that no source of advisories can answer for: nothing may be said of them. */
  readonly unanswered?: ReadonlySet<string>
  /** Names of weaknesses by id (`CWE-79`), for formats that ask for the name. */
  readonly weaknesses?: ReadonlyMap<string, string>
}

/** Which edition this is: grows with every change, so that two documents of one version are equal. */
export function editionOf(bill: Bill): number {
  return Math.max(1, bill.history.length)
}

/** The moment of the last change, ISO UTC. */
export function changedAtOf(bill: Bill): string {
  const last = bill.history.at(-1)
  if (!last) throw new Error('a bill has a history')
  return last.at
}

export function madeAtOf(bill: Bill): string {
  const first = bill.history[0]
  if (!first) throw new Error('a bill has a history')
  return first.at
}

/** The purl of the release itself: no registry knows it, so `generic`, under the maker's name. */
export function purlOfRelease(bill: Pick<Bill, 'maker' | 'device' | 'release'>): string {
  const built = buildPurl({
    type: 'generic',
    namespace: slug(bill.maker.name),
    name: slug(bill.device.name.en || bill.device.name.ko),
    version: bill.release.version,
  })
  if (!built.ok) throw new Error('a release has a name and a version')
  return formatPurl(built.value)
}

/** Serial number of what is exported about an SBOM: its record's id, so it never changes. */
export function serialOf(bill: Bill): string {
  return `urn:uuid:${bill.sbom.id}`
}

/** BOM-Link of a component in our own export (CycloneDX 1.5 and later, `urn:cdx:serial/version#ref`). */
export function bomLinkOf(bill: Bill, reference: string): string {
  return `urn:cdx:${bill.sbom.id}/${editionOf(bill)}#${encodeURIComponent(reference)}`
}

function slug(name: string): string {
  const plain = name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}.]+/gu, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '')
  return plain === '' ? 'unnamed' : plain
}
