import { say, type Words } from '../words.ts'
import type { GateFacts } from './gate-facts.ts'
import { gateRules } from './gate-rules.ts'

export type GateAnswer = {
  readonly pass: boolean
  readonly blockers: readonly {
    readonly rule: string
    readonly because: Words
    readonly record: string | null
    readonly kind: string | null
  }[]
  readonly passed: readonly { readonly rule: string; readonly because: Words }[]
}

/** A rule that says no a thousand times says it with this many examples. */
const shownEachMax = 50

/** Whether a release may ship: every rule's answer with its source, the same for the same facts. */
export function judgeGate(facts: GateFacts): GateAnswer {
  const answers = gateRules.map((rule) => ({ rule, blockers: rule.blockers(facts) }))
  return {
    pass: answers.every(({ blockers }) => blockers.length === 0),
    blockers: answers.flatMap(({ rule, blockers }) =>
      blockers
        .slice(0, shownEachMax)
        .map((blocker) => ({ ...blocker, rule: rule.id, because: cited(blocker.because, rule.source) })),
    ),
    passed: answers.flatMap(({ rule, blockers }) =>
      blockers.length === 0 ? [{ rule: rule.id, because: cited(rule.holds, rule.source) }] : [],
    ),
  }
}

function cited(because: Words, source: Words): Words {
  return say(`${because.ko} (${source.ko})`, `${because.en} (${source.en})`)
}
