import { type Justification, justifications } from '../statement.ts'
import { type ProductStatus, productStatuses, type VexVulnerability } from './vex-document.ts'

/** What is said about some products, all of it the same. */
export type Claim = {
  readonly status: ProductStatus
  readonly products: readonly string[]
  readonly justification: Justification | undefined
  readonly impact: string | undefined
  readonly action: string | undefined
  readonly remedies: readonly string[]
  readonly at: string | undefined
}

/**
 * The statements of one vulnerability: products by status, parted where reason, remedy or time differ. OpenVEX and
 * CycloneDX write one entry for each.
 */
export function claimsOf(vulnerability: VexVulnerability): Claim[] {
  const flags = byProduct(vulnerability.flags)
  const impacts = byProduct(vulnerability.threats.filter((one) => one.category === 'impact'))
  const remedies = byProduct(vulnerability.remediations)
  const times = byProduct(vulnerability.times)
  const groups = new Map<string, Claim & { readonly products: string[] }>()
  for (const status of productStatuses) {
    for (const id of vulnerability.statuses[status] ?? []) {
      const own = remedies.get(id) ?? []
      const actions = own.map(({ details }) => details)
      const impact = (impacts.get(id) ?? []).map(({ details }) => details).join('\n')
      const label = flags.get(id)?.[0]?.label
      const claim = {
        status,
        justification: justifications.find((one) => one === label),
        impact: impact === '' ? undefined : impact,
        action: actions.length === 0 ? undefined : actions.join('\n'),
        remedies: [...new Set(own.map(({ category }) => category))],
        at: times.get(id)?.[0]?.at,
      }
      const key = JSON.stringify(claim)
      const known = groups.get(key)
      if (known) known.products.push(id)
      else groups.set(key, { ...claim, products: [id] })
    }
  }
  return [...groups.values()]
}

function byProduct<T extends { readonly products: readonly string[] }>(rows: readonly T[]): Map<string, T[]> {
  const found = new Map<string, T[]>()
  for (const row of rows) {
    for (const id of row.products) {
      const list = found.get(id)
      if (list) list.push(row)
      else found.set(id, [row])
    }
  }
  return found
}
