/** SQL: some advisory source covers the ecosystem of this component version (or its base, `Debian` of `Debian:12`). */
export const isCovered = `exists (select 1 from advisory_coverage coverage
  where coverage.ecosystem in (version.ecosystem, split_part(version.ecosystem, ':', 1)))`
