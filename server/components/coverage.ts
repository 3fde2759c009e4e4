/**
 * SQL: some source covers a question of this component version: its own ecosystem (or its base, `Debian` of
 * `Debian:12`), or what it asks by CPE or by a rule.
 */
export const isCovered = `(exists (select 1 from advisory_coverage coverage
    where coverage.ecosystem in (version.ecosystem, split_part(version.ecosystem, ':', 1)))
  or exists (select 1 from component_query query
    join advisory_coverage coverage on coverage.ecosystem in (query.ecosystem, split_part(query.ecosystem, ':', 1))
    where query.org_id = version.org_id and query.component = version.key))`
