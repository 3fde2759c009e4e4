import { isObject, listUnder, member, textUnder } from '../../components/json-value.ts'
import { withoutAbsent } from '../../components/without-absent.ts'
import type { Answer } from '../../refusal.ts'
import { cleanUnder, instantUnder } from './foreign-text.ts'
import { aboutCycloneDx, readRatings, readReasons } from './read-cyclonedx-analysis.ts'
import type { ProductStatus, VexDocument, VexProduct } from './vex-document.ts'
import { putStatus, startVex, type VexGather } from './vex-gather.ts'
import { fromCycloneDxState } from './vex-words.ts'

/**
 * Reads the vulnerabilities of a parsed CycloneDX JSON document, whether its SBOM is in the same file or pointed to
 * by BOM-Link. Versions named with a status of their own speak for themselves; else the analysis speaks.
 */
export function readCycloneDxVex(document: unknown): Answer<VexDocument> {
  const gather = startVex()
  const components = componentsOf(document)
  for (const [at, one] of listUnder(document, 'vulnerabilities').entries()) {
    if (gather.isOver()) break
    readOne(gather, one, { place: `vulnerabilities.${at}`, components })
  }
  const metadata = member(document, 'metadata')
  const made = instantUnder(metadata, 'timestamp') ?? '1970-01-01T00:00:00Z'
  const revision = member(document, 'version')
  const version = typeof revision === 'number' ? String(revision) : '1'
  const serial = cleanUnder(document, 'serialNumber')
  return gather.finish({
    format: 'CycloneDX',
    specVersion: cleanUnder(document, 'specVersion') ?? '',
    category: 'csaf_vex',
    id: serial ?? 'unnamed',
    title: `CycloneDX VEX ${cleanUnder(member(metadata, 'component'), 'name') ?? ''}`.trim(),
    version,
    status: 'final',
    author: { name: authorOf(metadata) ?? 'unnamed', category: 'other', namespace: 'urn:maek:cyclonedx' },
    aliases: [],
    madeAt: made,
    changedAt: made,
    history: [{ number: version, at: made, summary: '-' }],
    notes: [],
    references: [],
    acknowledgements: [],
  })
}

function authorOf(metadata: unknown): string | undefined {
  for (const key of ['supplier', 'manufacturer', 'manufacture']) {
    const name = cleanUnder(member(metadata, key), 'name')
    if (name !== undefined) return name
  }
  return listUnder(metadata, 'authors').flatMap((one) => cleanUnder(one, 'name') ?? [])[0]
}

type Components = ReadonlyMap<string, unknown>

/** Components of the same file by bom-ref, nested ones too, without recursion. */
function componentsOf(document: unknown): Components {
  const found = new Map<string, unknown>()
  const waiting = [member(member(document, 'metadata'), 'component'), ...listUnder(document, 'components')]
  while (waiting.length > 0) {
    const next = waiting.pop()
    const reference = textUnder(next, 'bom-ref')
    if (reference !== undefined) found.set(reference, next)
    for (const part of listUnder(next, 'components')) waiting.push(part)
  }
  return found
}

type Place = { readonly place: string; readonly components: Components }

function readOne(gather: VexGather, one: unknown, { place, components }: Place): void {
  const analysis = member(one, 'analysis')
  const state = textUnder(analysis, 'state')
  const status = fromCycloneDxState.get(state ?? '')
  const id = cleanUnder(one, 'id')
  if (!isObject(one) || id === undefined) {
    gather.fault(place, '취약점 번호가 없습니다.', 'The vulnerability has no identifier.')
    return
  }
  if (status === undefined)
    gather.fault(
      `${place}.analysis`,
      '판정이 없어 “조사 중”으로 읽었습니다.',
      'There is no analysis; it was read as under investigation.',
    )
  const vulnerability = gather.vulnerability(id, aboutCycloneDx(one, id))
  const all: string[] = []
  for (const affected of listUnder(one, 'affects')) {
    for (const { product, own } of productsOf(affected, components)) {
      if (!gather.spend(1)) return
      if (!gather.products.has(product.id)) gather.add(product)
      all.push(product.id)
      // An unaffected version under “resolved” is the one that is fixed.
      const told = own === 'known_not_affected' && status === 'fixed' ? status : own
      const said = told ?? status ?? 'under_investigation'
      if (putStatus(vulnerability, said, [product.id]) > 0)
        gather.fault(
          place,
          '같은 제품에 대해 서로 어긋나게 말합니다.',
          'It contradicts what is said of the same product elsewhere.',
        )
    }
  }
  if (all.length === 0) {
    gather.fault(place, '어느 제품에 대한 진술인지 알 수 없습니다.', 'It names no product.')
    return
  }
  readReasons(vulnerability, one, all)
  readRatings(vulnerability, one, all)
  const at = instantUnder(analysis, 'lastUpdated') ?? instantUnder(analysis, 'firstIssued')
  if (at !== undefined) vulnerability.times.push({ products: all, at })
}

/** `affects[].versions[].status`; left out it means affected, which only repeats or contradicts the analysis. */
const versionStatuses: ReadonlyMap<string, ProductStatus> = new Map([
  ['unaffected', 'known_not_affected'],
  ['unknown', 'under_investigation'],
] as const)

function productsOf(
  affected: unknown,
  components: Components,
): { readonly product: VexProduct; readonly own: ProductStatus | undefined }[] {
  const reference = cleanUnder(affected, 'ref')
  if (reference === undefined) return []
  const component = components.get(reference) ?? components.get(linkedReference(reference) ?? '')
  const versions = listUnder(affected, 'versions')
  if (versions.length === 0) return [{ product: productFrom(reference, component, {}), own: undefined }]
  return versions.map((one) => ({
    product: productFrom(reference, component, {
      version: cleanUnder(one, 'version'),
      range: cleanUnder(one, 'range'),
    }),
    own: versionStatuses.get(textUnder(one, 'status') ?? ''),
  }))
}

/** The bom-ref inside a BOM-Link, decoded. */
function linkedReference(reference: string): string | undefined {
  const found = /^urn:cdx:[0-9a-f-]{36}\/\d+#(.+)$/i.exec(reference)?.[1]
  if (found === undefined) return undefined
  try {
    return decodeURIComponent(found)
  } catch {
    return found // a percent sign that is no code: taken as written
  }
}

function productFrom(
  reference: string,
  component: unknown,
  told: { readonly version?: string | undefined; readonly range?: string | undefined },
): VexProduct {
  const name = cleanUnder(component, 'name') ?? linkedReference(reference) ?? reference
  const word = told.version ?? told.range
  const inside = linkedReference(reference) ?? reference
  const version = told.version ?? (told.range === undefined ? cleanUnder(component, 'version') : undefined)
  return withoutAbsent({
    id: word === undefined ? reference : `${reference}@${word}`,
    name: word === undefined ? name : `${name} ${word}`,
    path: pathOf(name, version, told.range),
    version,
    purl: cleanUnder(component, 'purl') ?? (inside.startsWith('pkg:') ? inside : undefined),
    cpe: cleanUnder(component, 'cpe'),
    hashes: listUnder(component, 'hashes').flatMap((hash) => {
      const [algorithm, value] = [cleanUnder(hash, 'alg'), cleanUnder(hash, 'content')]
      return algorithm === undefined || value === undefined ? [] : { algorithm, value, file: name }
    }),
    reference,
  })
}

function pathOf(name: string, version: string | undefined, range: string | undefined): VexProduct['path'] {
  const product = { category: 'product_name', name }
  if (range !== undefined) return [product, { category: 'product_version_range', name: range }]
  return version === undefined ? [product] : [product, { category: 'product_version', name: version }]
}
