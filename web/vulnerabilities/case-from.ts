import type { Finding } from './severities.ts'

/**
 * What a finding already tells of a vulnerability case. When the firm became aware is left empty: it starts legal
 * clocks and is sealed once saved, so a person says it.
 */
export function caseFrom(finding: Finding, sbom: string | undefined): Record<string, unknown> {
  return {
    name: `${finding.vulnerability} ${finding.component}`.slice(0, 200),
    vulnerability: finding.vulnerability,
    component: finding.component,
    source: 'feed',
    ...(finding.aliases.length > 0 && { aliases: finding.aliases.slice(0, 50).map((id) => ({ id })) }),
    ...(finding.releases.length > 0 && { releases: finding.releases.map((release) => release.id) }),
    ...(sbom && { sboms: [sbom] }),
    ...(finding.vector && { publishedVector: finding.vector }),
    ...(finding.score && { publishedScore: finding.score }),
  }
}
