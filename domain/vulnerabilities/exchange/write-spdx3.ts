import type { Component } from '../../components/component-list.ts'
import type { Bill } from './bill.ts'
import { changedAtOf } from './bill.ts'
import { type Json, sortedJson } from './sorted-json.ts'
import { licenceExpression, licenceReferences, spdxChecksums } from './spdx2-parts.ts'
import { spdx3Security } from './spdx3-security.ts'
import { namespaceOf, releaseComponent } from './write-spdx2.ts'

/**
 * The SBOM of a release as SPDX 3.0.1 JSON-LD: profiles Core, Software and SimpleLicensing, with Security where the
 * VEX is asked for. Every element has an address under ours, made from its place, so the same bill gives the same
 * document. Lost for want of a place: scope; the group goes before the name; several licences become one expression.
 */
export function writeSpdx3(bill: Bill, asked: { readonly withVex: boolean }): string {
  const base = namespaceOf(bill, 'spdx-3.0.1')
  const subject = releaseComponent(bill)
  const all = [subject, ...bill.sbom.list.components]
  const ids = new Map(all.map((one, at) => [one.reference, `${base}#package-${at}`]))
  const packages = packagesOf(all, base, ids)
  const links = linksOf(bill, base, ids)
  const security = asked.withVex ? spdx3Security(bill, base, ids) : []
  const elements = [...peopleOf(bill, base), ...packages, ...links, ...security]
  const profiles = ['core', 'software', 'simpleLicensing', ...(asked.withVex ? ['security'] : [])]
  const sbom = `${base}#sbom`
  const rootElement = [ids.get(subject.reference) ?? '']
  return sortedJson({
    '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld',
    '@graph': [
      {
        type: 'CreationInfo',
        '@id': '_:creation',
        specVersion: '3.0.1',
        created: `${changedAtOf(bill).slice(0, 19)}Z`,
        createdBy: [`${base}#maker`],
        createdUsing: [`${base}#tool-0`, ...bill.sbom.list.tools.map((_, at) => `${base}#tool-${at + 1}`)],
      },
      {
        type: 'SpdxDocument',
        spdxId: `${base}#document`,
        creationInfo: '_:creation',
        name: `${bill.release.name} SBOM`,
        profileConformance: profiles,
        rootElement: [sbom],
      },
      {
        type: 'software_Sbom',
        spdxId: sbom,
        creationInfo: '_:creation',
        software_sbomType: ['build'],
        profileConformance: profiles,
        rootElement,
        element: [...ids.values()],
      },
      ...elements,
    ],
  })
}

type Element = { readonly [key: string]: Json | undefined }

function peopleOf(bill: Bill, base: string): Element[] {
  const tools = ['Maek', ...bill.sbom.list.tools]
  const named = (type: string, id: string, name: string) => ({
    type,
    spdxId: `${base}#${id}`,
    creationInfo: '_:creation',
    name,
  })
  return [
    named('Organization', 'maker', bill.maker.name),
    ...tools.map((name, at) => named('Tool', `tool-${at}`, name)),
  ]
}

/** Packages, who supplied them, and their licences. */
function packagesOf(
  components: readonly Component[],
  base: string,
  ids: ReadonlyMap<string, string>,
): Element[] {
  const licences = licenceReferences(components)
  const suppliers = new Map<string, string>()
  const expressions = new Map<string, string>()
  const links: Element[] = []
  const packages = components.map((one): Element => {
    const spdxId = ids.get(one.reference) ?? ''
    if (one.supplier !== undefined && !suppliers.has(one.supplier))
      suppliers.set(one.supplier, `${base}#supplier-${suppliers.size}`)
    const expression = licenceExpression(one.licences, licences)
    if (expression !== null) {
      const licence = expressions.get(expression) ?? `${base}#licence-${expressions.size}`
      expressions.set(expression, licence)
      links.push(linkElement(`${spdxId}-licence`, spdxId, { type: 'hasDeclaredLicense', to: licence }))
    }
    return packageElement(one, spdxId, suppliers.get(one.supplier ?? ''))
  })
  return [
    ...packages,
    ...[...suppliers].map(([name, spdxId]) => ({
      type: 'Organization',
      spdxId,
      creationInfo: '_:creation',
      name,
    })),
    ...licenceElements(expressions, licences, base),
    ...links,
  ]
}

function licenceElements(
  expressions: ReadonlyMap<string, string>,
  references: ReadonlyMap<string, string>,
  base: string,
): Element[] {
  const texts = [...references].map(([name, key]) => ({
    type: 'simplelicensing_SimpleLicensingText',
    spdxId: `${base}#${key}`,
    creationInfo: '_:creation',
    name,
    simplelicensing_licenseText: name,
  }))
  return [
    ...texts,
    ...[...expressions].map(([expression, spdxId]) => ({
      type: 'simplelicensing_LicenseExpression',
      spdxId,
      creationInfo: '_:creation',
      simplelicensing_licenseExpression: expression,
      simplelicensing_customIdToUri: [...references.values()]
        .filter((key) => expression.split(/[\s()]+/).includes(key))
        .map((key) => ({ type: 'DictionaryEntry', key, value: `${base}#${key}` })),
    })),
  ]
}

/** CycloneDX's words in those of SPDX 3; models and data sets are packages with that purpose. */
const purposes: ReadonlyMap<string, string> = new Map([
  ['application', 'application'],
  ['container', 'container'],
  ['data', 'data'],
  ['device', 'device'],
  ['device-driver', 'deviceDriver'],
  ['firmware', 'firmware'],
  ['framework', 'framework'],
  ['library', 'library'],
  ['machine-learning-model', 'model'],
  ['operating-system', 'operatingSystem'],
  ['platform', 'platform'],
])

function packageElement(one: Component, spdxId: string, supplier: string | undefined): Element {
  return {
    type: 'software_Package',
    spdxId,
    creationInfo: '_:creation',
    name: one.group === undefined ? one.name : `${one.group}/${one.name}`,
    software_packageVersion: one.version,
    software_packageUrl: one.purl,
    software_copyrightText: one.copyright,
    software_primaryPurpose: purposes.get(one.type),
    suppliedBy: supplier,
    validUntilTime: one.support?.endsOn === undefined ? undefined : `${one.support.endsOn}T00:00:00Z`,
    externalIdentifier:
      one.cpe === undefined
        ? undefined
        : [
            {
              type: 'ExternalIdentifier',
              externalIdentifierType: one.cpe.startsWith('cpe:2.3:') ? 'cpe23' : 'cpe22',
              identifier: one.cpe,
            },
          ],
    verifiedUsing: hashesOf(one),
  }
}

/** SPDX 3 spells algorithms in small letters, with `_` in those of SHA-3. */
function hashesOf(component: Component): Json[] {
  return component.hashes.flatMap((hash): Json[] => {
    const [known] = spdxChecksums({ ...component, hashes: [hash] })
    if (known === undefined) return []
    const algorithm = hash.algorithm.toLowerCase().replace(/^sha-/, 'sha').replace('-', '_')
    return [{ type: 'Hash', algorithm: algorithm.replace('blake2b_', 'blake2b'), hashValue: hash.value }]
  })
}

export function linkElement(
  spdxId: string,
  from: string,
  link: { readonly type: string; readonly to: string },
): Element {
  return {
    type: 'Relationship',
    spdxId,
    creationInfo: '_:creation',
    from,
    relationshipType: link.type,
    to: [link.to],
  }
}

function linksOf(bill: Bill, base: string, ids: ReadonlyMap<string, string>): Element[] {
  const { components, dependencies } = bill.sbom.list
  const wholes = new Map(components.map((one) => [one.reference, one.within]))
  const contained = components.flatMap(({ within, reference }): [string, string, string][] =>
    within === undefined ? [] : [[within, 'contains', reference]],
  )
  const needed = dependencies
    .filter(([from, to]) => wholes.get(to) !== from)
    .map(([from, to]): [string, string, string] => [from, 'dependsOn', to])
  return [...contained, ...needed].flatMap(([from, type, to], at) => {
    const [one, other] = [ids.get(from), ids.get(to)]
    return one === undefined || other === undefined
      ? []
      : [linkElement(`${base}#link-${at}`, one, { type, to: other })]
  })
}
