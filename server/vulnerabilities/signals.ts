import type pg from 'pg'
import { signalColumns } from './found-vulnerabilities.ts'
import { holdSettling, settleNamed } from './settle.ts'
import { fireTriggers, type Sighting } from './triggers.ts'

type Moved = {
  vulnerability: string
  epss_before: number | null
  epss: number | null
  kev_before: string | null
  kev_on: string | null
}

/**
 * Copies EPSS and KEV from `vulnerability_signal` onto the vulnerabilities found in an organisation, through their
 * aliases, and opens the decisions whose trigger that fires. Never touches a finding that no trigger speaks of.
 * Before: inside a transaction that sees one organisation. Answers how many vulnerabilities moved and were opened.
 */
export async function spreadSignals(
  client: pg.PoolClient,
  organisation: string,
  at: string,
): Promise<{ readonly moved: number; readonly opened: number }> {
  await holdSettling(client, organisation)
  const moved = await client.query<Moved>(
    `with told (vulnerability, epss, epss_percentile, epss_on, kev_on, kev_due, kev_ransomware) as materialized (
       select alias.vulnerability, ${signalColumns} from found_alias alias
       left join vulnerability_signal signal on signal.vulnerability = alias.alias
       where alias.org_id = $1 group by alias.vulnerability),
     moving as materialized (
       select told.*, one.epss as epss_before, one.kev_on as kev_before
       from told join found_vulnerability one on one.org_id = $1 and one.vulnerability = told.vulnerability
       where (one.epss, one.epss_percentile, one.epss_on, one.kev_on, one.kev_due, one.kev_ransomware)
         is distinct from
         (told.epss, told.epss_percentile, told.epss_on, told.kev_on, told.kev_due, told.kev_ransomware))
     update found_vulnerability one set epss = moving.epss, epss_percentile = moving.epss_percentile,
       epss_on = moving.epss_on, kev_on = moving.kev_on, kev_due = moving.kev_due,
       kev_ransomware = moving.kev_ransomware
     from moving where one.org_id = $1 and one.vulnerability = moving.vulnerability
     returning one.vulnerability, moving.epss_before, moving.epss, moving.kev_before::text, moving.kev_on::text`,
    [organisation],
  )
  const opened = await fireTriggers(client, organisation, { sightings: moved.rows.flatMap(sightingsOf), at })
  if (opened.length > 0) await settleNamed(client, organisation, { names: opened, today: at.slice(0, 10) })
  return { moved: moved.rows.length, opened: opened.length }
}

function sightingsOf(row: Moved): Sighting[] {
  const { vulnerability } = row
  const sightings: Sighting[] = []
  if (row.kev_on !== null && row.kev_before === null)
    sightings.push({ vulnerability, cause: 'kev', seen: row.kev_on })
  if (row.epss !== null && row.epss > (row.epss_before ?? 0))
    sightings.push({
      vulnerability,
      cause: 'epss',
      seen: String(row.epss),
      from: row.epss_before ?? 0,
      to: row.epss,
    })
  return sightings
}
