import type { ListFault } from '@maek/domain/components/component-list.ts'
import {
  type ComponentElement,
  componentElements,
  lacks,
  type SbomQuality,
} from '@maek/domain/components/quality.ts'
import { elementLabels, qualityReport } from '@maek/domain/components/quality-report.ts'
import type { readSbomQuality } from '@maek/domain/components/sbom-api.ts'
import { stringify } from 'csv-stringify/sync'
import type pg from 'pg'
import type { z } from 'zod'

type Quality = Omit<z.input<(typeof readSbomQuality)['output']>, 'sbom'>

type ReadingRow = {
  quality: SbomQuality
  faults: readonly ListFault[]
  fault_count: number
  schema_state: Quality['schema']['state']
  schema_name: string | null
  schema_faults: readonly ListFault[]
  schema_fault_count: number
  schema_checked_at: string | null
}

/** The report as it was counted at the intake; `read: false` for an SBOM of before, which waits to be read again. */
export async function readQuality(client: pg.PoolClient, organisation: string, id: string): Promise<Quality> {
  // Written by ourselves: the types hold.
  const found = await client.query<ReadingRow>(
    `select quality, faults, fault_count, schema_state, schema_name, schema_faults, schema_fault_count,
       schema_checked_at
     from sbom_reading where org_id = $1 and sbom_id = $2`,
    [organisation, id],
  )
  const row = found.rows[0]
  if (!row) return unread
  const { quality } = row
  return {
    read: true,
    components: quality.components,
    models: quality.models,
    datasets: quality.datasets,
    frameworks: qualityReport(quality).map(({ groups, ...framework }) => ({
      ...framework,
      groups: groups.map(({ rows, ...group }) => ({ ...group, rows: [...rows] })),
    })),
    circular: quality.circular,
    mistakable: quality.lacking['unmistakable-name'],
    faults: row.faults.map(told),
    faultCount: row.fault_count,
    schema: {
      state: row.schema_state,
      name: row.schema_name,
      faults: row.schema_faults.map(told),
      faultCount: row.schema_fault_count,
      checkedAt: row.schema_checked_at,
    },
  }
}

const told = ({ place, words }: ListFault) => ({ place, because: words })

const unread: Quality = {
  read: false,
  components: 0,
  models: 0,
  datasets: 0,
  frameworks: [],
  circular: 0,
  mistakable: 0,
  faults: [],
  faultCount: 0,
  schema: { state: 'waiting', name: null, faults: [], faultCount: 0, checkedAt: null },
}

/** The components at fault as CSV, one line for each component and element. */
export async function qualityCsv(
  client: pg.PoolClient,
  organisation: string,
  asked: { readonly id: string; readonly element?: ComponentElement | undefined },
): Promise<string> {
  const found = await client.query<{
    name: string
    version: string | null
    purl: string | null
    reference: string
    gaps: number
  }>(
    `select version.name, version.version, version.purl, line.reference, line.gaps from sbom_component line
     join component_version version on version.org_id = line.org_id and version.key = line.component
     where line.org_id = $1 and line.sbom_id = $2 and line.gaps <> 0 order by line.position`,
    [organisation, asked.id],
  )
  const elements = asked.element === undefined ? componentElements : [asked.element]
  const rows = found.rows.flatMap(({ name, version, purl, reference, gaps }) =>
    elements
      .filter((element) => lacks(gaps, element))
      .map((element) => [
        element,
        elementLabels[element].ko,
        elementLabels[element].en,
        name,
        version,
        purl,
        reference,
      ]),
  )
  return stringify(
    [['element', 'element_ko', 'element_en', 'component', 'version', 'purl', 'reference'], ...rows],
    {
      bom: true, // Excel takes UTF-8 for UTF-8 only with it.
      escape_formulas: true,
      record_delimiter: 'windows',
    },
  )
}
