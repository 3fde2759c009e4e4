import { updateDecision } from '@maek/domain/engineering/update-decision.ts'
import { dataset } from '@maek/domain/models/dataset.ts'
import { evaluation } from '@maek/domain/models/evaluation.ts'
import { modelVersion } from '@maek/domain/models/model-version.ts'
import { monitoringPlan } from '@maek/domain/monitoring/monitoring-plan.ts'
import { hinderChangedFacts } from './engineering/hindrances.ts'
import type { Hinder, Hindrances } from './hinder.ts'
import { hinderFalseCounts, hinderSharedModel, hinderSharedTest } from './models/datasets/hindrances.ts'
import { hinderStrangeReference } from './monitoring/hindrances.ts'

/** What hinders an action beside its guards, by kind and action: the one table of it, as of influence in reactions.ts. */
const table: ReadonlyMap<string, Hinder> = new Map([
  [`${dataset.name} submit`, hinderFalseCounts],
  [`${evaluation.name} sign-plan`, hinderSharedTest],
  [`${updateDecision.name} submit`, hinderChangedFacts],
  [`${updateDecision.name} approve`, hinderChangedFacts],
  [`${monitoringPlan.name} submit`, hinderStrangeReference],
  [`${monitoringPlan.name} sign`, hinderStrangeReference],
  [`${modelVersion.name} submit`, hinderSharedModel],
  [`${modelVersion.name} approve`, hinderSharedModel],
])

export const hindrances: Hindrances = async (house, organisation, { subject, action }) =>
  (await table.get(`${subject.kind.name} ${action}`)?.(house, organisation, subject)) ?? null
