import { updateDecision } from '../../engineering/update-decision.ts'
import { changePlan } from '../../models/change-plan.ts'
import { modelVersion } from '../../models/model-version.ts'
import { say } from '../../words.ts'
import { whenever } from '../claim.ts'
import { all } from '../combine.ts'
import { clocksKept, has, leadsTo } from '../relation.ts'
import { approved, filled, standing } from '../trait.ts'
import { allowedFirst, changes } from './happenings.ts'
import { again, procedure, prove } from './papers.ts'

/* Models changed under a plan that an authority authorised (Rule Art. 23(2), FD&C Act 515C). */

const authorised = standing(
  'in-use',
  ['authorised'],
  say('허가가 확인되지 않았습니다', 'is not confirmed as authorised'),
)

/** Approved versions that name a change plan; a house that never updated under one has none to show. */
const plannedUpdates = () =>
  whenever(modelVersion)
    .which(approved, filled('changePlan'))
    .called('변경관리 계획서에 따른 모델', 'Models made under a change plan')

/** Each of them has a plan an authority authorised, and a signed decision that tells what came of the change. */
export const updatesDecided = () =>
  plannedUpdates().is(
    leadsTo(changePlan, 'changePlan', authorised),
    has(updateDecision, 'modelVersion', approved),
  )

/** Every change judged under Rule Art. 23 and allowed first, deadlines kept; every planned update decided and signed. */
const changesJudged = all(
  changes().which(approved).is(filled('krDecision', 'krReason')),
  changes().is(allowedFirst, clocksKept()),
  updatesDecided(),
)

/** KGMP 7.3.9 with what a change plan adds to it. */
export const changeControl = again(
  2,
  prove(
    'QMS-7.3.9',
    say(
      '변경관리 절차가 시행 중이고, 모든 변경이 시행규칙 제23조로 판단되어 승인된 뒤 실행되었으며 법정 기한이 지켜졌고, 변경관리 계획서에 따른 모델은 허가된 계획과 서명된 판단이 있다',
      'A change procedure is in force; every change was judged under Rule Art. 23 and approved first, deadlines were kept, and every model made under a change plan has an authorised plan and a signed decision',
    ),
    all(procedure('change-control'), changesJudged),
  ),
)
