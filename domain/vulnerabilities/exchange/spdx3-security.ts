import type { IssuedScore } from '../severity.ts'
import type { Justification, Statement } from '../statement.ts'
import type { Bill } from './bill.ts'
import type { Json } from './sorted-json.ts'
import { systemOf } from './vex-of-bill.ts'
import { actionOf, bothOf } from './vex-words.ts'

type Element = { readonly [key: string]: Json | undefined }

/**
 * Vulnerabilities, their scores and our VEX statements in the Security profile of SPDX 3.0.1. `accepted` is an
 * affected assessment whose action statement says what was decided. The issuer of a score stands in its comment:
 * `suppliedBy` names an agent of the document, and we do not make agents of other people's names.
 */
export function spdx3Security(bill: Bill, base: string, ids: ReadonlyMap<string, string>): Element[] {
  const names = [...new Set(bill.statements.map((one) => one.vulnerability))].sort()
  const places = new Map(names.map((name, at) => [name, `${base}#vulnerability-${at}`]))
  const firsts = new Map<string, Statement>()
  for (const one of bill.statements) if (!firsts.has(one.vulnerability)) firsts.set(one.vulnerability, one)
  return [
    ...[...firsts.values()].map((one) => vulnerabilityElement(one, places.get(one.vulnerability) ?? '')),
    ...bill.statements.flatMap((one, at) => {
      const from = places.get(one.vulnerability)
      const to = ids.get(one.reference)
      if (from === undefined || to === undefined) return []
      const scores = one.device === null ? one.published : [...one.published, one.device]
      return [
        { ...assessment(one, `${base}#vex-${at}`), from, to: [to] },
        ...scores.map((score, of) => ({
          ...scoreElement(score, `${base}#score-${at}-${of}`),
          from,
          to: [to],
        })),
      ]
    }),
  ]
}

function vulnerabilityElement(one: Statement, spdxId: string): Element {
  return {
    type: 'security_Vulnerability',
    spdxId,
    creationInfo: '_:creation',
    name: one.vulnerability,
    description: one.summary === '' ? undefined : one.summary,
    externalIdentifier: [one.vulnerability, ...one.aliases].map((identifier) => ({
      type: 'ExternalIdentifier',
      externalIdentifierType: systemOf(identifier) === 'CVE' ? 'cve' : 'securityOther',
      identifier,
    })),
  }
}

const justificationNames: { readonly [J in Justification]: string } = {
  component_not_present: 'componentNotPresent',
  vulnerable_code_not_present: 'vulnerableCodeNotPresent',
  vulnerable_code_not_in_execute_path: 'vulnerableCodeNotInExecutePath',
  vulnerable_code_cannot_be_controlled_by_adversary: 'vulnerableCodeCannotBeControlledByAdversary',
  inline_mitigations_already_exist: 'inlineMitigationsAlreadyExist',
}

function assessment(one: Statement, spdxId: string): Element {
  const common = {
    spdxId,
    creationInfo: '_:creation',
    security_publishedTime: `${(one.decision?.at ?? one.foundAt).slice(0, 19)}Z`,
    security_statusNotes: one.detail ?? undefined,
  }
  switch (one.state) {
    case 'in-triage':
      return {
        ...common,
        type: 'security_VexUnderInvestigationVulnAssessmentRelationship',
        relationshipType: 'underInvestigationFor',
      }
    case 'affected':
    case 'accepted':
      return {
        ...common,
        type: 'security_VexAffectedVulnAssessmentRelationship',
        relationshipType: 'affects',
        security_actionStatement: actionOf(one),
      }
    case 'not-affected':
      return {
        ...common,
        type: 'security_VexNotAffectedVulnAssessmentRelationship',
        relationshipType: 'doesNotAffect',
        security_justificationType:
          one.justification === null ? undefined : justificationNames[one.justification],
        security_impactStatement:
          one.impact === null && one.justification !== null
            ? undefined
            : one.impact === null
              ? 'Not affected by our analysis.'
              : bothOf(one.impact),
      }
    case 'fixed':
      return { ...common, type: 'security_VexFixedVulnAssessmentRelationship', relationshipType: 'fixedIn' }
    default: {
      const never: never = one.state
      throw new Error(`unknown state ${String(never)}`)
    }
  }
}

function scoreElement(score: IssuedScore, spdxId: string): Element {
  const major = score.version.slice(0, 1)
  return {
    type: `security_CvssV${major}VulnAssessmentRelationship`,
    spdxId,
    creationInfo: '_:creation',
    comment: `Issued by ${score.issuer}`,
    relationshipType: 'hasAssessmentFor',
    security_score: score.overall,
    security_vectorString: score.vector,
    security_severity: major === '2' ? undefined : score.word,
  }
}
