import { listUnder, member, textUnder } from '../../components/json-value.ts'
import { withoutAbsent } from '../../components/without-absent.ts'
import { acknowledgementsOf, notesOf, referencesOf } from './csaf-texts.ts'
import { cleanUnder, instantUnder, oneOfUnder, textsUnder } from './foreign-text.ts'
import type { ProductGroups } from './read-csaf-tree.ts'
import { productStatuses } from './vex-document.ts'
import { type GatheredVulnerability, putStatus, type VexGather } from './vex-gather.ts'

/** Reads `/vulnerabilities`; groups are written out into their members. */
export function readCsafVulnerabilities(
  gather: VexGather,
  list: readonly unknown[],
  groups: ProductGroups,
): void {
  for (const [at, one] of list.entries()) {
    if (gather.isOver()) return
    readOne({ gather, groups, one, place: `vulnerabilities.${at}` })
  }
}

type Place = {
  readonly gather: VexGather
  readonly groups: ProductGroups
  readonly one: unknown
  readonly place: string
}

function readOne(at: Place): void {
  const { gather, one, place } = at
  const ids = listUnder(one, 'ids').flatMap((id) => {
    const text = cleanUnder(id, 'text')
    return text === undefined ? [] : { system: cleanUnder(id, 'system_name') ?? 'other', text }
  })
  const cve = cleanUnder(one, 'cve')
  const id = cve ?? ids[0]?.text ?? cleanUnder(one, 'title') ?? place
  if (cve === undefined && ids.length === 0)
    gather.fault(place, '취약점 번호가 없습니다.', 'The vulnerability has no identifier.')
  const cwe = cleanUnder(member(one, 'cwe'), 'id')
  const vulnerability = gather.vulnerability(
    id,
    withoutAbsent({
      ids: cve === undefined ? ids : [{ system: 'CVE', text: cve }, ...ids],
      title: cleanUnder(one, 'title'),
      cwes:
        cwe === undefined ? [] : [withoutAbsent({ id: cwe, name: cleanUnder(member(one, 'cwe'), 'name') })],
      notes: notesOf(one),
      references: referencesOf(one),
      acknowledgements: acknowledgementsOf(one),
      discoveredAt: instantUnder(one, 'discovery_date'),
      releasedAt: instantUnder(one, 'release_date'),
    }),
  )
  readStatuses(at, vulnerability)
  readReasons(at, vulnerability)
  readRemedies(at, vulnerability)
  readScores(at, vulnerability)
}

function readStatuses({ gather, one, place }: Place, vulnerability: GatheredVulnerability): void {
  const status = member(one, 'product_status')
  for (const name of productStatuses) {
    const products = known(gather, textsUnder(status, name), place)
    if (products.length === 0 || !gather.spend(products.length)) continue
    if (putStatus(vulnerability, name, products) > 0)
      gather.fault(
        `${place}.product_status`,
        '한 제품이 서로 어긋나는 상태에 함께 있습니다.',
        'A product stands under statuses that contradict one another.',
      )
  }
}

/** Products a row is about: named one by one or by group; unknown ones are a fault and left out. */
function productsOf({ gather, groups, place }: Place, row: unknown): string[] {
  const ids = new Set(known(gather, textsUnder(row, 'product_ids'), place))
  for (const group of textsUnder(row, 'group_ids')) {
    const members = groups.get(group) ?? []
    if (!gather.spend(members.length)) break
    for (const id of members) ids.add(id)
  }
  return [...ids]
}

function known(gather: VexGather, ids: readonly string[], place: string): string[] {
  const found = ids.filter((id) => gather.products.has(id))
  if (found.length < ids.length)
    gather.fault(place, '없는 제품을 가리킵니다.', 'It names a product that does not exist.')
  return found
}

function readReasons(at: Place, vulnerability: GatheredVulnerability): void {
  for (const row of listUnder(at.one, 'flags')) {
    const label = cleanUnder(row, 'label')
    if (label === undefined) continue
    vulnerability.flags.push(
      withoutAbsent({ label, products: productsOf(at, row), date: instantUnder(row, 'date') }),
    )
  }
  for (const row of listUnder(at.one, 'threats')) {
    const category = oneOfUnder(row, 'category', ['impact', 'exploit_status', 'target_set'])
    const details = cleanUnder(row, 'details')
    if (category === undefined || details === undefined) continue
    vulnerability.threats.push(
      withoutAbsent({ category, details, products: productsOf(at, row), date: instantUnder(row, 'date') }),
    )
  }
}

const remedies = ['vendor_fix', 'mitigation', 'workaround', 'no_fix_planned', 'none_available'] as const

function readRemedies(at: Place, vulnerability: GatheredVulnerability): void {
  for (const row of listUnder(at.one, 'remediations')) {
    const category = oneOfUnder(row, 'category', remedies)
    const details = cleanUnder(row, 'details')
    if (category === undefined || details === undefined) continue
    const restart = cleanUnder(member(row, 'restart_required'), 'category')
    const entitlements = textsUnder(row, 'entitlements')
    vulnerability.remediations.push(
      withoutAbsent({
        category,
        details,
        products: productsOf(at, row),
        date: instantUnder(row, 'date'),
        url: cleanUnder(row, 'url'),
        entitlements: entitlements.length > 0 ? entitlements : undefined,
        restart:
          restart === undefined
            ? undefined
            : withoutAbsent({
                category: restart,
                details: cleanUnder(member(row, 'restart_required'), 'details'),
              }),
      }),
    )
  }
}

function readScores(at: Place, vulnerability: GatheredVulnerability): void {
  for (const row of listUnder(at.one, 'scores')) {
    const products = known(at.gather, textsUnder(row, 'products'), at.place)
    for (const key of ['cvss_v3', 'cvss_v2']) {
      const vector = textUnder(member(row, key), 'vectorString')
      if (vector !== undefined && vector.length <= 400) vulnerability.scores.push({ products, vector })
    }
  }
}
