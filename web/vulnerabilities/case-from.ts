import type { Finding } from './severities.ts'

/**
 * What a finding already tells of a vulnerability case. When the firm became aware, and when it learnt of active
 * exploitation, is left empty: both start legal clocks and are sealed once saved, so a person says them.
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
    ...(finding.issuer && { publishedIssuer: finding.issuer.slice(0, 100) }),
    ...(finding.exploitation && { exploited: finding.exploitation }),
  }
}
