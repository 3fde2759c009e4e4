import type { Component } from '@maek/domain/components/component-list.ts'
import type pg from 'pg'
import { type ComponentVersion, componentVersionOf } from './component-version.ts'

const rowsPerStatementMax = 5000

/**
 * Writes the lines of an SBOM and the component versions nobody named before; answers the keys of those.
 * Before: inside the transaction that writes the SBOM's record.
 */
export async function writeComponents(
  client: pg.PoolClient,
  organisation: string,
  sbom: { readonly id: string; readonly components: readonly Component[] },
): Promise<string[]> {
  const lines = sbom.components
    .map((component) => ({
      component,
      version: componentVersionOf(component),
      sortKey: sortKeyOf(component),
    }))
    .sort((left, right) => Buffer.compare(left.sortKey, right.sortKey))
  const versions = [...new Map(lines.map(({ version }) => [version.key, version])).values()]
  const added: string[] = []
  for (const part of partsOf(versions)) added.push(...(await insertVersions(client, organisation, part)))
  const rows = lines.map(({ component, version }, position) => ({
    position,
    component: version.key,
    reference: component.reference,
    licences: component.licences,
    hashes: component.hashes,
    supplier: component.supplier ?? null,
    scope: component.scope ?? null,
    partOf: component.within ?? null,
  }))
  for (const part of partsOf(rows)) {
    await client.query(
      `insert into sbom_component (org_id, sbom_id, position, component, reference, licences, hashes, supplier, scope, part_of)
       select $1, $2, position, decode(component, 'hex'), reference, licences, hashes, supplier, scope, "partOf"
       from json_to_recordset($3) as x(position integer, component text, reference text, licences jsonb, hashes jsonb,
         supplier text, scope text, "partOf" text)`,
      [organisation, sbom.id, JSON.stringify(part)],
    )
  }
  return added
}

async function insertVersions(
  client: pg.PoolClient,
  organisation: string,
  versions: readonly ComponentVersion[],
): Promise<string[]> {
  const inserted = await client.query<{ key: string }>(
    `insert into component_version (org_id, key, type, name, version, purl, cpe, ecosystem, package, queried_version)
     select $1, decode(key, 'hex'), type, name, version, purl, cpe, ecosystem, package, "queriedVersion"
     from json_to_recordset($2) as x(key text, type text, name text, version text, purl text, cpe text,
       ecosystem text, package text, "queriedVersion" text)
     on conflict (org_id, key) do nothing
     returning encode(key, 'hex') as key`,
    [organisation, JSON.stringify(versions)],
  )
  return inserted.rows.map((row) => row.key)
}

/** Name, then version, in bytes: the same order on every machine and in every collation. */
function sortKeyOf(component: Component): Buffer {
  return Buffer.from(
    `${component.name.toLowerCase()}\u0000${component.version ?? ''}\u0000${component.reference}`,
  )
}

function partsOf<T>(rows: readonly T[]): T[][] {
  const parts: T[][] = []
  for (let at = 0; at < rows.length; at += rowsPerStatementMax)
    parts.push(rows.slice(at, at + rowsPerStatementMax))
  return parts
}
