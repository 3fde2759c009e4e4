import type { Component } from '../../components/component-list.ts'
import { formatPurl, parsePurl } from '../../components/purl.ts'
import { withoutAbsent } from '../../components/without-absent.ts'
import type { Statement } from '../statement.ts'
import { type Bill, changedAtOf, editionOf, madeAtOf, purlOfRelease } from './bill.ts'
import { selfReference } from './csaf-file-name.ts'
import type { ProductStatus, VexDocument, VexNote, VexProduct, VexVulnerability } from './vex-document.ts'
import { actionOf, bothOf, stateWords } from './vex-words.ts'

/** Ids of products in what we write. */
const releaseId = 'release'
const partId = (reference: string) => `part:${reference}`
const inRelease = (reference: string) => `in-release:${reference}`
const repairedId = (reference: string, version: string) => `repaired:${reference}:${version}`

/**
 * What stands about the vulnerabilities of a release, as a VEX document. A statement speaks of the component as it
 * stands in the release (OpenVEX subcomponent, CSAF relationship): the component elsewhere is not ours to judge.
 */
export function vexOfBill(bill: Bill): VexDocument {
  const components = new Map(bill.sbom.list.components.map((one) => [one.reference, one]))
  const byVulnerability = Map.groupBy(bill.statements, (one) => one.vulnerability)
  const ids = [...byVulnerability.keys()].sort()
  return {
    format: 'CSAF',
    specVersion: '2.0',
    category: 'csaf_vex',
    id: `VEX-${bill.release.number}`,
    title: `VEX: ${bill.release.name}`,
    version: String(editionOf(bill)),
    // Something is still being looked into, so more will be told (CSAF 2.0, 3.2.1.12.7).
    status: bill.statements.some((one) => one.state === 'in-triage') ? 'interim' : 'final',
    language: 'en',
    author: { name: bill.maker.name, category: 'vendor', namespace: bill.maker.namespace },
    tlp: 'AMBER',
    aliases: [],
    madeAt: madeAtOf(bill),
    changedAt: changedAtOf(bill),
    history: bill.history.map(({ at, about }, before) => ({
      number: String(before + 1),
      at,
      summary: bothOf(about),
    })),
    notes: [scopeNote(bill)],
    references: selfReference(bill.maker.namespace, `VEX-${bill.release.number}`),
    acknowledgements: [],
    products: productsOf(bill, components),
    vulnerabilities: ids.map((id) => vulnerabilityOf(bill, byVulnerability.get(id) ?? [])),
    faults: [],
  }
}

function scopeNote({ device, release, sbom }: Bill): VexNote {
  const name = bothOf(device.name)
  return {
    category: 'summary',
    title: 'Scope',
    text: `${name} ${release.version} (${release.number}), ${sbom.number}. 다른 릴리스에 대해서는 말하지 않습니다. / Says nothing of other releases.`,
  }
}

function productsOf(bill: Bill, components: ReadonlyMap<string, Component>): VexProduct[] {
  const products = new Map<string, VexProduct>([[releaseId, releaseProduct(bill)]])
  for (const statement of bill.statements) {
    const { reference, fixedIn } = statement
    const component = components.get(reference)
    if (!component) throw new Error('a statement speaks of a component of its SBOM')
    const part = componentProduct(component)
    products.set(partId(reference), part)
    // The combination bears the part's identifiers: by these, and the release's, an inventory finds it.
    products.set(inRelease(reference), {
      ...part,
      id: inRelease(reference),
      name: `${labelOf(component)} in ${bill.release.name}`,
      path: [],
      reference,
      relation: { category: 'default_component_of', part: partId(reference), whole: releaseId },
    })
    if (fixedIn !== null && namesRepaired(statement)) {
      const id = repairedId(reference, fixedIn)
      products.set(id, { ...repairedProduct(component, fixedIn), id })
    }
  }
  return [...products.values()].sort((left, right) => (left.id < right.id ? -1 : 1))
}

/** Where the vulnerability is or may be there, the version of the component without it is named as fixed. */
function namesRepaired({ state }: Statement): boolean {
  return state === 'affected' || state === 'accepted' || state === 'in-triage'
}

function releaseProduct(bill: Bill): VexProduct {
  const { device, release, maker } = bill
  return withoutAbsent({
    id: releaseId,
    name: release.name,
    path: [
      { category: 'vendor', name: maker.name },
      { category: 'product_name', name: bothOf(device.name) },
      { category: 'product_version', name: release.version },
    ],
    version: release.version,
    purl: purlOfRelease(bill),
    hashes: release.artefacts.map(({ name, sha256 }) => ({
      algorithm: 'SHA-256',
      value: sha256,
      file: name,
    })),
    models: device.model === null ? undefined : [device.model],
    uris: [{ namespace: 'urn:maek:release', uri: `urn:uuid:${release.id}` }],
  })
}

function componentProduct(component: Component): VexProduct {
  const { reference, purl, cpe, hashes, version } = component
  return withoutAbsent({
    id: partId(reference),
    name: labelOf(component),
    path: pathOf(component, version),
    version,
    purl,
    cpe: cpe23(cpe),
    hashes: hashes.map(({ algorithm, value }) => ({ algorithm, value, file: component.name })),
    uris: purl === undefined && cpe === undefined ? [referenceUri(reference)] : undefined,
  })
}

function repairedProduct(component: Component, fixedIn: string): VexProduct {
  const parsed = component.purl === undefined ? undefined : parsePurl(component.purl)
  const name = component.group === undefined ? component.name : `${component.group}/${component.name}`
  return withoutAbsent({
    id: '',
    name: `${name} ${fixedIn}`,
    path: pathOf(component, fixedIn),
    version: fixedIn,
    purl: parsed?.ok ? formatPurl({ ...parsed.value, version: fixedIn }) : undefined,
    hashes: [],
    uris: parsed?.ok ? undefined : [referenceUri(component.reference)],
  })
}

function pathOf({ supplier, group, name }: Component, version: string | undefined) {
  return [
    { category: 'vendor', name: supplier ?? group ?? 'not stated' },
    { category: 'product_name', name: group === undefined ? name : `${group}/${name}` },
    { category: 'product_version', name: version ?? 'not stated' },
  ]
}

function referenceUri(reference: string) {
  return { namespace: 'urn:maek:bom-ref', uri: `urn:maek:bom-ref:${encodeURIComponent(reference)}` }
}

function labelOf({ group, name, version }: Component): string {
  return `${group === undefined ? name : `${group}/${name}`}${version === undefined ? '' : ` ${version}`}`
}

/** CSAF asks for CPE 2.2 or 2.3 in full; what real SBOMs write is left out where it is neither. */
function cpe23(cpe: string | undefined): string | undefined {
  return cpe !== undefined && /^cpe:2\.3:[aho*-](:[^\s:]+){10}$/.test(cpe) ? cpe : undefined
}

function vulnerabilityOf(bill: Bill, statements: readonly Statement[]): VexVulnerability {
  const [first] = statements
  if (!first) throw new Error('a group has a statement')
  const products = (one: Statement) => [inRelease(one.reference)]
  const open = statements.filter((one) => one.state !== 'not-affected' && one.state !== 'fixed')
  const issued = (one: Statement) => [
    ...one.published.map(({ vector, issuer }) => ({ products: products(one), vector, issuer })),
    ...(one.device === null
      ? []
      : [{ products: products(one), vector: one.device.vector, issuer: bill.maker.name }]),
  ]
  return {
    id: first.vulnerability,
    ids: [...new Set([first.vulnerability, ...statements.flatMap((one) => one.aliases)])].map((text) => ({
      system: systemOf(text),
      text,
    })),
    cwes: [...new Set(statements.flatMap((one) => one.cwes))].map((id) =>
      withoutAbsent({ id, name: bill.weaknesses?.get(id) }),
    ),
    notes: notesOf(statements),
    references: [...new Set(statements.flatMap((one) => one.references))]
      .filter((url) => /^https?:\/\//.test(url))
      .map((url) => ({ category: 'external', summary: hostOf(url), url })),
    scores: open.flatMap(issued),
    remediations: statements
      .filter((one) => one.state === 'affected' || one.state === 'accepted')
      .map((one) => ({
        category: remedyOf(one),
        details: actionOf(one),
        products: products(one),
      })),
    threats: threatsOf(statements, products),
    flags: statements.flatMap((one) =>
      one.state === 'not-affected' && one.justification !== null
        ? withoutAbsent({ label: one.justification, products: products(one), date: one.decision?.at })
        : [],
    ),
    statuses: statusesOf(statements),
    acknowledgements: [],
    times: statements.map((one) => ({ products: products(one), at: one.decision?.at ?? one.foundAt })),
  }
}

function statusesOf(statements: readonly Statement[]): VexVulnerability['statuses'] {
  const found = new Map<ProductStatus, Set<string>>()
  const put = (status: ProductStatus, id: string) =>
    found.set(status, (found.get(status) ?? new Set()).add(id))
  for (const one of statements) {
    put(stateWords[one.state].csaf, inRelease(one.reference))
    if (one.fixedIn !== null && namesRepaired(one)) put('fixed', repairedId(one.reference, one.fixedIn))
  }
  return Object.fromEntries([...found].map(([status, products]) => [status, [...products]]))
}

/** An upstream version without the fault is no fix of ours yet: only our own action counts as a remedy. */
function remedyOf({ state, action }: Statement) {
  if (state === 'accepted') return action === null ? 'no_fix_planned' : 'workaround'
  return action === null ? 'none_available' : 'mitigation'
}

function notesOf(statements: readonly Statement[]): VexNote[] {
  const summary = statements.find((one) => one.summary !== '')?.summary
  const details = [...new Set(statements.flatMap((one) => one.detail ?? []))]
  return [
    ...(summary === undefined ? [] : [{ category: 'description', title: 'Summary', text: summary }]),
    ...details.map((text) => ({ category: 'details', title: 'Analysis', text })),
  ]
}

function threatsOf(statements: readonly Statement[], products: (one: Statement) => string[]) {
  const impacts = statements.flatMap((one) => {
    if (one.state !== 'not-affected') return []
    // Without a flag, CSAF 6.1.27.9 asks for an impact statement.
    const details = one.impact === null ? one.detail : bothOf(one.impact)
    const text = details ?? (one.justification === null ? 'Not affected by our analysis.' : null)
    return text === null ? [] : [{ category: 'impact' as const, details: text, products: products(one) }]
  })
  const exploited = statements.filter((one) => one.exploited)
  return exploited.length === 0
    ? impacts
    : [
        ...impacts,
        {
          category: 'exploit_status' as const,
          details: '실제로 악용되고 있습니다. / Known to be exploited.',
          products: exploited.flatMap(products),
        },
      ]
}

/** Who gives out ids of this form. */
export function systemOf(id: string): string {
  if (/^CVE-/.test(id)) return 'CVE'
  if (/^GHSA-/.test(id)) return 'GitHub Security Advisory'
  return id.split('-', 1)[0] ?? 'other'
}

function hostOf(url: string): string {
  return /^https?:\/\/([^/?#]+)/.exec(url)?.[1] ?? url
}
