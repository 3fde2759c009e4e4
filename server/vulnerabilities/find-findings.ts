import { type Asked, askedOf, type Known, matchAsked } from '@maek/domain/vulnerabilities/match-asked.ts'
import { severityOf } from '@maek/domain/vulnerabilities/ranking.ts'
import { leadingScore, scoresOf } from '@maek/domain/vulnerabilities/severity.ts'
import type pg from 'pg'
import { readCveSeverities } from './cve-scores.ts'
import { findKnown } from './known-advisories.ts'

export type VersionRow = {
  key: string
  purl: string | null
  version: string | null
  /** Answered by an ecosystem under its own purl. */
  answered: boolean
  further: readonly { readonly via: 'cpe' | 'rule'; readonly asked: string }[]
}

/** What is known of each of these versions, with the severity it is listed by. */
export async function findFindings(client: pg.PoolClient, versions: readonly VersionRow[]) {
  const asked = new Map(versions.map((version) => [version, askedBy(version)]))
  const known = await findKnown(client, [...asked.values()].flat())
  return ranked(
    client,
    [...asked].flatMap(([version, questions]) => findingsOf(version, questions, known)),
  )
}

function askedBy({ purl, version, answered, further }: VersionRow): Asked[] {
  const own = answered && purl !== null ? askedOf(purl, 'own', version ?? undefined) : null
  const more = further.flatMap(
    ({ via, asked }) => askedOf(asked, via === 'rule' ? 'rule' : 'own', version ?? undefined) ?? [],
  )
  return own ? [own, ...more] : more
}

/** Each version by itself, so that its findings never depend on which others were matched in the same step. */
function findingsOf(version: VersionRow, asked: readonly Asked[], known: Known) {
  const component = {
    reference: version.key,
    version: version.version ?? undefined,
    isOfDistribution: /^pkg:(?:deb|rpm|apk)\//.test(version.purl ?? ''),
  }
  const matched = matchAsked(component, asked, known)
  const vulnerabilities = new Map(matched.vulnerabilities.map((one) => [one.id, one]))
  return matched.findings.flatMap((finding) => {
    const vulnerability = vulnerabilities.get(finding.vulnerability)
    if (!vulnerability) return []
    return {
      component: version.key,
      vulnerability: vulnerability.id,
      aliases: vulnerability.aliases,
      advisories: [...finding.advisories].sort(),
      summary: vulnerability.summary,
      how: finding.how,
      fixedIn: finding.fixedIn ?? null,
      severities: vulnerability.severities,
    }
  })
}

type Matched = ReturnType<typeof findingsOf>[number]

/** Each with the severity it is listed by: what its own advisories say, and only where they give no score its CVE record. */
async function ranked(client: pg.PoolClient, matched: readonly Matched[]) {
  const unscored = matched.filter(({ severities }) => !leadingScore(scoresOf(severities)))
  const records = await readCveSeverities(
    client,
    unscored.map(({ vulnerability }) => vulnerability),
  )
  const further = new Map(unscored.map((one) => [one, records.get(one.vulnerability) ?? []]))
  return matched.map((one) => {
    const { severities, ...found } = one
    const all = [...severities, ...(further.get(one) ?? [])]
    const leading = leadingScore(scoresOf(all))
    return {
      ...found,
      score: leading?.overall ?? null,
      vector: leading?.vector ?? null,
      issuer: leading?.issuer ?? null,
      ...severityOf(all),
    }
  })
}

export type FoundFinding = Awaited<ReturnType<typeof ranked>>[number]
