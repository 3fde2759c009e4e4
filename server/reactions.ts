import { sbom } from '@maek/domain/components/sbom.ts'
import { matchRule } from '@maek/domain/vulnerabilities/match-rule.ts'
import { triageDecision } from '@maek/domain/vulnerabilities/triage-decision.ts'
import { vulnerabilityCase } from '@maek/domain/vulnerabilities/vulnerability-case.ts'
import type { React } from './acts.ts'
import { applyMatchRule } from './vulnerabilities/apply-rules.ts'
import { settleDecisions, settleSboms } from './vulnerabilities/react.ts'

/** What one domain's records do to another's rows, by kind: the one table of influence against the order of domains. */
const reactions: ReadonlyMap<string, React> = new Map([
  [sbom.name, settleSboms],
  [matchRule.name, applyMatchRule],
  [vulnerabilityCase.name, settleDecisions],
  [triageDecision.name, settleDecisions],
])

/** Runs what follows from the records of one transaction, inside it. */
export const react: React = async (client, organisation, committed) => {
  const byKind = Map.groupBy(committed, ({ record }) => record.kind)
  for (const [kind, own] of byKind) await reactions.get(kind)?.(client, organisation, own)
}
