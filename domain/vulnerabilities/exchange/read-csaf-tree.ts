import { isObject, listUnder, member } from '../../components/json-value.ts'
import { withoutAbsent } from '../../components/without-absent.ts'
import { cleanUnder, textsUnder } from './foreign-text.ts'
import { type VexHash, type VexProduct, vexLimits } from './vex-document.ts'
import type { VexGather } from './vex-gather.ts'

export type ProductGroups = ReadonlyMap<string, readonly string[]>

type Waiting = { readonly branch: unknown; readonly path: VexProduct['path'] }

/** Reads the product tree without recursion; answers the groups by id. */
export function readCsafTree(gather: VexGather, tree: unknown): ProductGroups {
  const waiting: Waiting[] = listUnder(tree, 'branches')
    .map((branch) => ({ branch, path: [] }))
    .reverse()
  for (let next = waiting.pop(); next && !gather.isOver(); next = waiting.pop()) {
    const { branch } = next
    if (!isObject(branch)) continue
    const path = [
      ...next.path,
      { category: cleanUnder(branch, 'category') ?? 'legacy', name: cleanUnder(branch, 'name') ?? 'unnamed' },
    ]
    addProduct(gather, member(branch, 'product'), path)
    const inner = listUnder(branch, 'branches')
    if (inner.length > 0 && path.length >= vexLimits.treeDepth) {
      gather.fault(
        'product_tree',
        `제품 트리가 ${vexLimits.treeDepth}단계보다 깊어 그 아래를 읽지 않았습니다.`,
        `The product tree is deeper than ${vexLimits.treeDepth} levels; what lies below was not read.`,
      )
      continue
    }
    for (let at = inner.length - 1; at >= 0; at--) waiting.push({ branch: inner[at], path })
  }
  for (const one of listUnder(tree, 'full_product_names')) addProduct(gather, one, [])
  for (const one of listUnder(tree, 'relationships')) addRelation(gather, one)
  breakCircles(gather)
  return groupsOf(gather, tree)
}

function addProduct(gather: VexGather, product: unknown, path: VexProduct['path']): void {
  const id = cleanUnder(product, 'product_id')
  if (id !== undefined) gather.add(productFrom(product, id, path))
}

function addRelation(gather: VexGather, relation: unknown): void {
  const name = member(relation, 'full_product_name')
  const id = cleanUnder(name, 'product_id')
  const part = cleanUnder(relation, 'product_reference')
  const whole = cleanUnder(relation, 'relates_to_product_reference')
  if (id === undefined || part === undefined || whole === undefined) return
  const category = cleanUnder(relation, 'category') ?? 'default_component_of'
  gather.add({ ...productFrom(name, id, []), relation: { category, part, whole } })
}

function productFrom(product: unknown, id: string, path: VexProduct['path']): VexProduct {
  const helper = member(product, 'product_identification_helper')
  const last = path.at(-1)
  return withoutAbsent({
    id,
    name: cleanUnder(product, 'name') ?? id,
    path,
    version: last?.category === 'product_version' ? last.name : undefined,
    purl: cleanUnder(helper, 'purl'),
    cpe: cleanUnder(helper, 'cpe'),
    hashes: hashesOf(helper),
    models: someUnder(helper, 'model_numbers'),
    serials: someUnder(helper, 'serial_numbers'),
    skus: someUnder(helper, 'skus'),
    sbomUrls: someUnder(helper, 'sbom_urls'),
    uris: urisOf(helper),
  })
}

function someUnder(value: unknown, key: string): string[] | undefined {
  const texts = textsUnder(value, key)
  return texts.length > 0 ? texts : undefined
}

function urisOf(helper: unknown): VexProduct['uris'] | undefined {
  const uris = listUnder(helper, 'x_generic_uris').flatMap((one) => {
    const [namespace, uri] = [cleanUnder(one, 'namespace'), cleanUnder(one, 'uri')]
    return namespace === undefined || uri === undefined ? [] : { namespace, uri }
  })
  return uris.length > 0 ? uris : undefined
}

function hashesOf(helper: unknown): VexHash[] {
  return listUnder(helper, 'hashes').flatMap((file) => {
    const name = cleanUnder(file, 'filename') ?? 'unnamed'
    return listUnder(file, 'file_hashes').flatMap((one) => {
      const [algorithm, value] = [cleanUnder(one, 'algorithm'), cleanUnder(one, 'value')]
      return algorithm === undefined || value === undefined ? [] : { algorithm, value, file: name }
    })
  })
}

/** A product made of itself (CSAF 6.1.3) loses the relation that closes the circle. Linear: each is walked once. */
function breakCircles(gather: VexGather): void {
  const done = new Set<string>()
  for (const start of gather.products.keys()) {
    const way = new Set<string>()
    const waiting = [start]
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      const product = gather.products.get(id)
      if (!product?.relation || done.has(id)) continue
      if (way.has(id)) {
        gather.fault(
          'product_tree.relationships',
          '자기 자신으로 이루어진 제품이 있습니다.',
          'A product is made of itself.',
        )
        const { relation: _circle, ...rest } = product
        gather.products.set(id, rest)
        continue
      }
      way.add(id)
      waiting.push(product.relation.whole, product.relation.part)
    }
    for (const id of way) done.add(id)
  }
}

function groupsOf(gather: VexGather, tree: unknown): ProductGroups {
  const groups = new Map<string, readonly string[]>()
  for (const one of listUnder(tree, 'product_groups')) {
    const id = cleanUnder(one, 'group_id')
    if (id === undefined) continue
    if (!gather.spend(listUnder(one, 'product_ids').length)) break
    const members = textsUnder(one, 'product_ids')
    const known = members.filter((product) => gather.products.has(product))
    if (known.length < members.length)
      gather.fault(
        'product_tree.product_groups',
        '없는 제품을 든 묶음이 있습니다.',
        'A group names a product that does not exist.',
      )
    groups.set(id, known)
  }
  return groups
}
