import type { ComponentList, ListFault } from '@maek/domain/components/component-list.ts'
import { qualityOf, type SbomQuality } from '@maek/domain/components/quality.ts'
import { readSbom } from '@maek/domain/components/read-sbom.ts'
import { headOf, type SbomHead } from '@maek/domain/components/sbom-of-list.ts'
import { type Answer, accept } from '@maek/domain/refusal.ts'
import { componentVersionOf } from './component-version.ts'
import { copyBytes, copyIntegers, copyText } from './copy-text.ts'

/** An SBOM read and made ready for the database: what people are told, and rows as COPY takes them. */
export type PreparedSbom = {
  readonly head: SbomHead
  readonly quality: SbomQuality
  readonly faults: readonly ListFault[]
  /** Positions of what the product itself depends on or contains. */
  readonly roots: readonly number[]
  /** How many lines there are. */
  readonly count: number
  /** Rows for `intake_version`, each version once. */
  readonly versions: Uint8Array<ArrayBuffer>
  /** Where each of those rows ends. */
  readonly versionEnds: Uint32Array<ArrayBuffer>
  /** Rows for `intake_line`, each with the id of its SBOM, in the order of the pages. */
  readonly lines: Uint8Array<ArrayBuffer>
}

/** Faults that are kept beside the SBOM; all are counted. */
export const faultsKeptMax = 200

/** Pure work on bytes, done in a thread where they are many; `id` is that of the SBOM's record. */
export function prepareSbom(bytes: Uint8Array, id: string): Answer<PreparedSbom> {
  const read = readSbom(bytes)
  if (!read.ok) return read
  const list = read.value
  const { quality, each } = qualityOf(list)
  const order = list.components
    .map((component, at) => ({ at, key: sortKeyOf(component) }))
    .sort((left, right) => Buffer.compare(left.key, right.key))
  const needs = needsByReference(list, order)
  const versions = new Map<string, string>()
  const lines: string[] = []
  for (const [position, { at }] of order.entries()) {
    const component = list.components[at]
    const judged = each[at]
    if (!component || !judged) throw new Error('the order names components of the list')
    const version = componentVersionOf(component)
    if (!versions.has(version.key)) versions.set(version.key, versionRow(version))
    const { author, copyright, support, ai } = component
    const { lookalike } = judged
    const hasDetails = author ?? copyright ?? support ?? ai ?? lookalike
    lines.push(
      [
        id,
        position,
        copyBytes(version.key),
        copyText(component.reference),
        copyText(JSON.stringify(component.licences)),
        copyText(JSON.stringify(component.hashes)),
        copyText(component.supplier),
        copyText(component.scope),
        copyText(component.within),
        copyIntegers(needs.get(component.reference)),
        judged.gaps,
        hasDetails === undefined
          ? '\\N'
          : copyText(JSON.stringify({ author, copyright, support, ai, lookalike })),
        copyText(version.ecosystem),
      ].join('\t'),
    )
  }
  return accept({
    head: headOf(list),
    quality,
    faults: list.faults.slice(0, faultsKeptMax),
    roots: (list.subject && needs.get(list.subject.reference)) ?? [],
    count: lines.length,
    ...versionRows([...versions.values()]),
    lines: rowsOf(lines),
  })
}

function versionRow(version: ReturnType<typeof componentVersionOf>): string {
  const { type, name, purl, cpe, ecosystem, queriedVersion } = version
  const texts = [type, name, version.version, purl, cpe, ecosystem, version.package, queriedVersion]
  return [copyBytes(version.key), ...texts.map(copyText)].join('\t')
}

function needsByReference(
  list: ComponentList,
  order: readonly { readonly at: number }[],
): ReadonlyMap<string, readonly number[]> {
  const positions = new Map<string, number>()
  for (const [position, { at }] of order.entries()) {
    const component = list.components[at]
    if (component) positions.set(component.reference, position)
  }
  const needs = new Map<string, number[]>()
  for (const [from, to] of list.dependencies) {
    const position = positions.get(to)
    if (position === undefined) continue
    const known = needs.get(from)
    if (known) known.push(position)
    else needs.set(from, [position])
  }
  return needs
}

/** Name, then version, in bytes: the same order on every machine and in every collation. */
function sortKeyOf(component: ComponentList['components'][number]): Buffer {
  return Buffer.from(
    `${component.name.toLowerCase()}\u0000${component.version ?? ''}\u0000${component.reference}`,
  )
}

function versionRows(texts: readonly string[]): Pick<PreparedSbom, 'versions' | 'versionEnds'> {
  const versions = rowsOf(texts)
  const versionEnds = new Uint32Array(texts.length)
  // A line feed within a text is written as two signs, so each one ends a row.
  let end = 0
  for (let row = 0; row < texts.length; row++) {
    end = versions.indexOf(lineFeed, end) + 1
    versionEnds[row] = end
  }
  return { versions, versionEnds }
}

const lineFeed = 0x0a

/** In memory of its own, so that it can be handed to another thread without a copy. */
function rowsOf(rows: readonly string[]): Uint8Array<ArrayBuffer> {
  return rows.length === 0 ? new Uint8Array() : new TextEncoder().encode(`${rows.join('\n')}\n`)
}
