import { packageKey } from '@maek/domain/vulnerabilities/match.ts'
import type { Asked, CveCriteria, Known } from '@maek/domain/vulnerabilities/match-asked.ts'
import type { CpeCriterion } from '@maek/domain/vulnerabilities/nvd.ts'
import type { Advisory, AffectedPackage } from '@maek/domain/vulnerabilities/osv.ts'
import type pg from 'pg'

/** What stands in the tables of public knowledge for these questions. */
export async function findKnown(client: pg.PoolClient, asked: Iterable<Asked>): Promise<Known> {
  const packages = new Map<string, { readonly ecosystem: string; readonly name: string }>()
  const products = new Set<string>()
  for (const question of asked) {
    if (question.by === 'cpe') products.add(question.key)
    else {
      const { ecosystem, name } = question.query
      packages.set(packageKey(question.query), { ecosystem, name })
    }
  }
  return {
    advisories: await findAdvisories(client, [...packages.values()]),
    criteria: await findCriteria(client, [...products]),
  }
}

type AdvisoryRow = {
  ecosystem: string
  name: string
  head: Omit<Advisory, 'affected'>
  affected: readonly AffectedPackage[]
}

/** The advisories of the packages, by package; each holds only the entries of that package. */
async function findAdvisories(
  client: pg.PoolClient,
  packages: readonly { readonly ecosystem: string; readonly name: string }[],
): Promise<Map<string, Advisory[]>> {
  const byPackage = new Map<string, Advisory[]>()
  if (packages.length === 0) return byPackage
  // Written by ourselves from parsed advisories: the types hold.
  const found = await client.query<AdvisoryRow>(
    `select package.ecosystem, package.name, advisory.head, package.affected
     from json_to_recordset($1) as asked(ecosystem text, name text)
     join advisory_package package on package.ecosystem = asked.ecosystem and package.name = asked.name
     join advisory on advisory.id = package.advisory_id
     order by advisory.id`,
    [JSON.stringify(packages)],
  )
  for (const { head, affected, ...row } of found.rows) add(byPackage, packageKey(row), { ...head, affected })
  return byPackage
}

type CriteriaRow = {
  vendor_product: string
  head: Omit<Advisory, 'affected'>
  criteria: readonly CpeCriterion[]
}

async function findCriteria(
  client: pg.PoolClient,
  products: readonly string[],
): Promise<Map<string, CveCriteria[]>> {
  const byProduct = new Map<string, CveCriteria[]>()
  if (products.length === 0) return byProduct
  const found = await client.query<CriteriaRow>(
    `select criterion.vendor_product, cve.head, criterion.criteria
     from json_array_elements_text($1) as asked(product)
     join cpe_criterion criterion on criterion.vendor_product = asked.product
     join cve on cve.id = criterion.cve_id
     order by cve.id`,
    [JSON.stringify(products)],
  )
  for (const { vendor_product, head, criteria } of found.rows)
    add(byProduct, vendor_product, { advisory: { ...head, affected: [] }, criteria })
  return byProduct
}

function add<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}
