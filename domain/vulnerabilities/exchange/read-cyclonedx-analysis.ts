import { listUnder, member, textUnder } from '../../components/json-value.ts'
import { withoutAbsent } from '../../components/without-absent.ts'
import { scoreVector } from '../severity.ts'
import { justifications } from '../statement.ts'
import { cleanUnder, instantUnder, textsUnder } from './foreign-text.ts'
import type { VexNote, VexRemediation } from './vex-document.ts'
import type { GatheredVulnerability } from './vex-gather.ts'
import { systemOf } from './vex-of-bill.ts'
import { fromCycloneDxJustification } from './vex-words.ts'

/** What a CycloneDX vulnerability says of itself, whatever it does to the product. */
export function aboutCycloneDx(one: unknown, id: string): GatheredVulnerability['about'] {
  const others = listUnder(one, 'references').flatMap((reference) => cleanUnder(reference, 'id') ?? [])
  return withoutAbsent({
    ids: [...new Set([id, ...others])].map((text) => ({ system: systemOf(text), text })),
    cwes: listUnder(one, 'cwes').flatMap((number) =>
      typeof number === 'number' && Number.isInteger(number) ? { id: `CWE-${number}` } : [],
    ),
    notes: [noteOf(one, 'description', 'description'), noteOf(one, 'detail', 'details')].flat(),
    references: listUnder(one, 'advisories').flatMap((advisory) => {
      const url = cleanUnder(advisory, 'url')
      return url === undefined
        ? []
        : { category: 'external', summary: cleanUnder(advisory, 'title') ?? url, url }
    }),
    acknowledgements: [],
    discoveredAt: instantUnder(one, 'created'),
    releasedAt: instantUnder(one, 'published'),
  })
}

function noteOf(one: unknown, key: string, category: string): VexNote[] {
  const text = cleanUnder(one, key)
  return text === undefined ? [] : [{ category, text }]
}

/** Justification, impact and what can be done, for all products of the entry. */
export function readReasons(
  vulnerability: GatheredVulnerability,
  one: unknown,
  products: readonly string[],
): void {
  const analysis = member(one, 'analysis')
  const state = textUnder(analysis, 'state')
  const detail = cleanUnder(analysis, 'detail')
  const label = justificationOf(one)
  if (state === 'not_affected' && label !== undefined) vulnerability.flags.push({ label, products })
  if (detail !== undefined) vulnerability.threats.push({ category: 'impact', details: detail, products })
  if (state === 'exploitable') vulnerability.remediations.push(...remediesOf(one, products, detail))
}

/** The exact word that our own export adds, else the nearest of the five. */
function justificationOf(one: unknown): string | undefined {
  const exact = listUnder(one, 'properties').find((row) => textUnder(row, 'name') === 'maek:justification')
  const told = textUnder(exact, 'value')
  return (
    justifications.find((word) => word === told) ??
    fromCycloneDxJustification.get(textUnder(member(one, 'analysis'), 'justification') ?? '')
  )
}

const responses: ReadonlyMap<string, VexRemediation['category']> = new Map([
  ['can_not_fix', 'none_available'],
  ['will_not_fix', 'no_fix_planned'],
  ['update', 'vendor_fix'],
  ['rollback', 'mitigation'],
  ['workaround_available', 'workaround'],
] as const)

function remediesOf(one: unknown, products: readonly string[], detail: string | undefined): VexRemediation[] {
  const recommendation = cleanUnder(one, 'recommendation')
  const workaround = cleanUnder(one, 'workaround')
  const words = textsUnder(member(one, 'analysis'), 'response')
  const told = words.flatMap((word) => responses.get(word) ?? [])
  // CISA's own cases say both “will not fix” and “update”: this version stays as it is, another one is fixed.
  const categories = new Set(
    told.includes('vendor_fix') ? told.filter((one) => one !== 'no_fix_planned') : told,
  )
  if (workaround !== undefined) categories.add('workaround')
  if (categories.size === 0) categories.add(recommendation === undefined ? 'none_available' : 'vendor_fix')
  return [...categories].map((category) => ({
    category,
    details:
      (category === 'workaround' ? workaround : recommendation) ??
      recommendation ??
      detail ??
      'No action was stated.',
    products,
  }))
}

/** Vectors with their issuers; the examples of CycloneDX leave `CVSS:3.1/` out, which the method tells. */
export function readRatings(
  vulnerability: GatheredVulnerability,
  one: unknown,
  products: readonly string[],
): void {
  for (const rating of listUnder(one, 'ratings').slice(0, 100)) {
    const written = textUnder(rating, 'vector')
    if (written === undefined || written.length > 400) continue
    const vector = `${prefixOf(textUnder(rating, 'method'), written)}${written}`
    if (!scoreVector(vector).ok) continue
    vulnerability.scores.push(
      withoutAbsent({ products, vector, issuer: cleanUnder(member(rating, 'source'), 'name') }),
    )
  }
}

function prefixOf(method: string | undefined, vector: string): string {
  if (vector.startsWith('CVSS:')) return ''
  if (method === 'CVSSv31') return 'CVSS:3.1/'
  if (method === 'CVSSv3') return 'CVSS:3.0/'
  return method === 'CVSSv4' ? 'CVSS:4.0/' : ''
}
