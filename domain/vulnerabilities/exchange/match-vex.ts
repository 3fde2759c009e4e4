import { say, type Words } from '../../words.ts'
import type { Justification, StatementState } from '../statement.ts'
import { type Claim, claimsOf } from './claims.ts'
import { identityOf, type OurLine, type VexIdentity } from './product-identity.ts'
import type { VexDocument, VexProduct } from './vex-document.ts'
import { toOurState } from './vex-words.ts'

/** A finding of ours, and the lines of SBOMs in which its component stands. */
export type OurFinding = {
  /** Key of the component version, and the vulnerability. */
  readonly key: string
  readonly vulnerability: string
  readonly aliases: readonly string[]
  /** What a decision names it by: the purl without version, else the name. */
  readonly package: string
  readonly version: string | null
  readonly lines: readonly OurLine[]
}

/** What the supplier says of one of our findings, before anybody judged it. */
export type Proposed = {
  readonly finding: OurFinding
  readonly outcome: Exclude<StatementState, 'in-triage'>
  readonly justification: Justification | null
  readonly impact: string | null
  readonly action: string | null
  readonly identity: VexIdentity
  /** It speaks of the component as part of another product: these releases of ours hold that product. */
  readonly releases: readonly string[] | null
}

export type LeftOver = {
  readonly vulnerability: string
  readonly product: string
  readonly status: string
  readonly because: Words
}

export type VexMatch = {
  readonly proposed: readonly Proposed[]
  /** At most 200 are kept; all are counted. */
  readonly unmatched: readonly LeftOver[]
  readonly unmatchedCount: number
  readonly contradictions: readonly LeftOver[]
  readonly statements: number
}

const leftKept = 200

/**
 * Which of our findings a supplier's document speaks of. By any name of the vulnerability, aliases of both sides
 * included; by the product, or the part as it stands in the product. Findings of which it says two things are set
 * apart: nothing is proposed for them.
 */
export function matchVex(document: VexDocument, findings: readonly OurFinding[]): VexMatch {
  const products = new Map(document.products.map((one) => [one.id, one]))
  const byName = indexOf(findings)
  const proposed = new Map<string, Proposed[]>()
  const unmatched: LeftOver[] = []
  let [unmatchedCount, statements] = [0, 0]
  for (const vulnerability of document.vulnerabilities) {
    const names = [vulnerability.id, ...vulnerability.ids.map(({ text }) => text)]
    const own = [...new Set(names.flatMap((name) => byName.get(name) ?? []))]
    for (const claim of claimsOf(vulnerability)) {
      for (const id of claim.products) {
        statements++
        const product = products.get(id)
        const found = product ? spokenOf(claim, { product, products, document }, own) : []
        for (const one of found) {
          const known = proposed.get(one.finding.key)
          if (known) known.push(one)
          else proposed.set(one.finding.key, [one])
        }
        if (found.length > 0) continue
        unmatchedCount++
        if (unmatched.length < leftKept)
          unmatched.push({
            vulnerability: vulnerability.id,
            product: product?.name ?? id,
            status: claim.status,
            because: reasonOf(claim, own.length > 0),
          })
      }
    }
  }
  return { ...settle(proposed), unmatched, unmatchedCount, statements }
}

function indexOf(findings: readonly OurFinding[]): ReadonlyMap<string, readonly OurFinding[]> {
  const index = new Map<string, OurFinding[]>()
  for (const finding of findings) {
    for (const name of new Set([finding.vulnerability, ...finding.aliases])) {
      const list = index.get(name)
      if (list) list.push(finding)
      else index.set(name, [finding])
    }
  }
  return index
}

type Place = {
  readonly product: VexProduct
  readonly products: ReadonlyMap<string, VexProduct>
  readonly document: VexDocument
}

function spokenOf(claim: Claim, place: Place, findings: readonly OurFinding[]): Proposed[] {
  const outcome = toOurState[claim.status]
  if (outcome === null || outcome === 'in-triage') return []
  return findings.flatMap((finding): Proposed[] => {
    const told = identityOf(place.product, { ...place, lines: finding.lines })
    if (!told) return []
    return [
      {
        finding,
        outcome,
        justification: outcome === 'not-affected' ? (claim.justification ?? null) : null,
        impact: claim.impact ?? null,
        action: claim.action ?? null,
        identity: told.identity,
        releases: told.releases,
      },
    ]
  })
}

function reasonOf({ status }: Claim, isFound: boolean): Words {
  if (status === 'under_investigation')
    return say('공급자가 아직 조사 중입니다.', 'The supplier is still investigating.')
  if (status === 'recommended')
    return say('버전 추천일 뿐 취약점에 대한 진술이 아닙니다.', 'A recommendation, not a statement.')
  return isFound
    ? say(
        '이 취약점은 있으나, 말하는 제품이 우리 SBOM에 없습니다.',
        'The vulnerability is found, but not in a product it speaks of.',
      )
    : say('우리 제품에서 발견되지 않은 취약점입니다.', 'The vulnerability is not found in our products.')
}

/** One proposal for each finding; contradicting ones set apart. Of two that agree, the wider one stays. */
function settle(
  proposed: ReadonlyMap<string, readonly Proposed[]>,
): Pick<VexMatch, 'proposed' | 'contradictions'> {
  const kept: Proposed[] = []
  const contradictions: LeftOver[] = []
  for (const all of proposed.values()) {
    const outcomes = new Set(all.map(({ outcome, justification }) => `${outcome} ${justification ?? ''}`))
    const [first] = all
    if (!first) continue
    if (outcomes.size > 1) {
      contradictions.push({
        vulnerability: first.finding.vulnerability,
        product: first.finding.package,
        status: [...new Set(all.map(({ outcome }) => outcome))].join(', '),
        because: say(
          '같은 것에 대해 서로 다르게 말합니다. 공급자에게 확인하십시오.',
          'It says two different things of the same component. Ask the supplier.',
        ),
      })
    } else kept.push(all.find(({ releases }) => releases === null) ?? joined(first, all))
  }
  return { proposed: kept, contradictions }
}

function joined(first: Proposed, all: readonly Proposed[]): Proposed {
  return { ...first, releases: [...new Set(all.flatMap(({ releases }) => releases ?? []))] }
}
