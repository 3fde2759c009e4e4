import type { Component } from '../../components/component-list.ts'
import type { Bill } from './bill.ts'
import { changedAtOf, editionOf, purlOfRelease } from './bill.ts'
import { type Json, sortedJson } from './sorted-json.ts'
import { licenceReferences, spdxPackage } from './spdx2-parts.ts'

/**
 * The SBOM of a release as SPDX 2.3 JSON. Held: every component with purl, CPE, hashes, licences, supplier and what
 * it needs or holds. Lost for want of a place: scope; the group, which goes before the name; several licences
 * become one expression; names of licences stand under a LicenseRef. SPDX 2.3 has no VEX: with `withVex` each
 * package names the vulnerabilities that are known in it (annex K.1.3).
 */
export function writeSpdx2(bill: Bill, asked: { readonly withVex: boolean }): string {
  const { list } = bill.sbom
  const subject = releaseComponent(bill)
  const all = [subject, ...list.components]
  const ids = spdxIds(all)
  const licences = licenceReferences(all)
  const advisories = asked.withVex ? advisoriesOf(bill) : new Map<string, readonly string[]>()
  const idOf = (reference: string) => ids.get(reference)
  return sortedJson({
    spdxVersion: 'SPDX-2.3',
    dataLicense: 'CC0-1.0',
    SPDXID: 'SPDXRef-DOCUMENT',
    name: `${bill.release.name} SBOM`,
    documentNamespace: `${namespaceOf(bill, 'spdx-2.3')}`,
    creationInfo: {
      // Seconds, as clause 6.9 asks.
      created: `${changedAtOf(bill).slice(0, 19)}Z`,
      creators: [
        `Organization: ${bill.maker.name}`,
        ...list.authors.filter((name) => name !== bill.maker.name).map((name) => `Organization: ${name}`),
        'Tool: Maek',
        ...list.tools.map((name) => `Tool: ${name}`),
      ],
    },
    packages: all.map((one) =>
      spdxPackage(one, {
        id: idOf(one.reference) ?? '',
        licences,
        advisories: advisories.get(one.reference) ?? [],
      }),
    ),
    hasExtractedLicensingInfos: [...licences].map(([name, id]) => ({
      licenseId: id,
      name,
      extractedText: name,
    })),
    relationships: relationshipsOf(bill, subject, idOf),
  })
}

/** An address of our own for one edition of one export; nothing need answer there. */
export function namespaceOf(bill: Bill, format: string): string {
  const { namespace } = bill.maker
  const place = `${format}/${bill.sbom.id}/${editionOf(bill)}`
  return /^https?:\/\//.test(namespace)
    ? `${namespace.replace(/\/+$/, '')}/${place}`
    : `urn:maek:${place.replaceAll('/', ':')}`
}

/** The release as a component: the document's subject, with our own names where it has none. */
export function releaseComponent(bill: Bill): Component {
  const { subject, components } = bill.sbom.list
  const wanted = `release:${bill.release.number}`
  return {
    type: 'application',
    licences: [],
    purl: purlOfRelease(bill),
    supplier: bill.maker.name,
    version: bill.release.version,
    ...subject,
    reference:
      subject?.reference ??
      (components.some((one) => one.reference === wanted) ? `${wanted}:itself` : wanted),
    name: subject?.name || bill.release.name,
    hashes:
      subject && subject.hashes.length > 0
        ? subject.hashes
        : bill.release.artefacts.map(({ sha256 }) => ({ algorithm: 'SHA-256', value: sha256 })),
  }
}

/** References that SPDX takes stay; others become numbered (6.3: letters, digits, dot and dash only). */
function spdxIds(components: readonly Component[]): ReadonlyMap<string, string> {
  const kept = components.filter(({ reference }) => /^SPDXRef-[A-Za-z0-9.-]+$/.test(reference))
  const taken = new Set(['SPDXRef-DOCUMENT', ...kept.map(({ reference }) => reference)])
  const ids = new Map<string, string>()
  for (const [at, { reference }] of components.entries()) {
    if (reference !== 'SPDXRef-DOCUMENT' && /^SPDXRef-[A-Za-z0-9.-]+$/.test(reference)) {
      ids.set(reference, reference)
      continue
    }
    let id = `SPDXRef-Package-${at}`
    while (taken.has(id)) id = `${id}-x`
    taken.add(id)
    ids.set(reference, id)
  }
  return ids
}

function relationshipsOf(
  bill: Bill,
  subject: Component,
  idOf: (reference: string) => string | undefined,
): Json[] {
  const { components, dependencies } = bill.sbom.list
  const link = (from: string, type: string, to: string): Json[] => {
    const [one, other] = [idOf(from), idOf(to)]
    return one === undefined || other === undefined
      ? []
      : [{ spdxElementId: one, relationshipType: type, relatedSpdxElement: other }]
  }
  const wholes = new Map(components.map((one) => [one.reference, one.within]))
  return [
    {
      spdxElementId: 'SPDXRef-DOCUMENT',
      relationshipType: 'DESCRIBES',
      relatedSpdxElement: idOf(subject.reference) ?? '',
    },
    ...components.flatMap(({ within, reference }) =>
      within === undefined ? [] : link(within, 'CONTAINS', reference),
    ),
    ...dependencies.flatMap(([from, to]) => (wholes.get(to) === from ? [] : link(from, 'DEPENDS_ON', to))),
  ]
}

/** By component: where each vulnerability known in it is told of. */
function advisoriesOf({ statements }: Bill): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>()
  for (const { reference, vulnerability, references } of statements) {
    const urls = found.get(reference) ?? new Set()
    const url = /^CVE-/.test(vulnerability)
      ? `https://www.cve.org/CVERecord?id=${vulnerability}`
      : (references.find((one) => /^https?:\/\/\S+$/.test(one)) ??
        `https://osv.dev/vulnerability/${vulnerability}`)
    found.set(reference, urls.add(url))
  }
  return new Map([...found].map(([reference, urls]) => [reference, [...urls].sort()]))
}
