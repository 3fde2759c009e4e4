import type { FindingView } from '@maek/domain/vulnerabilities/finding-view.ts'
import type { Found, Settled } from '@maek/domain/vulnerabilities/triage.ts'
import type pg from 'pg'

/** A finding as the database gives it, with the signals of its vulnerability. */
export type FindingRow = Found & {
  component: string
  summary: string
  advisories: string[]
  how: string
  fixed_in: string | null
  score: string | null
  vector: string | null
  issuer: string | null
  severity: FindingView['severity']
  name: string
  state: Settled['state']
  decided_until: string | null
  due_on: string
  found_at: string
  epss: number | null
  epss_percentile: number | null
  kev_on: string | null
  kev_due: string | null
  kev_ransomware: boolean | null
}

/** These findings, in the order given; one that is gone meanwhile is left out. */
export async function readRows(
  client: pg.PoolClient,
  organisation: string,
  keys: readonly { readonly component: string; readonly vulnerability: string }[],
): Promise<FindingRow[]> {
  const found = await client.query<FindingRow>(
    `with asked as materialized (
       select place, decode(component, 'hex') as component, vulnerability
       from json_to_recordset($2) as given(place integer, component text, vulnerability text))
     select encode(finding.component, 'hex') as component, finding.vulnerability, finding.aliases, finding.advisories,
       finding.summary, finding.how, finding.fixed_in, finding.score, finding.vector, finding.issuer, finding.severity,
       finding.state, finding.decided_until::text, finding.due_on::text, finding.found_at, version.name,
       version.version, version.purl, version.unversioned as package, one.epss, one.epss_percentile,
       one.kev_on::text, one.kev_due::text, one.kev_ransomware
     from asked join finding on finding.org_id = $1 and finding.component = asked.component
       and finding.vulnerability = asked.vulnerability
     join component_version version on version.org_id = $1 and version.key = finding.component
     left join found_vulnerability one on one.org_id = $1 and one.vulnerability = finding.vulnerability
     order by asked.place`,
    [
      organisation,
      JSON.stringify(
        keys.map(({ component, vulnerability }, place) => ({ place, component, vulnerability })),
      ),
    ],
  )
  return found.rows
}

export const idOf = (row: { readonly component: string; readonly vulnerability: string }) =>
  `${row.component}:${row.vulnerability}`

/** The parts of an id. Before: the door has checked its form. */
export function keyOf(id: string): { component: string; vulnerability: string } {
  return { component: id.slice(0, 64), vulnerability: id.slice(65) }
}
