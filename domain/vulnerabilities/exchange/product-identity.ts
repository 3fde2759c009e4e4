import { type Purl, parsePurl } from '../../components/purl.ts'
import type { VexDocument, VexProduct } from './vex-document.ts'

/** By what a product was recognised. A name alone never suffices: the same name is too often another product. */
export type VexIdentity = 'purl' | 'cpe' | 'hash' | 'bom-link'

/** A component as one of our SBOMs names it. */
export type OurPart = {
  readonly reference: string
  readonly purl: string | null
  readonly cpe: string | null
  /** Values, in small letters. */
  readonly hashes: readonly string[]
}

/** A line of an SBOM that stands, with the components it is assembled into. */
export type OurLine = OurPart & {
  /** Serial number or namespace of the SBOM, as the document gave it. */
  readonly serial: string | null
  readonly release: string
  /** The purl under which we give the release out, and the reference of the SBOM's subject. */
  readonly releasePurl: string | null
  readonly subject: string | null
  readonly wholes: readonly OurPart[]
}

export type Recognised = {
  readonly identity: VexIdentity
  /** Null: the component wherever it stands; else only where it is part of the product spoken of. */
  readonly releases: readonly string[] | null
}

type Place = {
  readonly products: ReadonlyMap<string, VexProduct>
  readonly document: VexDocument
  readonly lines: readonly OurLine[]
}

/**
 * Whether a product of the document is a component of ours, and how we know. A part within a product counts where
 * our SBOM shows the part within that product, or the product is our release itself; a product without parts counts
 * for the component it is, and for all that is assembled into it.
 */
export function identityOf(product: VexProduct, { products, document, lines }: Place): Recognised | null {
  const whole = product.relation && products.get(product.relation.whole)
  const part = product.relation ? (products.get(product.relation.part) ?? product) : product
  const own = product.relation ? null : firstOf(lines, (line) => sameAs(part, line, { line, document }))
  if (own) return { identity: own, releases: null }
  const outer = whole ?? product
  const releases = new Set<string>()
  let identity: VexIdentity | null = null
  for (const line of lines) {
    const inner = product.relation ? sameAs(part, line, { line, document }) : 'purl'
    const around = inner && isAround(outer, line, document)
    if (!inner || !around) continue
    identity ??= product.relation ? inner : around
    releases.add(line.release)
  }
  return identity === null ? null : { identity, releases: [...releases] }
}

/** How a product is the whole in which the line stands: a component around it, or the release. */
function isAround(product: VexProduct, line: OurLine, document: VexDocument): VexIdentity | null {
  const within = firstOf(line.wholes, (whole) => sameAs(product, whole, { line, document }))
  if (within) return within
  if (line.releasePurl !== null && product.purl !== undefined && isSamePurl(product.purl, line.releasePurl))
    return 'purl'
  return line.subject !== null && isLinkTo(product, line, { reference: line.subject, document })
    ? 'bom-link'
    : null
}

function sameAs(
  product: VexProduct,
  part: OurPart,
  { line, document }: { readonly line: OurLine; readonly document: VexDocument },
): VexIdentity | null {
  if (product.purl !== undefined && part.purl !== null && isSamePurl(product.purl, part.purl)) return 'purl'
  if (product.hashes.some(({ value }) => part.hashes.includes(value.toLowerCase()))) return 'hash'
  if (isLinkTo(product, line, { reference: part.reference, document })) return 'bom-link'
  return product.cpe !== undefined && part.cpe !== null && isSameCpe(product.cpe, part.cpe) ? 'cpe' : null
}

/** A BOM-Link into our SBOM, or a plain bom-ref where the VEX came inside that very SBOM. */
function isLinkTo(
  product: VexProduct,
  line: OurLine,
  to: { readonly reference: string; readonly document: VexDocument },
): boolean {
  const { reference } = product
  const serial = line.serial?.replace(/^urn:uuid:/i, '').toLowerCase()
  if (reference === undefined || serial === undefined) return false
  const linked = /^urn:cdx:([0-9a-f-]{36})\/\d+#(.+)$/i.exec(reference)
  if (!linked)
    return to.document.id.replace(/^urn:uuid:/i, '').toLowerCase() === serial && reference === to.reference
  return linked[1]?.toLowerCase() === serial && decoded(linked[2] ?? '') === to.reference
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text // a percent sign that is no code
  }
}

/** The same package; a version, qualifiers or subpath that only one side names do not part them, the name does. */
export function isSamePurl(theirs: string, ours: string): boolean {
  const [left, right] = [purlOf(theirs), purlOf(ours)]
  if (!left || !right) return false
  if (left.type !== right.type || left.namespace !== right.namespace || left.name !== right.name) return false
  if (left.version !== undefined && left.version !== right.version) return false
  for (const [key, value] of left.qualifiers) {
    const other = right.qualifiers.get(key)
    if (other !== undefined && other !== value) return false
  }
  return left.subpath === undefined || left.subpath === right.subpath
}

function purlOf(text: string): Purl | undefined {
  const parsed = parsePurl(text)
  return parsed.ok ? parsed.value : undefined
}

/** CPE 2.3 names with the same part, vendor and product; a version they leave open holds for any. */
function isSameCpe(theirs: string, ours: string): boolean {
  const [left, right] = [theirs, ours].map((cpe) => cpe.toLowerCase().split(/(?<!\\):/))
  if (!left || !right || left[1] !== '2.3' || right[1] !== '2.3') return false
  if (left[2] !== right[2] || left[3] !== right[3] || left[4] !== right[4]) return false
  return [5, 6].every((at) => left[at] === '*' || left[at] === undefined || left[at] === right[at])
}

function firstOf<T, R>(list: readonly T[], find: (one: T) => R | null): R | null {
  for (const one of list) {
    const found = find(one)
    if (found !== null) return found
  }
  return null
}
