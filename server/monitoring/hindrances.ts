import { unknownVariable } from '@maek/domain/monitoring/drift-limits.ts'
import { labelReference, labelVariable } from '@maek/domain/monitoring/label-drift.ts'
import { monitoringPlan } from '@maek/domain/monitoring/monitoring-plan.ts'
import { referenceSchema } from '@maek/domain/monitoring/reference.ts'
import { refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import type { Hinder } from '../hinder.ts'

/** A plan is signed only with a reference of its own evaluation and operating point that holds every limited variable. */
export const hinderStrangeReference: Hinder = async (house, organisation, { record }) => {
  const { body } = record
  const file = monitoringPlan.shape.reference.safeParse(body.reference).data
  // A plan without one is refused by its own rules.
  if (!file) return null
  const bytes = await house.files.get(organisation, file.sha256)
  if (!bytes.ok) return bytes.refusal
  const reference = referenceSchema.safeParse(readJson(bytes.value))
  if (!reference.success) return unreadable.refusal
  const { evaluation, threshold, variables } = reference.data
  if (evaluation.id !== body.evaluation || threshold !== Number(body.threshold)) return unreadable.refusal
  const limits = monitoringPlan.shape.driftLimits.safeParse(body.driftLimits).data ?? []
  return unknownVariable(
    limits.map(({ variable }) => variable),
    [...variables.map(({ name }) => name), ...(labelReference(reference.data) ? [labelVariable] : [])],
  )
}

function readJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return null
  }
}

const unreadable = refuse(
  'conflict',
  say(
    '고정한 기준이 이 계획의 평가와 임계값에서 나온 것이 아닙니다. 기준을 다시 고정하십시오.',
    'The frozen reference is not of this plan’s evaluation and operating point. Freeze it again.',
  ),
  'body.reference',
)
