import { type CvssVersion, scoreVector } from '../severity.ts'
import { type Claim, claimsOf } from './claims.ts'
import type { Json } from './sorted-json.ts'
import type { VexDocument, VexProduct, VexVulnerability } from './vex-document.ts'
import { toCycloneDxJustification, toCycloneDxState } from './vex-words.ts'

/**
 * The `vulnerabilities` of a CycloneDX document: one for each claim, as CISA's use cases write them. `refOf` gives
 * the bom-ref or BOM-Link of a product, or undefined for one the SBOM does not hold (a repaired version elsewhere).
 */
export function cycloneDxVulnerabilities(
  document: VexDocument,
  refOf: (product: VexProduct) => string | undefined,
): Json[] {
  const products = new Map(document.products.map((one) => [one.id, one]))
  return document.vulnerabilities.flatMap((vulnerability) =>
    claimsOf(vulnerability).flatMap((claim, at): Json[] => {
      const state = toCycloneDxState[claim.status]
      const affects = affectsOf(claim, products, refOf)
      if (state === null || affects.length === 0) return []
      return [
        {
          'bom-ref': `vulnerability:${vulnerability.id}:${at + 1}`,
          ...aboutOf(vulnerability),
          ratings: ratingsOf(vulnerability, claim),
          analysis: analysisOf(state, claim),
          workaround: claim.remedies.includes('workaround') ? claim.action : undefined,
          recommendation:
            claim.action !== undefined && !claim.remedies.includes('workaround') ? claim.action : undefined,
          affects,
          properties: propertiesOf(vulnerability, claim),
        },
      ]
    }),
  )
}

function aboutOf(vulnerability: VexVulnerability): { readonly [key: string]: Json | undefined } {
  const { id, ids, notes, cwes, references } = vulnerability
  return {
    id,
    source: sourceOf(id),
    references: ids
      .filter(({ text }) => text !== id)
      .map(({ system, text }) => ({ id: text, source: { name: system } })),
    description: notes.find((note) => note.category === 'description' || note.category === 'summary')?.text,
    detail: notes.find((note) => note.category === 'details')?.text,
    cwes: cwes.flatMap((one) => {
      const number = /^CWE-(\d{1,6})$/.exec(one.id)?.[1]
      return number === undefined ? [] : Number(number)
    }),
    advisories: references
      .filter(({ url }) => /^https?:\/\//.test(url))
      .map(({ url, summary }) => ({ url, title: summary })),
    created: vulnerability.discoveredAt,
    published: vulnerability.releasedAt,
  }
}

function sourceOf(id: string): Json | undefined {
  return /^CVE-/.test(id)
    ? { name: 'CVE', url: `https://www.cve.org/CVERecord?id=${id}` }
    : /^GHSA-/.test(id)
      ? { name: 'GitHub', url: `https://github.com/advisories/${id}` }
      : undefined
}

const methods: { readonly [Version in CvssVersion]: string } = {
  '2.0': 'CVSSv2',
  '3.0': 'CVSSv3',
  '3.1': 'CVSSv31',
  '4.0': 'CVSSv4',
}

/** Every score of the products spoken of, each with its issuer; a vector that is none is left out. */
function ratingsOf({ scores }: VexVulnerability, { products }: Claim): Json[] {
  const own = scores.filter((score) => score.products.some((id) => products.includes(id)))
  const distinct = new Map(own.map((score) => [`${score.issuer ?? ''} ${score.vector}`, score]))
  return [...distinct.values()].flatMap(({ vector, issuer }): Json[] => {
    const answer = scoreVector(vector)
    if (!answer.ok) return []
    const { overall, word, version } = answer.value
    return [
      {
        source: issuer === undefined ? undefined : { name: issuer },
        score: overall,
        severity: word,
        method: methods[version],
        vector,
      },
    ]
  })
}

function analysisOf(state: string, claim: Claim): Json {
  return {
    state,
    justification:
      state === 'not_affected' && claim.justification !== undefined
        ? toCycloneDxJustification[claim.justification]
        : undefined,
    response: responsesOf(claim),
    detail: claim.impact,
    lastUpdated: claim.at,
  }
}

/** CSAF `none_available` promises nothing and rules out nothing, so it has no word here. */
function responsesOf({ status, remedies }: Claim): string[] {
  if (status === 'fixed' || status === 'first_fixed') return ['update']
  const words = remedies.flatMap((remedy) => responses.get(remedy) ?? [])
  return [...new Set(words)]
}

const responses: ReadonlyMap<string, string> = new Map([
  ['vendor_fix', 'update'],
  ['mitigation', 'workaround_available'],
  ['workaround', 'workaround_available'],
  ['no_fix_planned', 'will_not_fix'],
])

function affectsOf(
  claim: Claim,
  products: ReadonlyMap<string, VexProduct>,
  refOf: (product: VexProduct) => string | undefined,
): Json[] {
  const versions = new Map<string, Json[]>()
  for (const id of claim.products) {
    const product = products.get(id)
    const ref = product && refOf(product)
    if (!product || ref === undefined) continue
    const known = versions.get(ref) ?? []
    known.push(...versionOf(product, claim))
    versions.set(ref, known)
  }
  return [...versions].map(([ref, all]) => ({ ref, versions: all }))
}

const versionStatuses: { readonly [Status in Claim['status']]?: string } = {
  known_affected: 'affected',
  first_affected: 'affected',
  last_affected: 'affected',
  under_investigation: 'unknown',
}

function versionOf(product: VexProduct, { status }: Claim): Json[] {
  const told = versionStatuses[status] ?? 'unaffected'
  const last = product.path.at(-1)
  if (last?.category === 'product_version_range' && last.name.startsWith('vers:'))
    return [{ range: last.name, status: told }]
  return product.version === undefined ? [] : [{ version: product.version, status: told }]
}

function propertiesOf({ threats }: VexVulnerability, claim: Claim): Json[] {
  const exploited = threats.find(
    (one) => one.category === 'exploit_status' && one.products.some((id) => claim.products.includes(id)),
  )
  return [
    ...(claim.justification === undefined
      ? []
      : [{ name: 'maek:justification', value: claim.justification }]),
    ...(exploited === undefined ? [] : [{ name: 'maek:exploitStatus', value: exploited.details }]),
  ]
}
