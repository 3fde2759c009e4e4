import type pg from 'pg'

type Named = { readonly vulnerability: string; readonly aliases: readonly string[] }

/** Notes the vulnerabilities of findings just written, under all their names, with what is known of them. */
export async function noteFound(
  client: pg.PoolClient,
  organisation: string,
  found: readonly Named[],
): Promise<void> {
  if (found.length === 0) return
  const names = [...Map.groupBy(found, ({ vulnerability }) => vulnerability)].map(
    ([vulnerability, same]) => ({
      vulnerability,
      names: [...new Set([vulnerability, ...same.flatMap(({ aliases }) => aliases)])],
    }),
  )
  const given = JSON.stringify(names)
  await client.query(
    `insert into found_vulnerability (org_id, vulnerability, epss, epss_percentile, epss_on, kev_on, kev_due, kev_ransomware)
     select $1, x.vulnerability, ${signalColumns}
     from json_to_recordset($2) as x(vulnerability text, names json)
     left join lateral (select json_array_elements_text(x.names) as name) alias on true
     left join vulnerability_signal signal on signal.vulnerability = alias.name
     group by x.vulnerability order by x.vulnerability
     on conflict (org_id, vulnerability) do update set in_triage = true where not found_vulnerability.in_triage`,
    [organisation, given],
  )
  await client.query(
    `insert into found_alias (org_id, alias, vulnerability)
     select $1, alias.name, x.vulnerability from json_to_recordset($2) as x(vulnerability text, names json)
     cross join lateral (select json_array_elements_text(x.names) as name) alias
     order by 2, 3 on conflict do nothing`,
    [organisation, given],
  )
}

/** SQL: of all names of one vulnerability the most alarming signal; `signal` is grouped. */
export const signalColumns = `max(signal.epss), max(signal.epss_percentile), max(signal.epss_on), min(signal.kev_on),
  min(signal.kev_due), bool_or(signal.kev_ransomware)`

/** Brings the flags of these vulnerabilities in line with the states of their findings that stand. */
export async function reflagVulnerabilities(
  client: pg.PoolClient,
  organisation: string,
  vulnerabilities: readonly string[],
): Promise<void> {
  if (vulnerabilities.length === 0) return
  const has = (state: string) => `exists (select 1 from finding where finding.org_id = $1
    and finding.vulnerability = asked.name and finding.state = '${state}' and finding.is_standing)`
  await client.query(
    `with asked as materialized (select distinct json_array_elements_text($2) as name),
     flags as materialized (select name, ${has('in-triage')} as in_triage, ${has('affected')} as affected,
       ${has('accepted')} as accepted, ${has('fixed')} as fixed, ${has('not-affected')} as not_affected
       from asked order by name)
     update found_vulnerability one set in_triage = flags.in_triage, affected = flags.affected,
       accepted = flags.accepted, fixed = flags.fixed, not_affected = flags.not_affected
     from flags where one.org_id = $1 and one.vulnerability = flags.name
       and (one.in_triage, one.affected, one.accepted, one.fixed, one.not_affected)
         <> (flags.in_triage, flags.affected, flags.accepted, flags.fixed, flags.not_affected)`,
    [organisation, JSON.stringify([...new Set(vulnerabilities)])],
  )
}
