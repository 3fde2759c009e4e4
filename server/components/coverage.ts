/** SQL: the ecosystems of which a full edition was taken in; some advisories of one do not answer for the rest of it. */
const whole = '(select ecosystem from advisory_coverage where whole)'
const inPart = '(select ecosystem from advisory_coverage where not whole)'

/**
 * SQL: some source covers a question of this component version: its own ecosystem (or its base, `Debian` of
 * `Debian:12`), or what it asks by CPE or by a rule. The sources stand in sub-selects of their own, which PostgreSQL
 * hashes once instead of asking anew for every line. Where an ecosystem came only in part, what its advisories name is
 * covered; that is asked last, by key (`offset 0` keeps it so), and of few: of CPEs only where some stand at all.
 */
export const isCovered = `(coalesce(version.ecosystem in ${whole}
    or split_part(version.ecosystem, ':', 1) in ${whole}, false)
  or exists (select 1 from component_query query
    where query.org_id = version.org_id and query.component = version.key
      and (query.ecosystem in ${whole} or split_part(query.ecosystem, ':', 1) in ${whole}
        or case when query.ecosystem = 'cpe' then (select exists (select 1 from cpe_criterion))
            and exists (select 1 from cpe_criterion named where named.vendor_product = query.package offset 0)
          else exists (select 1 from advisory_package named
            where named.ecosystem = query.ecosystem and named.name = query.package offset 0) end))
  or (coalesce(split_part(version.ecosystem, ':', 1) in ${inPart}, false) and exists (select 1 from component_version own
    join advisory_package named on named.name = own.package
      and named.ecosystem in (own.ecosystem, split_part(own.ecosystem, ':', 1))
    where own.org_id = version.org_id and own.key = version.key offset 0)))`
