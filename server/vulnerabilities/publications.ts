import { issuerOf } from '@maek/domain/vulnerabilities/aliases.ts'
import type { Advisory } from '@maek/domain/vulnerabilities/osv.ts'
import { type IssuedScore, scoresOf } from '@maek/domain/vulnerabilities/severity.ts'
import type pg from 'pg'

/** One advisory or CVE record, as kept. */
export type Publication = {
  readonly id: string
  readonly source: string
  readonly modified: string
  readonly head: Omit<Advisory, 'affected'> & { readonly cwes?: readonly string[] }
}

/** The advisories and CVE records of these ids that are kept, by id. */
export async function readPublications(
  client: pg.PoolClient,
  ids: Iterable<string>,
): Promise<Map<string, Publication>> {
  // Written by ourselves from parsed records: the types hold.
  const found = await client.query<Publication>(
    `with asked as materialized (select distinct json_array_elements_text($1) as id)
     select advisory.id, advisory.source, advisory.modified, advisory.head
     from asked join advisory on advisory.id = asked.id
     union all
     select cve.id, 'nvd', cve.modified, cve.head from asked join cve on cve.id = asked.id`,
    [JSON.stringify([...new Set(ids)])],
  )
  const publications = new Map<string, Publication>()
  for (const one of found.rows) {
    // The same id from two sources (an OSV record named CVE, and NVD's own): both are kept apart by source.
    publications.set(publications.has(one.id) ? `${one.id} ${one.source}` : one.id, one)
  }
  return publications
}

/** Those of a finding: the advisories that say so, and the CVE record of its own id. */
export function publicationsOf(
  finding: { readonly vulnerability: string; readonly advisories: readonly string[] },
  publications: ReadonlyMap<string, Publication>,
): Publication[] {
  const ids = new Set([...finding.advisories, finding.vulnerability])
  return [...ids].flatMap((id) =>
    [id, `${id} nvd`].flatMap((key) => {
      const one = publications.get(key)
      return one ? [one] : []
    }),
  )
}

/** Every score published, with its issuer, each once. */
export function publishedScores(publications: readonly Publication[]): IssuedScore[] {
  const scores = publications.flatMap(({ id, head }) =>
    scoresOf(head.severities.map((one) => ({ ...one, issuer: one.issuer ?? issuerOf(id) }))),
  )
  return [...new Map(scores.map((score) => [`${score.issuer} ${score.vector}`, score])).values()]
}
