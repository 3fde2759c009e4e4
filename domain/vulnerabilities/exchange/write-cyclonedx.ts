import type { Component } from '../../components/component-list.ts'
import type { Bill } from './bill.ts'
import { bomLinkOf, changedAtOf, editionOf, purlOfRelease, serialOf } from './bill.ts'
import { cycloneDxComponents } from './cyclonedx-components.ts'
import { cycloneDxVulnerabilities } from './cyclonedx-vulnerabilities.ts'
import { type Json, sortedJson } from './sorted-json.ts'
import type { VexProduct } from './vex-document.ts'
import { vexOfBill } from './vex-of-bill.ts'

export type CycloneDxVersion = '1.6' | '1.7'

/**
 * The SBOM of a release as CycloneDX JSON (ECMA-424), with what stands about its vulnerabilities where asked for.
 * Held: every component with purl, CPE, hashes, licences, supplier, scope, nesting and dependencies. Hashes that
 * CycloneDX has no name for, types it does not know, and the exact justification stand in properties `maek:…`.
 */
export function writeCycloneDx(
  bill: Bill,
  asked: { readonly version: CycloneDxVersion; readonly withVex: boolean },
): string {
  const subject = subjectReference(bill)
  const { components, services } = cycloneDxComponents(bill.sbom.list.components)
  const own = (product: VexProduct) =>
    product.relation === undefined ? (product.id === 'release' ? subject : undefined) : product.reference
  return sortedJson({
    ...headOf(bill, asked.version, serialOf(bill)),
    metadata: metadataOf(bill, subject),
    components,
    services,
    dependencies: dependenciesOf(bill, subject),
    vulnerabilities: asked.withVex ? cycloneDxVulnerabilities(vexOfBill(bill), own) : undefined,
  })
}

/** The VEX alone: vulnerabilities that point by BOM-Link into the SBOM as `writeCycloneDx` gives it out. */
export function writeCycloneDxVex(bill: Bill, version: CycloneDxVersion): string {
  const subject = subjectReference(bill)
  const link = (product: VexProduct) => {
    const reference =
      product.relation === undefined ? (product.id === 'release' ? subject : undefined) : product.reference
    return reference === undefined ? undefined : bomLinkOf(bill, reference)
  }
  return sortedJson({
    ...headOf(bill, version, `urn:uuid:${bill.release.id}`),
    metadata: metadataOf(bill, subject),
    vulnerabilities: cycloneDxVulnerabilities(vexOfBill(bill), link),
  })
}

function headOf(bill: Bill, version: CycloneDxVersion, serialNumber: string) {
  return {
    $schema: `http://cyclonedx.org/schema/bom-${version}.schema.json`,
    bomFormat: 'CycloneDX',
    specVersion: version,
    serialNumber,
    version: editionOf(bill),
  }
}

/** The reference of the release itself: the document's own for its subject, or one that no component bears. */
function subjectReference({ sbom, release }: Bill): string {
  const { subject, components } = sbom.list
  if (subject) return subject.reference
  const wanted = `release:${release.number}`
  return components.some((one) => one.reference === wanted) ? `${wanted}:itself` : wanted
}

function metadataOf(bill: Bill, reference: string): Json {
  const { list } = bill.sbom
  const { subject } = list
  const [own] = subject ? cycloneDxComponents([withoutParts(subject)]).components : []
  return {
    timestamp: changedAtOf(bill),
    tools: { components: ['Maek', ...list.tools].map((name) => ({ type: 'application', name })) },
    authors: list.authors.map((name) => ({ name })),
    manufacturer: { name: bill.maker.name },
    component: {
      type: 'application',
      hashes: bill.release.artefacts.map(({ sha256 }) => ({ alg: 'SHA-256', content: sha256 })),
      purl: purlOfRelease(bill),
      ...own,
      'bom-ref': reference,
      name: subject?.name || bill.release.name,
      version: subject?.version ?? bill.release.version,
    },
    properties: [
      { name: 'maek:release', value: bill.release.number },
      { name: 'maek:sbom', value: bill.sbom.number },
      { name: 'maek:device', value: bill.device.number },
    ],
  }
}

function withoutParts({ within: _within, ...component }: Component): Component {
  return component
}

function dependenciesOf({ sbom }: Bill, subject: string): Json[] {
  const known = new Set([subject, ...sbom.list.components.map((one) => one.reference)])
  const links = new Map<string, Set<string>>()
  for (const [from, to] of sbom.list.dependencies) {
    if (!known.has(from) || !known.has(to)) continue
    const list = links.get(from) ?? new Set()
    links.set(from, list.add(to))
  }
  return [...links].map(([ref, targets]) => ({ ref, dependsOn: [...targets].sort() }))
}
