/**
 * SQL: some source covers a question of this component version: its own ecosystem (or its base, `Debian` of
 * `Debian:12`), or what it asks by CPE or by a rule. The sources stand in sub-selects of their own, which PostgreSQL
 * hashes once instead of asking anew for every line.
 */
export const isCovered = `(coalesce(version.ecosystem in (select ecosystem from advisory_coverage)
    or split_part(version.ecosystem, ':', 1) in (select ecosystem from advisory_coverage), false)
  or exists (select 1 from component_query query
    where query.org_id = version.org_id and query.component = version.key
      and (query.ecosystem in (select ecosystem from advisory_coverage)
        or split_part(query.ecosystem, ':', 1) in (select ecosystem from advisory_coverage))))`
