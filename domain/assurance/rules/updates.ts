import { updateDecision } from '../../engineering/update-decision.ts'
import { modelVersion } from '../../models/model-version.ts'
import { say } from '../../words.ts'
import { whenever } from '../claim.ts'
import { has } from '../relation.ts'
import { approved, filled, standing } from '../trait.ts'

/* Models changed under a plan that an authority authorised (Rule Art. 23(2), FD&C Act 515C). */

export const authorised = standing(
  'in-use',
  ['authorised'],
  say('허가가 확인되지 않았습니다', 'is not confirmed as authorised'),
)

/** Approved versions that name a change plan; a house that never updated under one has none to show. */
export const plannedUpdates = () =>
  whenever(modelVersion)
    .which(approved, filled('changePlan'))
    .called('변경관리 계획서에 따른 모델', 'Models made under a change plan')

/** It was decided, test by test, and signed. */
export const decidedUpon = has(updateDecision, 'modelVersion', approved)
