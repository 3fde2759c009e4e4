import { say, type Words } from '../words.ts'
import type { GateDecided, GateFacts, GateOpen } from './gate-facts.ts'
import { gateRules } from './gate-rules.ts'

export type GateAnswer = {
  readonly pass: boolean
  readonly blockers: readonly {
    readonly rule: string
    readonly because: Words
    readonly record: string | null
    readonly kind: string | null
    readonly finding: GateOpen | null
  }[]
  readonly passed: readonly { readonly rule: string; readonly because: Words }[]
  readonly decided: readonly GateDecided[]
}

/** A rule that says no a thousand times says it with this many examples. */
const shownEachMax = 50

/** Whether a release may ship: every rule's answer with its source, the same for the same facts. */
export function judgeGate(facts: GateFacts): GateAnswer {
  const answers = gateRules.map((rule) => ({ rule, blockers: rule.blockers(facts) }))
  return {
    pass: answers.every(({ blockers }) => blockers.length === 0),
    blockers: answers.flatMap(({ rule, blockers }) =>
      blockers.slice(0, shownEachMax).map(({ because, record, kind, finding = null }) => ({
        rule: rule.id,
        because: cited(because, rule.source),
        record,
        kind,
        finding,
      })),
    ),
    passed: answers.flatMap(({ rule, blockers }) =>
      blockers.length === 0
        ? [{ rule: rule.id, because: cited(rule.tells?.(facts) ?? rule.holds, rule.source) }]
        : [],
    ),
    decided: facts.decided,
  }
}

function cited(because: Words, source: Words): Words {
  return say(`${because.ko} (${source.ko})`, `${because.en} (${source.en})`)
}
