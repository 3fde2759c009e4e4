import { type IssuedScore, scoreVector } from '@maek/domain/vulnerabilities/severity.ts'
import type { Statement } from '@maek/domain/vulnerabilities/statement.ts'
import { type Found, speaksOf, stateAt } from '@maek/domain/vulnerabilities/triage.ts'
import type pg from 'pg'
import { type DecisionRecord, readDecisionRecords } from './decision-records.ts'
import { type Publication, publicationsOf, publishedScores, readPublications } from './publications.ts'
import { byName, readRulings } from './rulings.ts'

type Row = Found & {
  component: string
  reference: string
  summary: string
  advisories: string[]
  fixed_in: string | null
  found_at: string
  epss: number | null
  kev_on: string | null
}

/**
 * What stands today about every vulnerability found in one SBOM, in the order of its lines, the worst first within
 * a line. From the records themselves, not from the columns that lists are sorted by. Empty for an SBOM that does
 * not exist in the organisation.
 */
export async function readStatements(
  client: pg.PoolClient,
  organisation: string,
  asked: { readonly sbom: string; readonly now: string },
): Promise<Statement[]> {
  const rows = await findRows(client, organisation, asked.sbom)
  const place = { sbom: asked.sbom, release: await releaseOf(client, organisation, asked.sbom) }
  const rulings = await readRulings(
    client,
    organisation,
    rows.flatMap((row) => [row.vulnerability, ...row.aliases]),
  )
  const rulingsOf = byName(rulings)
  const judged = rows.map((row) => {
    const own = rulingsOf(row)
    return {
      row,
      settled: stateAt(row, place, { rulings: own, today: asked.now.slice(0, 10) }),
      cases: own.filter((one) => one.kind === 'vulnerability-case' && speaksOf(one, row, place)),
    }
  })
  const records = await readDecisionRecords(
    client,
    organisation,
    judged.flatMap(({ settled, cases }) => [
      ...(settled.by ? [settled.by] : []),
      ...cases.map(({ id }) => id),
    ]),
  )
  const publications = await readPublications(
    client,
    rows.flatMap((row) => [row.vulnerability, ...row.advisories]),
  )
  const issuer = await nameOf(client, organisation)
  return judged.map(({ row, settled, cases }) => {
    const record = settled.by === null ? undefined : records.get(settled.by)
    return {
      ...factsOf(row, publicationsOf(row, publications)),
      state: settled.state,
      ...reasoningOf(record),
      device: deviceScoreOf(
        cases.flatMap(({ id }) => records.get(id) ?? []),
        issuer,
      ),
    }
  })
}

function factsOf(row: Row, publications: readonly Publication[]) {
  return {
    vulnerability: row.vulnerability,
    aliases: row.aliases,
    summary: row.summary,
    reference: row.reference,
    foundAt: row.found_at,
    published: publishedScores(publications),
    fixedIn: row.fixed_in,
    exploited: row.kev_on !== null,
    likelihood: row.epss,
    cwes: [...new Set(publications.flatMap(({ head }) => head.cwes ?? []))],
    references: [...new Set(publications.flatMap(({ head }) => head.references))],
  }
}

function reasoningOf(record: DecisionRecord | undefined) {
  const body = record?.body
  return {
    justification: body?.justification ?? null,
    impact: body?.impactStatement ?? null,
    action: body?.actionStatement ?? null,
    detail: body?.detail ?? null,
    decision: record
      ? { number: record.number, at: record.approvedAt ?? '', expiresOn: record.body.expiresOn }
      : null,
  }
}

/** The first vector of our own that can be scored, issued under the organisation's name. */
export function deviceScoreOf(cases: readonly DecisionRecord[], issuer: string): IssuedScore | null {
  for (const { body } of cases) {
    const scored = body.deviceVector === null ? null : scoreVector(body.deviceVector)
    if (scored?.ok) return { ...scored.value, issuer }
  }
  return null
}

async function findRows(client: pg.PoolClient, organisation: string, sbom: string): Promise<Row[]> {
  const found = await client.query<Row>(
    `select encode(finding.component, 'hex') as component, line.reference, finding.vulnerability, finding.aliases,
       finding.advisories, finding.summary, finding.fixed_in, finding.found_at, version.unversioned as package,
       version.purl, version.version, signal.epss, signal.kev_on::text
     from sbom_component line
     join finding on finding.org_id = line.org_id and finding.component = line.component
     join component_version version on version.org_id = line.org_id and version.key = line.component
     left join found_vulnerability signal on signal.org_id = finding.org_id
       and signal.vulnerability = finding.vulnerability
     where line.org_id = $1 and line.sbom_id = $2
     order by line.position, finding.grade desc, finding.vulnerability`,
    [organisation, sbom],
  )
  return found.rows
}

async function releaseOf(client: pg.PoolClient, organisation: string, sbom: string): Promise<string | null> {
  const found = await client.query<{ release: string | null }>(
    `select body ->> 'release' as release from record where org_id = $1 and id = $2 and kind = 'sbom'`,
    [organisation, sbom],
  )
  return found.rows[0]?.release ?? null
}

async function nameOf(client: pg.PoolClient, organisation: string): Promise<string> {
  const found = await client.query<{ name: { ko: string; en: string } }>(
    'select name from organisation where id = $1',
    [organisation],
  )
  const name = found.rows[0]?.name
  return name ? name.en || name.ko : ''
}
