import { competence, hasGap } from '../../people/competence.ts'
import { person, responsibilities } from '../../people/person.ts'
import { training } from '../../people/training.ts'
import { say } from '../../words.ts'
import { every, some } from '../claim.ts'
import { has } from '../relation.ts'
import {
  approved,
  approvedWithin,
  bodyTrait,
  fieldTrait,
  filled,
  holds,
  notExpired,
  reviewed,
  standing,
  type Trait,
} from '../trait.ts'

/* Who answers for what, whether they can do it, and whether they were taught it with effect. */

type Responsibility = keyof typeof responsibilities

const atWork: readonly Trait[] = [
  fieldTrait({
    field: 'startedOn',
    need: 'value',
    stage: 'in-use',
    holds: (day, { today }) => typeof day === 'string' && day <= today,
    lacks: say('업무 시작일이 없거나 아직 오지 않았습니다', 'has not started the work'),
  }),
  notExpired('endedOn', say('업무가 종료되었습니다', 'no longer holds the work')),
]

/** A named person holds the responsibility today, with stated authority, confirmed by another (ISO 13485 5.5.1). */
export function holder(responsibility: Responsibility, ...more: readonly Trait[]) {
  const title = responsibilities[responsibility]
  return some(person)
    .which(holds('responsibilities', responsibility), ...atWork)
    .is(approved, filled('authority'), ...more)
    .called(`담당자(${title.ko})`, `Holder (${title.en})`)
}

/** People at work who hold one of the responsibilities; none named means everybody at work. */
export function people(...held: readonly Responsibility[]) {
  const all = every(person).which(...(held.length > 0 ? [holds('responsibilities', ...held)] : []), ...atWork)
  if (held.length === 0) return all
  const titles = held.map((one) => responsibilities[one])
  return all.called(
    `담당자(${titles.map(({ ko }) => ko).join(', ')})`,
    `Holders (${titles.map(({ en }) => en).join(', ')})`,
  )
}

const noGap = bodyTrait({
  fields: ['levelHeld', 'levelNeeded'],
  stage: 'effective',
  holds: (body) => body.levelHeld !== undefined && body.levelNeeded !== undefined && !hasGap(body),
  lacks: say('보유 수준이 요구 수준에 못 미칩니다', 'is below the level the work needs'),
})

/** A confirmed competence without a gap, looked at within its year (ISO 13485 6.2, ISO/IEC 42001 7.2). */
export function competent(...more: readonly Trait[]): Trait {
  const valid = notExpired('validUntil', say('유효 기한이 지났습니다', 'has expired'))
  return has(competence, 'person', ...more, approved, noGap, reviewed, valid)
}

/** Held is not learned: the effect was checked by another (ISO 13485 6.2 c). */
const learnt = standing(
  'effective',
  ['effective'],
  say('교육 효과가 확인되지 않았습니다', 'has no confirmed effect'),
)

/** Taught one of the topics with effect within the months; the period is the house's reading, no clause sets one. */
export function trainedIn(months: number, ...topics: readonly string[]): Trait {
  return has(training, 'person', holds('topics', ...topics), learnt, approvedWithin(months))
}
