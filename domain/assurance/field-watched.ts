import { lookDue } from '../monitoring/look-due.ts'
import { monitoringLook } from '../monitoring/monitoring-look.ts'
import { monitoringPlan } from '../monitoring/monitoring-plan.ts'
import { periodLengthSchema } from '../monitoring/period.ts'
import { say, type Words } from '../words.ts'
import type { Need, RecordFact } from './fact.ts'
import { pointingAt, type Scene } from './look.ts'
import { toChange } from './mend.ts'
import type { Trait } from './trait.ts'

/*
 * A plan that is in force and not followed proves nothing: looks are taken when they are due, and rest on enough labels
 * (ISO/IEC 42001 9.1 and A.6.2.6; EU AI Act Art. 72; MFDS notice Art. 12).
 */

const values = (...fields: readonly string[]) =>
  new Map(fields.map((field): [string, Need] => [field, 'value']))

function looksOf(plan: RecordFact, { facts }: Scene): readonly RecordFact[] {
  return pointingAt(facts, plan.id, { kind: monitoringLook.name, relation: 'plan' })
}

function newestOf(plan: RecordFact, scene: Scene): RecordFact | undefined {
  const through = (look: RecordFact) => String(look.body.through)
  return looksOf(plan, scene).reduce<RecordFact | undefined>(
    (newest, look) => (newest && through(newest) >= through(look) ? newest : look),
    undefined,
  )
}

/** A look may wait this long for a server that was off. */
const graceMs = 3 * 86_400_000

function isInTime(plan: RecordFact, scene: Scene): boolean {
  const period = periodLengthSchema.safeParse(plan.body.period)
  const { startsOn, dayBegins } = plan.body
  if (!period.success || typeof startsOn !== 'string') return false
  const newest = newestOf(plan, scene)
  const then = new Date(Date.parse(scene.now) - graceMs).toISOString()
  const begins = dayBegins === 'utc' ? 'utc' : 'seoul'
  const terms = { period: period.data, dayBegins: begins, startsOn } as const
  return lookDue(terms, newest ? String(newest.body.through) : null, then) === null
}

type Asked = {
  readonly holds: Trait['holds']
  readonly lacks: Words
  readonly mend: Words
}

function ofPlan({ holds, lacks, mend }: Asked): Trait {
  return {
    stage: 'effective',
    reads: () => [
      { kind: monitoringPlan, needs: values('period', 'dayBegins', 'startsOn') },
      { kind: monitoringLook, needs: values('plan', 'through', 'labelsSuffice') },
    ],
    holds,
    lacks: () => lacks,
    proofs: (plan, scene) => {
      const newest = newestOf(plan, scene)
      return newest ? [newest] : []
    },
    mend: (plan, scene) => toChange(scene.facts.watched, plan, mend),
  }
}

/** No period has ended longer than the grace ago without being looked at. */
export const looksInTime = ofPlan({
  holds: isInTime,
  lacks: say('예정된 성능 점검이 밀렸습니다', 'has a look overdue'),
  mend: say('예정된 점검을 하십시오(maek looks --take).', 'take the look that is due (maek looks --take).'),
})

/** The newest look had a label for as many mature cases as the plan asks for. */
export const labelsMature = ofPlan({
  holds: (plan, scene) => newestOf(plan, scene)?.body.labelsSuffice === 'yes',
  lacks: say('정답이 계획보다 적게 모였습니다', 'has fewer labels than it asks for'),
  mend: say(
    '빠진 정답을 모아 올리십시오(maek observe labels).',
    'collect the missing labels (maek observe labels).',
  ),
})
