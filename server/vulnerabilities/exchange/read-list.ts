import type { Component, ComponentList } from '@maek/domain/components/component-list.ts'
import { withoutAbsent } from '@maek/domain/components/without-absent.ts'
import type pg from 'pg'
import { z } from 'zod'
import { isCovered } from '../../components/coverage.ts'

type Line = {
  position: number
  reference: string
  type: string
  name: string
  version: string | null
  purl: string | null
  cpe: string | null
  licences: unknown
  hashes: unknown
  supplier: string | null
  scope: string | null
  part_of: string | null
  needs: number[] | null
  details: unknown
  covered: boolean
}

const texts = z.array(z.string())
const sums = z.array(z.object({ algorithm: z.string(), value: z.string() }))
const scopes = z.enum(['required', 'optional', 'excluded']).nullable()
const detailShape = z.looseObject({
  author: z.string().optional(),
  copyright: z.string().optional(),
  support: z.object({ level: z.string().optional(), endsOn: z.string().optional() }).optional(),
})
const subjectShape = z.looseObject({
  reference: z.string(),
  name: z.string(),
  group: z.string().optional(),
  version: z.string().optional(),
  purl: z.string().optional(),
  cpe: z.string().optional(),
  type: z.string(),
  licences: texts,
  hashes: sums,
  supplier: z.string().optional(),
})

/**
 * The component list of an SBOM as its rows hold it, in the order of the pages, and the references of components no
 * source of advisories answers for. A group stands before the name, as it does in the rows; circles and the counts
 * of quality are not worked out again.
 */
export async function readList(
  client: pg.PoolClient,
  organisation: string,
  sbom: { readonly id: string; readonly format: string; readonly specVersion: string },
): Promise<{ readonly list: ComponentList; readonly unanswered: ReadonlySet<string> }> {
  const { rows } = await client.query<Line>(
    `select line.position, line.reference, version.type, version.name, version.version, version.purl, version.cpe,
       line.licences, line.hashes, line.supplier, line.scope, line.part_of, line.needs, line.details,
       ${isCovered} as covered
     from sbom_component line
     join component_version version on version.org_id = line.org_id and version.key = line.component
     where line.org_id = $1 and line.sbom_id = $2 order by line.position`,
    [organisation, sbom.id],
  )
  const reading = await client.query<{ subject: unknown; roots: number[] }>(
    'select subject, roots from sbom_reading where org_id = $1 and sbom_id = $2',
    [organisation, sbom.id],
  )
  const told = reading.rows[0]
  const subject = told?.subject ? subjectFrom(told.subject) : undefined
  const references = new Map(rows.map((row) => [row.position, row.reference]))
  const dependencies = rows.flatMap((row) => linksFrom(row.reference, row.needs, references))
  if (subject) dependencies.push(...linksFrom(subject.reference, told?.roots ?? [], references))
  const isCycloneDx = sbom.format.startsWith('cyclonedx')
  return {
    list: withoutAbsent({
      format: isCycloneDx ? ('CycloneDX' as const) : ('SPDX' as const),
      specVersion: sbom.specVersion,
      subject,
      authors: [],
      tools: [],
      components: rows.map(componentFrom),
      dependencies,
      circular: [],
      faults: [],
      faultCount: 0,
      quality: noQuality(rows.length),
    }),
    unanswered: new Set(rows.filter((row) => !row.covered).map((row) => row.reference)),
  }
}

function linksFrom(
  from: string,
  needs: readonly number[] | null,
  references: ReadonlyMap<number, string>,
): (readonly [string, string])[] {
  return (needs ?? []).flatMap((position) => {
    const to = references.get(position)
    return to === undefined ? [] : [[from, to] as const]
  })
}

function componentFrom(row: Line): Component {
  const { author, copyright, support } = row.details === null ? {} : detailShape.parse(row.details)
  return withoutAbsent({
    reference: row.reference,
    name: row.name,
    version: row.version ?? undefined,
    purl: row.purl ?? undefined,
    cpe: row.cpe ?? undefined,
    type: row.type,
    licences: texts.parse(row.licences),
    hashes: sums.parse(row.hashes),
    supplier: row.supplier ?? undefined,
    scope: scopes.parse(row.scope) ?? undefined,
    within: row.part_of ?? undefined,
    author,
    copyright,
    support: support && withoutAbsent(support),
  })
}

function subjectFrom(kept: unknown): Component {
  const { reference, name, type, licences, hashes, group, version, purl, cpe, supplier } =
    subjectShape.parse(kept)
  return withoutAbsent({
    reference,
    name,
    type,
    licences,
    hashes,
    group,
    version,
    purl,
    cpe,
    supplier,
  })
}

/** Not asked of a list that is only written out. */
function noQuality(components: number): ComponentList['quality'] {
  return {
    components,
    withSupplier: 0,
    withName: 0,
    withVersion: 0,
    withIdentifier: 0,
    withDependency: 0,
    withHash: 0,
    withLicence: 0,
    hasAuthor: false,
    hasTime: false,
    hasTool: false,
    hasGenerationContext: false,
  }
}
