import { audit } from './assurance/audit.ts'
import { auditFinding } from './assurance/audit-finding.ts'
import { managementReview } from './assurance/management-review.ts'
import { componentPolicy } from './components/component-policy.ts'
import { sbom } from './components/sbom.ts'
import { supportPlan } from './components/support-plan.ts'
import { document } from './documents/document.ts'
import { change } from './engineering/change.ts'
import { updateDecision } from './engineering/update-decision.ts'
import { policy } from './governance/policy.ts'
import { supplier } from './governance/supplier.ts'
import { correctiveAction } from './improvement/corrective-action.ts'
import { nonconformity } from './improvement/nonconformity.ts'
import { incident } from './incidents/incident.ts'
import { notice } from './incidents/notice.ts'
import type { Kind } from './kind.ts'
import { aiSystem } from './models/ai-system.ts'
import { changePlan } from './models/change-plan.ts'
import { dataset } from './models/dataset.ts'
import { datasetCheck } from './models/dataset-check.ts'
import { evaluation } from './models/evaluation.ts'
import { impactAssessment } from './models/impact-assessment.ts'
import { modelVersion } from './models/model-version.ts'
import { performanceGap } from './models/performance-gap.ts'
import { weightsCheck } from './models/weights-check.ts'
import { alert } from './monitoring/alert.ts'
import { monitoringLook } from './monitoring/monitoring-look.ts'
import { monitoringPlan } from './monitoring/monitoring-plan.ts'
import { observationBatch } from './monitoring/observation-batch.ts'
import { postMarketReport } from './monitoring/post-market-report.ts'
import { competence } from './people/competence.ts'
import { person } from './people/person.ts'
import { training } from './people/training.ts'
import { device } from './products/device.ts'
import { installation } from './products/installation.ts'
import { release } from './products/release.ts'
import { site } from './products/site.ts'
import { key } from './protection/key.ts'
import { measure } from './protection/measure.ts'
import { hazard } from './risks/hazard.ts'
import { riskControl } from './risks/risk-control.ts'
import { advisory } from './vulnerabilities/advisory.ts'
import { matchRule } from './vulnerabilities/match-rule.ts'
import { triageDecision } from './vulnerabilities/triage-decision.ts'
import { vulnerabilityCase } from './vulnerabilities/vulnerability-case.ts'

/** Every kind of record, in the order of the domains and within each in the order people meet them. */
export const kinds: readonly Kind[] = [
  // people
  person,
  competence,
  training,
  // governance
  policy,
  supplier,
  // documents
  document,
  // products
  device,
  release,
  site,
  installation,
  // risks
  hazard,
  riskControl,
  // models
  aiSystem,
  dataset,
  datasetCheck,
  modelVersion,
  evaluation,
  performanceGap,
  impactAssessment,
  changePlan,
  weightsCheck,
  // engineering
  change,
  updateDecision,
  // components
  sbom,
  componentPolicy,
  supportPlan,
  // vulnerabilities
  vulnerabilityCase,
  triageDecision,
  matchRule,
  advisory,
  // protection
  measure,
  key,
  // monitoring
  monitoringPlan,
  observationBatch,
  monitoringLook,
  alert,
  postMarketReport,
  // incidents
  incident,
  notice,
  // improvement
  nonconformity,
  correctiveAction,
  // assurance
  audit,
  auditFinding,
  managementReview,
]

const byName = new Map(kinds.map((kind) => [kind.name, kind]))

/** The kind of that name, or undefined: a name from outside is not trusted. */
export function kindByName(name: string): Kind | undefined {
  return byName.get(name)
}
