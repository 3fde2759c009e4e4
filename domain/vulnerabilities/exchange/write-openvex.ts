import type { Justification } from '../statement.ts'
import { claimsOf } from './claims.ts'
import { isCveId } from './csaf-vulnerability.ts'
import { type Json, sortedJson } from './sorted-json.ts'
import type { VexDocument, VexProduct } from './vex-document.ts'
import { toOpenVexStatus } from './vex-words.ts'

/** The maker's own document id: the same document keeps it through its versions (OpenVEX 0.2.0, `@id`). */
export type OpenVexNames = { readonly id: string; readonly version: number }

/**
 * An OpenVEX 0.2.0 document as text. A product is told by its purl (or its id), a part of it as subcomponent.
 * Lost for want of a place: scores, weaknesses, references, threats other than impact, notes on the document.
 */
export function writeOpenVex(document: VexDocument, names: OpenVexNames): string {
  const products = new Map(document.products.map((one) => [one.id, one]))
  const statements = document.vulnerabilities.flatMap((vulnerability) =>
    claimsOf(vulnerability).flatMap((claim): Json[] => {
      const status = toOpenVexStatus[claim.status]
      if (status === null) return []
      const summary = vulnerability.notes.find(({ category }) => category === 'description')?.text
      return [
        {
          vulnerability: {
            '@id': isCveId(vulnerability.id)
              ? `https://www.cve.org/CVERecord?id=${vulnerability.id}`
              : undefined,
            name: vulnerability.id,
            description: summary,
            aliases: vulnerability.ids.map(({ text }) => text).filter((text) => text !== vulnerability.id),
          },
          timestamp: claim.at ?? document.changedAt,
          products: productsOf(claim.products, products),
          status,
          ...reasonOf(status, claim),
        },
      ]
    }),
  )
  return sortedJson({
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': names.id,
    author: document.author.name,
    role: document.author.category,
    timestamp: document.madeAt,
    last_updated: document.changedAt === document.madeAt ? undefined : document.changedAt,
    version: names.version,
    tooling: 'Maek',
    statements,
  })
}

type Reason = {
  readonly justification: Justification | undefined
  readonly impact: string | undefined
  readonly action: string | undefined
}

/** `not_affected` carries a justification or an impact statement, `affected` an action statement. */
function reasonOf(status: string, reason: Reason): { readonly [key: string]: Json | undefined } {
  if (status === 'not_affected') {
    const { justification, impact } = reason
    return {
      justification,
      impact_statement: impact ?? (justification === undefined ? 'No reason was given.' : undefined),
    }
  }
  if (status === 'affected') {
    return { action_statement: reason.action ?? 'No action was stated.' }
  }
  return { status_notes: reason.impact }
}

function productsOf(ids: readonly string[], products: ReadonlyMap<string, VexProduct>): Json[] {
  const parts = Map.groupBy(ids, (id) => products.get(id)?.relation?.whole ?? '')
  return [...parts].flatMap(([whole, members]): Json[] => {
    if (whole === '') return members.map((id) => componentOf(products.get(id), id))
    const subcomponents = members.map((id) => {
      const part = products.get(id)?.relation?.part ?? id
      return componentOf(products.get(part), part)
    })
    return [{ ...componentOf(products.get(whole), whole), subcomponents }]
  })
}

function componentOf(
  product: VexProduct | undefined,
  id: string,
): { readonly [key: string]: Json | undefined } {
  const identifiers = { purl: product?.purl, cpe23: cpe23(product?.cpe), cpe22: cpe22(product?.cpe) }
  const hashes = hashesOf(product)
  return {
    '@id': product?.purl ?? iri(id),
    identifiers: Object.values(identifiers).some((one) => one !== undefined) ? identifiers : undefined,
    hashes: Object.keys(hashes).length > 0 ? hashes : undefined,
  }
}

function cpe23(cpe: string | undefined): string | undefined {
  return cpe?.startsWith('cpe:2.3:') ? cpe : undefined
}

function cpe22(cpe: string | undefined): string | undefined {
  return cpe !== undefined && /^cpe:\//i.test(cpe) ? cpe : undefined
}

/** OpenVEX knows these sums by name; another algorithm has no place. */
function hashesOf(product: VexProduct | undefined): { readonly [key: string]: string } {
  const found: { [key: string]: string } = {}
  for (const { algorithm, value } of product?.hashes ?? []) {
    const name = openVexHashes.get(algorithm.toLowerCase().replace(/^sha-?(\d)/, 'sha-$1'))
    if (name !== undefined) found[name] ??= value
  }
  return found
}

const openVexHashes: ReadonlyMap<string, string> = new Map([
  ['md5', 'md5'],
  ['sha-1', 'sha1'],
  ['sha-256', 'sha-256'],
  ['sha-384', 'sha-384'],
  ['sha-512', 'sha-512'],
  ['sha3-224', 'sha3-224'],
  ['sha3-256', 'sha3-256'],
  ['sha3-384', 'sha3-384'],
  ['sha3-512', 'sha3-512'],
  ['blake2s-256', 'blake2s-256'],
  ['blake2b-256', 'blake2b-256'],
  ['blake2b-512', 'blake2b-512'],
])

/** `@id` must be an IRI: one stays, any other text becomes one of ours. */
function iri(id: string): string {
  return /^[a-z][a-z0-9+.-]*:\S+$/i.test(id) ? id : `urn:maek:product:${encodeURIComponent(id)}`
}
