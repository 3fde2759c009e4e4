import type { Json } from './sorted-json.ts'
import type { VexHash, VexProduct } from './vex-document.ts'

type Branch = {
  readonly category: string
  readonly name: string
  readonly inner: Map<string, Branch>
  readonly leaves: Json[]
}

/** The product tree (CSAF 2.0, 3.2.2): products with a path as branches, parts in wholes as relationships. */
export function csafProductTree(products: readonly VexProduct[]): Json | undefined {
  if (products.length === 0) return undefined
  const root: Branch = { category: '', name: '', inner: new Map(), leaves: [] }
  for (const product of products) if (!product.relation && product.path.length > 0) plant(root, product)
  return {
    branches: branchesOf(root),
    full_product_names: products
      .filter((one) => !one.relation && one.path.length === 0)
      .map((one) => fullName(one)),
    relationships: products.flatMap((one) =>
      one.relation
        ? {
            category: one.relation.category,
            product_reference: one.relation.part,
            relates_to_product_reference: one.relation.whole,
            full_product_name: fullName(one),
          }
        : [],
    ),
  }
}

function plant(root: Branch, product: VexProduct): void {
  let at = root
  for (const { category, name } of product.path.slice(0, -1)) {
    const key = `${category}\u0000${name}`
    const next = at.inner.get(key) ?? { category, name, inner: new Map(), leaves: [] }
    at.inner.set(key, next)
    at = next
  }
  const last = product.path.at(-1)
  if (last) at.leaves.push({ ...leafWords(last), product: fullName(product) })
}

/**
 * 6.1.31: the name of a `product_version` must be one version. A version of somebody else's that holds a word for
 * a range (`2.0-all`) is still one, and stands under `specification`.
 */
function leafWords({ category, name }: { readonly category: string; readonly name: string }) {
  const isRangeLike = /[<>]|after|all|before|earlier|later|prior|versions/i.test(name)
  return { category: category === 'product_version' && isRangeLike ? 'specification' : category, name }
}

/** Depth is that of our own paths, which the reader bounds. */
function branchesOf(branch: Branch): Json[] {
  const inner = [...branch.inner.values()].map(
    (one): Json => ({ category: one.category, name: one.name, branches: branchesOf(one) }),
  )
  return [...inner, ...branch.leaves]
}

function fullName(product: VexProduct): Json {
  const helper = helperOf(product)
  return {
    name: product.name,
    product_id: product.id,
    product_identification_helper: Object.values(helper).some(
      (one) => one !== undefined && !(Array.isArray(one) && one.length === 0),
    )
      ? helper
      : undefined,
  }
}

/** CSAF 2.0, 3.1.3.3: by what a hospital's inventory recognises the product. */
function helperOf(product: VexProduct): { readonly [key: string]: Json | undefined } {
  return {
    purl: product.purl,
    cpe: product.cpe !== undefined && isCsafCpe(product.cpe) ? product.cpe : undefined,
    hashes: hashesOf(product.hashes),
    model_numbers: product.models,
    serial_numbers: product.serials,
    skus: product.skus,
    sbom_urls: product.sbomUrls,
    x_generic_uris: product.uris?.map(({ namespace, uri }) => ({ namespace, uri })),
  }
}

/** One entry a file, each algorithm once (6.1.25), names as OpenSSL writes them; shorter sums are no CSAF hashes. */
function hashesOf(hashes: readonly VexHash[]): Json[] {
  const usable = hashes.filter(({ value }) => /^[0-9a-fA-F]{32,}$/.test(value))
  return [...Map.groupBy(usable, (one) => one.file)].map(([filename, all]) => ({
    filename,
    file_hashes: [...new Map(all.map((one) => [algorithmOf(one), one])).values()].map((one) => ({
      algorithm: algorithmOf(one),
      value: one.value,
    })),
  }))
}

function algorithmOf({ algorithm }: VexHash): string {
  return algorithm.toLowerCase().replace(/^sha-(\d+)$/, 'sha$1')
}

const avString = String.raw`(\?*|\*?)([a-zA-Z0-9\-._]|(\\[\\*?!"#$%&'()+,/:;<=>@[\]^\x60{|}~]))+(\?*|\*?)`
const cpePattern = new RegExp(
  String.raw`^((cpe:2\.3:[aho*-](:((${avString})|[*-])){5}(:(([a-zA-Z]{2,3}(-([a-zA-Z]{2}|[0-9]{3}))?)|[*-]))(:((${avString})|[*-])){4})|([cC][pP][eE]:/[AHOaho]?(:[A-Za-z0-9._\-~%]*){0,6}))$`,
)

function isCsafCpe(cpe: string): boolean {
  return cpe.length <= 400 && cpePattern.test(cpe)
}
