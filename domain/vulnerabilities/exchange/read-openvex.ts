import { isObject, listUnder, member, textUnder } from '../../components/json-value.ts'
import { withoutAbsent } from '../../components/without-absent.ts'
import type { Answer } from '../../refusal.ts'
import { cleanUnder, foreignText, instantUnder, textsUnder } from './foreign-text.ts'
import type { VexDocument, VexHash, VexProduct } from './vex-document.ts'
import { type GatheredVulnerability, putStatus, startVex, type VexGather } from './vex-gather.ts'
import { systemOf } from './vex-of-bill.ts'
import { fromOpenVexStatus } from './vex-words.ts'

/**
 * Reads a parsed OpenVEX document (0.2.0, and the 0.0 form whose products and vulnerabilities are plain texts). Of
 * two statements on the same product the later one holds, as the format says.
 */
export function readOpenVex(document: unknown): Answer<VexDocument> {
  const gather = startVex()
  const madeAt = instantUnder(document, 'timestamp')
  if (madeAt === undefined) gather.fault('timestamp', '시각이 없습니다.', 'There is no timestamp.')
  const made = madeAt ?? '1970-01-01T00:00:00Z'
  const statements = listUnder(document, 'statements')
    .map((value, at) => ({ value, at, said: instantUnder(value, 'timestamp') ?? made }))
    // The newest first: what an older one says of the same product no longer holds.
    .sort((left, right) => Date.parse(right.said) - Date.parse(left.said) || right.at - left.at)
  const spoken = new Set<string>()
  for (const { value, at, said } of statements) {
    if (gather.isOver()) break
    readStatement(gather, value, { place: `statements.${at}`, said, spoken })
  }
  const version = member(document, 'version')
  const number = typeof version === 'number' || typeof version === 'string' ? String(version) : '1'
  const changedAt = instantUnder(document, 'last_updated') ?? made
  return gather.finish({
    format: 'OpenVEX',
    specVersion: /v(\d+\.\d+\.\d+)/.exec(textUnder(document, '@context') ?? '')?.[1] ?? '',
    category: 'csaf_vex',
    id: cleanUnder(document, '@id') ?? cleanUnder(document, 'id') ?? 'unnamed',
    title: `OpenVEX ${cleanUnder(document, '@id') ?? ''}`.trim(),
    version: number,
    status: 'final',
    author: {
      name: cleanUnder(document, 'author') ?? 'unnamed',
      category: 'other',
      namespace: 'urn:maek:openvex',
    },
    aliases: [],
    madeAt: made,
    changedAt,
    history: [{ number, at: changedAt, summary: '-' }],
    notes: [],
    references: [],
    acknowledgements: [],
  })
}

type Place = {
  readonly place: string
  readonly said: string
  /** Vulnerability and product of which a later statement spoke. */
  readonly spoken: Set<string>
}

function readStatement(gather: VexGather, statement: unknown, { place, said, spoken }: Place): void {
  const told = member(statement, 'vulnerability')
  const id =
    typeof told === 'string' ? foreignText(told) : (cleanUnder(told, 'name') ?? cleanUnder(told, '@id'))
  const status = fromOpenVexStatus.get(textUnder(statement, 'status') ?? '')
  if (id === undefined || status === undefined) {
    gather.fault(place, '취약점이나 상태를 알 수 없습니다.', 'The vulnerability or the status is not known.')
    return
  }
  const named = listUnder(statement, 'products').flatMap((one) => productsOf(gather, one))
  if (named.length === 0)
    gather.fault(place, '어느 제품에 대한 진술인지 알 수 없습니다.', 'It names no product.')
  const products = named.filter((product) => !spoken.has(`${id}\u0000${product}`))
  for (const product of products) spoken.add(`${id}\u0000${product}`)
  if (products.length === 0) return
  if (!gather.spend(products.length)) return
  const description = cleanUnder(told, 'description')
  const vulnerability = gather.vulnerability(id, {
    ids: [id, ...textsUnder(told, 'aliases')].map((text) => ({ system: systemOf(text), text })),
    cwes: [],
    notes: description === undefined ? [] : [{ category: 'description', text: description }],
    references: [],
    acknowledgements: [],
  })
  putStatus(vulnerability, status, products)
  addReasons(vulnerability, statement, products)
  vulnerability.times.push({ products, at: said })
}

function addReasons(
  vulnerability: GatheredVulnerability,
  statement: unknown,
  products: readonly string[],
): void {
  const label = cleanUnder(statement, 'justification')
  const impact = cleanUnder(statement, 'impact_statement') ?? cleanUnder(statement, 'status_notes')
  const action = cleanUnder(statement, 'action_statement')
  if (label !== undefined) vulnerability.flags.push({ label, products })
  if (impact !== undefined) vulnerability.threats.push({ category: 'impact', details: impact, products })
  if (action !== undefined)
    vulnerability.remediations.push({ category: 'mitigation', details: action, products })
}

/** Ids of what a product entry stands for: itself, or its parts within it. */
function productsOf(gather: VexGather, entry: unknown): string[] {
  const whole = gather.isOver() ? undefined : componentOf(entry)
  if (!whole) return []
  gather.add(whole)
  const parts = listUnder(entry, 'subcomponents')
  if (parts.length === 0) return [whole.id]
  return parts.flatMap((one) => {
    const part = componentOf(one)
    if (!part || !gather.spend(1)) return []
    if (!gather.products.has(part.id)) gather.add(part)
    const id = `${part.id} in ${whole.id}`
    gather.add({
      ...part,
      id,
      name: `${part.name} in ${whole.name}`,
      relation: { category: 'default_component_of', part: part.id, whole: whole.id },
    })
    return [id]
  })
}

function componentOf(entry: unknown): VexProduct | undefined {
  if (typeof entry === 'string') entry = { '@id': entry }
  const identifiers = member(entry, 'identifiers')
  const own = cleanUnder(entry, '@id') ?? cleanUnder(entry, 'id')
  const purl = cleanUnder(identifiers, 'purl') ?? (own?.startsWith('pkg:') ? own : undefined)
  const cpe =
    cleanUnder(identifiers, 'cpe23') ??
    cleanUnder(identifiers, 'cpe22') ??
    (own?.startsWith('cpe:') ? own : undefined)
  const hashes = hashesOf(entry, own ?? 'unnamed')
  const id = own ?? purl ?? cpe ?? hashes[0]?.value
  if (id === undefined) return undefined
  return withoutAbsent({
    id,
    name: id,
    path: [],
    purl,
    cpe,
    hashes,
    reference: id.startsWith('urn:cdx:') ? id : undefined,
  })
}

function hashesOf(entry: unknown, file: string): VexHash[] {
  const hashes = member(entry, 'hashes')
  if (!isObject(hashes)) return []
  return Object.entries(hashes)
    .slice(0, 32)
    .flatMap(([algorithm, value]) => (typeof value === 'string' ? { algorithm, value, file } : []))
}
