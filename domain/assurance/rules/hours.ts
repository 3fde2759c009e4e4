import { training } from '../../people/training.ts'
import { say } from '../../words.ts'
import type { Need, RecordFact } from '../fact.ts'
import { pointingAt, type Scene } from '../look.ts'
import { openForm } from '../mend.ts'
import { isHeld, type Trait } from '../trait.ts'

/**
 * The person had at least the hours of the topic in this calendar year or in the last: the course of a year is due by
 * its end, and nobody works as quality manager without one (Medical Devices Act, eight hours a year).
 */
export function hoursThisYear(topic: string, hours: number): Trait {
  const taught = (fact: RecordFact, { facts, today }: Scene) => {
    const year = Number(today.slice(0, 4))
    const courses = pointingAt(facts, fact.id, { kind: 'training', relation: 'person' }).filter(
      ({ state, body }) =>
        state === 'effective' && isHeld(body.topics, topic) && String(body.heldOn) <= today,
    )
    const years = [year, year - 1].map((one) =>
      courses.filter(({ body }) => Number(String(body.heldOn).slice(0, 4)) === one),
    )
    return years.find((list) => list.reduce((sum, { body }) => sum + Number(body.hours), 0) >= hours)
  }
  const fields = ['person', 'topics', 'heldOn', 'hours']
  return {
    stage: 'effective',
    reads: () => [
      { kind: training, needs: new Map(fields.map((field): [string, Need] => [field, 'value'])) },
    ],
    holds: (fact, scene) => taught(fact, scene) !== undefined,
    proofs: (fact, scene) => taught(fact, scene) ?? [],
    lacks: () =>
      say(
        `올해와 지난해의 법정교육이 ${hours}시간에 못 미칩니다`,
        `has fewer than ${hours} hours of the course this year and last`,
      ),
    mend: (fact) =>
      openForm(
        training,
        { person: fact.id, topics: [topic], trainingType: 'statutory' },
        say(`${fact.number}의 법정교육`, `statutory course for ${fact.number}`),
      ),
  }
}
