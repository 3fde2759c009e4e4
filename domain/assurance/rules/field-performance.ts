import { modelVersion } from '../../models/model-version.ts'
import { alert } from '../../monitoring/alert.ts'
import { monitoringPlan } from '../../monitoring/monitoring-plan.ts'
import { say } from '../../words.ts'
import { whenever } from '../claim.ts'
import { labelsMature, looksInTime } from '../field-watched.ts'
import { has } from '../relation.ts'
import { approved, standing } from '../trait.ts'
import { closedOrInTime } from './happenings.ts'

/* Models in the field are watched by signed plans, and what alarms is decided in time. */

const inForce = standing(
  'in-use',
  ['in-force'],
  say('서명되어 시행 중이 아닙니다', 'is not signed and in force'),
)

/** An approved model of the AI is watched: a signed plan, looks in time, labels enough. */
export const watchedInField = has(
  modelVersion,
  'aiSystem',
  approved,
  has(monitoringPlan, 'modelVersion', inForce, looksInTime, labelsMature),
)

/** Every alert has ended in a decision, or its day has not passed. */
export const alertsDecided = () => whenever(alert).is(closedOrInTime('decideBy'))
