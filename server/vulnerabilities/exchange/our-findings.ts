import { purlOfRelease } from '@maek/domain/vulnerabilities/exchange/bill.ts'
import type { OurFinding } from '@maek/domain/vulnerabilities/exchange/match-vex.ts'
import type { OurLine } from '@maek/domain/vulnerabilities/exchange/product-identity.ts'
import type pg from 'pg'
import { z } from 'zod'

/** Lines looked at for one document; a VEX that touches more is answered for the first of them and says so. */
export const linesMax = 200_000

type Row = {
  component: string
  vulnerability: string
  aliases: string[]
  package: string
  version: string | null
  purl: string | null
  cpe: string | null
  reference: string
  hashes: unknown
  part_of: string | null
  sbom: string
}

type SbomRow = {
  id: string
  serial: string | null
  subject: string | null
  release: string
  release_name: string
  release_number: string
  version: string | null
  device_name: unknown
  maker: unknown
}

const sums = z.array(z.object({ algorithm: z.string(), value: z.string() }))
const pair = z.object({ ko: z.string(), en: z.string() })

/** Findings that bear any of these names, with the lines of standing SBOMs in which their components are. */
export async function findOurs(
  client: pg.PoolClient,
  organisation: string,
  names: readonly string[],
): Promise<OurFinding[]> {
  const { rows } = await client.query<Row>(
    `select encode(finding.component, 'hex') as component, finding.vulnerability, finding.aliases,
       version.unversioned as package, version.version, version.purl, version.cpe, line.reference, line.hashes,
       line.part_of, line.sbom_id as sbom
     from finding
     join component_version version on version.org_id = finding.org_id and version.key = finding.component
     join sbom_component line on line.org_id = finding.org_id and line.component = finding.component
     join record sbom on sbom.org_id = line.org_id and sbom.id = line.sbom_id and sbom.state <> 'retired'
     where finding.org_id = $1 and (finding.vulnerability = any($2::text[]) or finding.aliases && $2::text[])
     order by finding.component, finding.vulnerability, line.sbom_id, line.position limit ${linesMax}`,
    [organisation, names],
  )
  const sboms = await sbomsOf(client, organisation, [...new Set(rows.map(({ sbom }) => sbom))])
  const wholes = await wholesOf(client, organisation, rows)
  const grouped = Map.groupBy(rows, (row) => `${row.component} ${row.vulnerability}`)
  return [...grouped].flatMap(([key, all]) => {
    const [first] = all
    if (!first) return []
    return {
      key,
      vulnerability: first.vulnerability,
      aliases: first.aliases,
      package: first.package,
      version: first.version,
      lines: all.flatMap((row) => lineFrom(row, sboms.get(row.sbom), wholes)),
    }
  })
}

function lineFrom(
  row: Row,
  sbom: SbomRow | undefined,
  wholes: ReadonlyMap<string, OurLine['wholes'][number]>,
): OurLine[] {
  if (!sbom) return []
  const whole = row.part_of === null ? undefined : wholes.get(`${row.sbom} ${row.part_of}`)
  return [
    {
      reference: row.reference,
      purl: row.purl,
      cpe: row.cpe,
      hashes: valuesOf(row.hashes),
      serial: sbom.serial,
      release: sbom.release,
      releasePurl: releasePurl(sbom),
      subject: sbom.subject,
      wholes: whole ? [whole] : [],
    },
  ]
}

function valuesOf(hashes: unknown): string[] {
  return sums.parse(hashes).map(({ value }) => value.toLowerCase())
}

function releasePurl(row: SbomRow): string | null {
  const [name, maker] = [pair.safeParse(row.device_name), pair.safeParse(row.maker)]
  if (!name.success || !maker.success || row.version === null) return null
  return purlOfRelease({
    maker: { name: maker.data.en || maker.data.ko, namespace: '' },
    device: { id: '', number: '', name: name.data, model: null },
    release: {
      id: row.release,
      number: row.release_number,
      name: row.release_name,
      version: row.version,
      artefacts: [],
    },
  })
}

async function sbomsOf(
  client: pg.PoolClient,
  organisation: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, SbomRow>> {
  const { rows } = await client.query<SbomRow>(
    `select sbom.id, sbom.body ->> 'serial' as serial, reading.subject ->> 'reference' as subject,
       release.id as release, release.title as release_name, release.number as release_number,
       release.body ->> 'version' as version, device.body -> 'name' as device_name, organisation.name as maker
     from record sbom
     join organisation on organisation.id = sbom.org_id
     join record release on release.org_id = sbom.org_id and release.id = (sbom.body ->> 'release')::uuid
     left join record device on device.org_id = sbom.org_id and device.id = (release.body ->> 'device')::uuid
     left join sbom_reading reading on reading.org_id = sbom.org_id and reading.sbom_id = sbom.id
     where sbom.org_id = $1 and sbom.id = any($2::uuid[])`,
    [organisation, ids],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** The components that lines are assembled into, by SBOM and reference: one level up. */
async function wholesOf(
  client: pg.PoolClient,
  organisation: string,
  rows: readonly Row[],
): Promise<ReadonlyMap<string, OurLine['wholes'][number]>> {
  const inner = rows.filter((row) => row.part_of !== null)
  if (inner.length === 0) return new Map()
  const found = await client.query<{
    sbom: string
    reference: string
    purl: string | null
    cpe: string | null
    hashes: unknown
  }>(
    `select line.sbom_id as sbom, line.reference, version.purl, version.cpe, line.hashes
     from sbom_component line
     join component_version version on version.org_id = line.org_id and version.key = line.component
     where line.org_id = $1 and line.sbom_id = any($2::uuid[]) and line.reference = any($3::text[])`,
    [
      organisation,
      [...new Set(inner.map(({ sbom }) => sbom))],
      [...new Set(inner.flatMap(({ part_of }) => part_of ?? []))],
    ],
  )
  return new Map(
    found.rows.map(({ sbom, reference, purl, cpe, hashes }) => [
      `${sbom} ${reference}`,
      { reference, purl, cpe, hashes: valuesOf(hashes) },
    ]),
  )
}
