import { profileReads } from '../profile.ts'
import { type Rule, watchedBy } from '../rule.ts'
import { fairness } from './fairness.ts'
import { iso13485Monitoring, iso13485Nonconformity } from './iso-13485-improvement.ts'
import {
  iso13485Design,
  iso13485Planning,
  iso13485Production,
  iso13485Purchasing,
} from './iso-13485-realization.ts'
import { iso13485Management, iso13485Resources, iso13485System } from './iso-13485-system.ts'
import { iso42001LifeCycle } from './iso-42001-controls-life-cycle.ts'
import { iso42001Organisation } from './iso-42001-controls-organisation.ts'
import { iso42001Parties } from './iso-42001-controls-parties.ts'
import { iso42001Operation } from './iso-42001-operation.ts'
import { iso42001Planning } from './iso-42001-planning.ts'
import { krDigitalGmpAudits } from './kr-digital-gmp.ts'
import { krDigitalGmpSystem } from './kr-digital-gmp-system.ts'
import { krSecurityNoticeIncidents } from './kr-security-notice-incidents.ts'
import {
  krSecurityNoticeGeneral,
  krSecurityNoticePhysical,
  krSecurityNoticeTechnical,
} from './kr-security-notice-measures.ts'
import { krSecurityNoticeRisk, krSecurityNoticeVulnerabilities } from './kr-security-notice-risk.ts'

/** Every rule of the house, in the order of the frameworks. */
export const rules: readonly Rule[] = [
  ...iso42001Planning,
  ...iso42001Operation,
  ...iso42001Organisation,
  ...iso42001LifeCycle,
  ...iso42001Parties,
  ...iso13485System,
  ...iso13485Management,
  ...iso13485Resources,
  ...iso13485Planning,
  ...iso13485Design,
  ...iso13485Purchasing,
  ...iso13485Production,
  ...iso13485Monitoring,
  ...iso13485Nonconformity,
  ...krSecurityNoticeGeneral,
  ...krSecurityNoticePhysical,
  ...krSecurityNoticeTechnical,
  ...krSecurityNoticeRisk,
  ...krSecurityNoticeIncidents,
  ...krSecurityNoticeVulnerabilities,
  ...krDigitalGmpAudits,
  ...krDigitalGmpSystem,
  ...fairness,
]

/** What the facts have to hold for these rules and for deciding what applies: kinds, and the fields of each. */
export const watched = watchedBy([...profileReads, ...rules.flatMap((rule) => rule.claim.reads)])
