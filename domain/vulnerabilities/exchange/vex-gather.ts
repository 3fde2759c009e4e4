import { type Answer, accept, refuse } from '../../refusal.ts'
import { say } from '../../words.ts'
import {
  type ProductStatus,
  type VexDocument,
  type VexFlag,
  type VexProduct,
  type VexRemediation,
  type VexScore,
  type VexThreat,
  type VexVulnerability,
  vexLimits,
} from './vex-document.ts'

/** A vulnerability while it is read; entries about the same one are laid together. */
export type GatheredVulnerability = {
  about: Pick<
    VexVulnerability,
    'ids' | 'title' | 'cwes' | 'notes' | 'references' | 'acknowledgements' | 'discoveredAt' | 'releasedAt'
  >
  readonly statuses: Map<ProductStatus, Set<string>>
  readonly flags: VexFlag[]
  readonly threats: VexThreat[]
  readonly remediations: VexRemediation[]
  readonly scores: VexScore[]
  readonly times: { readonly products: readonly string[]; readonly at: string }[]
}

export type VexGather = ReturnType<typeof startVex>

/** Gathers one document. Dirt is kept as faults; what breaks a limit is refused, once, at `finish`. */
export function startVex() {
  const faults: { place: string; words: ReturnType<typeof say> }[] = []
  const products = new Map<string, VexProduct>()
  const vulnerabilities = new Map<string, GatheredVulnerability>()
  let claims = 0
  const fault = (place: string, ko: string, en: string) => {
    if (faults.length < vexLimits.faultsKept) faults.push({ place, words: say(ko, en) })
  }
  const isOver = () =>
    claims > vexLimits.claims ||
    products.size > vexLimits.products ||
    vulnerabilities.size > vexLimits.vulnerabilities
  return {
    fault,
    isOver,
    products,
    /** Counts what groups are written out into: the memory a small file can ask for. */
    spend: (count: number) => {
      claims += count
      return !isOver()
    },
    add: (product: VexProduct) => {
      if (products.size <= vexLimits.products) products.set(product.id, product)
    },
    vulnerability: (id: string, about: GatheredVulnerability['about']): GatheredVulnerability => {
      const known = vulnerabilities.get(id)
      if (known) {
        known.about = { ...about, ...known.about }
        return known
      }
      const fresh: GatheredVulnerability = {
        about,
        statuses: new Map(),
        flags: [],
        threats: [],
        remediations: [],
        scores: [],
        times: [],
      }
      if (vulnerabilities.size <= vexLimits.vulnerabilities) vulnerabilities.set(id, fresh)
      return fresh
    },
    finish: (document: Omit<VexDocument, 'products' | 'vulnerabilities' | 'faults'>): Answer<VexDocument> =>
      isOver()
        ? tooMuch
        : accept({
            ...document,
            products: [...products.values()],
            vulnerabilities: [...vulnerabilities].map(([id, one]) => vulnerabilityOf(id, one)),
            faults,
          }),
  }
}

export const tooMuch = refuse(
  'too-large',
  say(
    `VEX가 너무 큽니다(한도: 제품 ${vexLimits.products}개, 취약점 ${vexLimits.vulnerabilities}개, 진술 ${vexLimits.claims}개). 제품별로 나누어 올리십시오.`,
    `The VEX is too large (limits: ${vexLimits.products} products, ${vexLimits.vulnerabilities} vulnerabilities, ${vexLimits.claims} statements). Divide it by product.`,
  ),
  'file',
)

function vulnerabilityOf(id: string, one: GatheredVulnerability): VexVulnerability {
  const { about, statuses, ...rest } = one
  return {
    id,
    ...about,
    ...rest,
    statuses: Object.fromEntries([...statuses].map(([status, ids]) => [status, [...ids]])),
  }
}

/** Adds products under a status; answers how many of them already stood under one that contradicts it. */
export function putStatus(
  vulnerability: GatheredVulnerability,
  status: ProductStatus,
  products: readonly string[],
): number {
  const group = vulnerability.statuses.get(status) ?? new Set()
  vulnerability.statuses.set(status, group)
  let contradictions = 0
  for (const id of products) {
    for (const [other, ids] of vulnerability.statuses) {
      if (
        sideOf(other) !== null &&
        sideOf(status) !== null &&
        sideOf(other) !== sideOf(status) &&
        ids.has(id)
      )
        contradictions++
    }
    group.add(id)
  }
  return contradictions
}

/** CSAF 6.1.6: a product may stand in one of these four groups only; a recommendation stands beside them. */
function sideOf(status: ProductStatus): string | null {
  switch (status) {
    case 'first_affected':
    case 'last_affected':
    case 'known_affected':
      return 'affected'
    case 'known_not_affected':
      return 'not-affected'
    case 'first_fixed':
    case 'fixed':
      return 'fixed'
    case 'under_investigation':
      return 'under-investigation'
    case 'recommended':
      return null
    default: {
      const never: never = status
      throw new Error(`unknown status ${String(never)}`)
    }
  }
}
