import { cpeKey, parseCpe } from '../components/cpe.ts'
import { isObject, listUnder, member, textUnder } from '../components/json-value.ts'
import { formatPurl, parsePurl } from '../components/purl.ts'
import { type Answer, accept, refuse } from '../refusal.ts'
import { say, type Words } from '../words.ts'
import { dayOf, type FeedRows, instantOf, lineOf, takeRows } from './feed-source.ts'

/** One line of releases and until when it is looked after. A null day with `ended` null: nobody says. */
export type SupportCycle = {
  readonly cycle: string
  readonly label: string | null
  readonly released: string | null
  /** End of active support. */
  readonly supportUntil: string | null
  /** End of security fixes. */
  readonly eol: string | null
  /** Whether support has ended, where only yes or no is published. */
  readonly ended: boolean | null
  readonly extendedUntil: string | null
  readonly latest: string | null
  readonly link: string | null
}

export type SupportedProduct = {
  readonly name: string
  readonly title: string
  readonly category: string
  readonly link: string | null
  readonly cycles: readonly SupportCycle[]
  /** A canonical purl without version, or `part:vendor:product` of a CPE. */
  readonly identifiers: readonly { readonly scheme: 'purl' | 'cpe'; readonly identifier: string }[]
}

export const supportLimits = { products: 20_000, cycles: 2_000, identifiers: 2_000 } as const

/**
 * Reads end-of-life data: endoflife.date's API (`/api/v1/products/full`), or its product files gathered in one
 * (`{ products: [{ name, releases, identifiers }] }`). A product without a name or releases is refused by its place.
 */
export function readSupportDates(document: unknown): Answer<FeedRows<SupportedProduct>> {
  const gathered = listUnder(document, 'products')
  const products = gathered.length > 0 ? gathered : listUnder(document, 'result')
  if (products.length === 0) return notSupportDates
  if (products.length > supportLimits.products) return tooMany
  const name = gathered.length > 0 ? 'products' : 'result'
  const places = products.map((product, at) => [`${name}[${at}]`, product] as const)
  const { rows, ...refused } = takeRows(places, readProduct)
  const made = textUnder(document, 'date') ?? textUnder(document, 'generated_at')
  return accept({
    rows: [...new Map(rows.map((row) => [row.name, row])).values()],
    ...refused,
    contentAt: instantOf(made) ?? null,
  })
}

function readProduct(product: unknown): SupportedProduct | Words {
  const name = textUnder(product, 'name')
  if (name === undefined || !/^[a-z0-9][a-z0-9._+-]{0,99}$/i.test(name))
    return say('제품 이름이 없습니다.', 'The product has no name.')
  const releases = listUnder(product, 'releases')
  const identifiers = listUnder(product, 'identifiers')
  if (releases.length > supportLimits.cycles || identifiers.length > supportLimits.identifiers)
    return say('릴리스나 식별자가 너무 많습니다.', 'It has too many releases or identifiers.')
  const cycles = new Map<string, SupportCycle>()
  for (const release of releases) {
    const cycle = readCycle(release)
    if (cycle && !cycles.has(cycle.cycle)) cycles.set(cycle.cycle, cycle)
  }
  if (cycles.size === 0) return say('읽을 수 있는 릴리스가 없습니다.', 'It has no release that can be read.')
  const known = identifiers.flatMap((identifier) => identifierOf(identifier) ?? [])
  return {
    name,
    title: lineOf(member(product, 'title') ?? member(product, 'label'), 200) ?? name,
    category: lineOf(member(product, 'category'), 60) ?? 'other',
    link: linkOf(member(product, 'releasePolicyLink') ?? member(member(product, 'links'), 'releasePolicy')),
    cycles: [...cycles.values()],
    identifiers: [...new Map(known.map((one) => [one.identifier, one])).values()],
  }
}

function readCycle(release: unknown): SupportCycle | undefined {
  const cycle = lineOf(member(release, 'releaseCycle') ?? member(release, 'name'), 100)
  if (cycle === undefined) return undefined
  const told = (days: string, flag: string) =>
    isObject(release) && Object.hasOwn(release, days) ? release[days] : member(release, flag)
  // The files say `eol: date | yes/no`; the API says `eolFrom: date` and `isEol: yes/no`.
  const eol = member(release, 'eol') ?? told('eolFrom', 'isEol')
  const flag = typeof eol === 'boolean' ? eol : member(release, 'isEol')
  const eolOn = dayOf(eol)
  const latest = member(release, 'latest')
  return {
    cycle,
    label: lineOf(member(release, 'releaseLabel') ?? member(release, 'label'), 200) ?? null,
    released: dayOf(member(release, 'releaseDate')) ?? null,
    supportUntil: dayOf(member(release, 'eoas') ?? member(release, 'eoasFrom')) ?? null,
    eol: eolOn ?? null,
    ended: eolOn === undefined && typeof flag === 'boolean' ? flag : null,
    extendedUntil: dayOf(member(release, 'eoes') ?? member(release, 'eoesFrom')) ?? null,
    latest: lineOf(isObject(latest) ? member(latest, 'name') : latest, 100) ?? null,
    link: linkOf(member(release, 'link') ?? member(latest, 'link')),
  }
}

/** The API says `{ type, id }`, the files `{ purl }` or `{ cpe }`; other schemes find nothing here. */
function identifierOf(identifier: unknown): SupportedProduct['identifiers'][number] | undefined {
  const type = textUnder(identifier, 'type')
  const id = textUnder(identifier, 'id')
  const purl = textUnder(identifier, 'purl') ?? (type === 'purl' ? id : undefined)
  if (purl !== undefined) {
    const parsed = parsePurl(purl)
    if (!parsed.ok) return undefined
    const { version: _, ...rest } = parsed.value
    return { scheme: 'purl', identifier: formatPurl({ ...rest, qualifiers: new Map() }) }
  }
  const cpe = textUnder(identifier, 'cpe') ?? (type === 'cpe' ? id : undefined)
  const parsed = cpe === undefined ? undefined : parseCpe(cpe)
  const key = parsed?.ok ? cpeKey(parsed.value) : undefined
  return parsed?.ok && key !== undefined
    ? { scheme: 'cpe', identifier: `${parsed.value.part}:${key}` }
    : undefined
}

function linkOf(value: unknown): string | null {
  return typeof value === 'string' && value.length <= 500 && /^https?:\/\/[\x21-\x7e]+$/i.test(value)
    ? value
    : null
}

const notSupportDates = refuse(
  'wrong-type',
  say('endoflife.date의 제품 자료(JSON)가 아닙니다.', 'This is not product data of endoflife.date (JSON).'),
  'body',
)

const tooMany = refuse('too-large', say('제품이 너무 많습니다.', 'It holds too many products.'), 'body')
