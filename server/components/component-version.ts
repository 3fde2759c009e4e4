import { hash } from 'node:crypto'
import type { Component } from '@maek/domain/components/component-list.ts'
import { queryOf } from '@maek/domain/vulnerabilities/match.ts'

/** A row of `component_version`; the key as hexadecimal. */
export type ComponentVersion = {
  readonly key: string
  readonly type: string
  readonly name: string
  readonly version: string | null
  readonly purl: string | null
  readonly cpe: string | null
  readonly ecosystem: string | null
  readonly package: string | null
  readonly queriedVersion: string | null
}

/** An index entry of PostgreSQL holds 2,704 bytes; no real package comes near these. */
export const packageNameBytesMax = 1000
export const ecosystemBytesMax = 200

/** What a line of an SBOM names, told apart from every other version of every other component. */
export function componentVersionOf(component: Component): ComponentVersion {
  const { type, group, version, purl, cpe } = component
  const name = group === undefined ? component.name : `${group}/${component.name}`
  const identity = purl === undefined ? [type, name, version ?? null, cpe ?? null] : [purl, version ?? null]
  const query = queryOf({ reference: component.reference, purl, version })
  const asks = query !== undefined && Buffer.byteLength(query.name) <= packageNameBytesMax
  return {
    key: hash('sha256', JSON.stringify(identity), 'hex'),
    type,
    name,
    version: version ?? null,
    purl: purl ?? null,
    cpe: cpe ?? null,
    ecosystem: asks ? query.ecosystem : null,
    package: asks ? query.name : null,
    queriedVersion: asks ? (query.version ?? null) : null,
  }
}
