import { evaluation } from '../models/evaluation.ts'
import { performanceGap } from '../models/performance-gap.ts'
import { say } from '../words.ts'
import type { Need, RecordFact } from './fact.ts'
import { pointingAt, type Scene } from './look.ts'
import { toChange } from './mend.ts'
import type { Trait } from './trait.ts'

/*
 * An evaluation that looked at groups has decided each gap it found (ISO/IEC 42001 A.5.4; EU AI Act Arts. 10 and 15). A
 * decision counts when it is approved and speaks of this very result.
 */

const values = (...fields: readonly string[]) =>
  new Map(fields.map((field): [string, Need] => [field, 'value']))

function standing(fact: RecordFact, { facts }: Scene): readonly RecordFact[] {
  return pointingAt(facts, fact.id, { kind: performanceGap.name, relation: 'evaluation' })
}

function decided(fact: RecordFact, scene: Scene): readonly RecordFact[] {
  return standing(fact, scene).filter(
    ({ approved, body }) => approved && body.resultDigest === fact.body.resultDigest,
  )
}

export const gapsDecided: Trait = {
  stage: 'effective',
  reads: () => [
    { kind: evaluation, needs: values('gapsFound', 'resultDigest') },
    { kind: performanceGap, needs: values('evaluation', 'resultDigest') },
  ],
  holds: (fact, scene) => {
    const found = fact.body.gapsFound
    return typeof found === 'number' && decided(fact, scene).length >= found
  },
  proofs: decided,
  lacks: (fact, scene) => {
    const found = fact.body.gapsFound
    if (typeof found !== 'number')
      return say('집단별 성능이 확인되지 않았습니다', 'did not look at performance by group')
    const open = found - decided(fact, scene).length
    return say(
      `결정하지 않은 성능 격차가 ${open}건 있습니다`,
      `has ${open} undecided performance ${open === 1 ? 'gap' : 'gaps'}`,
    )
  },
  mend: (fact, scene) => {
    const open = standing(fact, scene).find(({ approved }) => !approved)
    if (open) {
      const what = say('격차에 대해 결정하고 승인받으십시오.', 'decide the gap and have it approved.')
      return toChange(scene.facts.watched, open, what)
    }
    if (typeof fact.body.gapsFound === 'number') {
      return {
        words: say(
          `${fact.number}: 결과 화면의 “하위집단·편향” 화면에서 격차 결정 기록을 만드십시오(maek gaps ${fact.number} --draft).`,
          `${fact.number}: create decision records for its gaps on the tab “Subgroups and bias” (maek gaps ${fact.number} --draft).`,
        ),
        kind: fact.kind,
        id: fact.id,
        action: null,
        prefill: {},
      }
    }
    const what = say(
      '하위집단 열을 계획에 적은 새 평가를 만드십시오.',
      'plan an evaluation that names group columns.',
    )
    return toChange(scene.facts.watched, fact, what)
  },
}
