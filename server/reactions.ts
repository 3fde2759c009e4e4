import { matchRule } from '@maek/domain/vulnerabilities/match-rule.ts'
import type { React } from './acts.ts'
import { applyMatchRule } from './vulnerabilities/apply-rules.ts'

/** What one domain's records do to another's rows, by kind: the one table of influence against the order of domains. */
const reactions: ReadonlyMap<string, React> = new Map([[matchRule.name, applyMatchRule]])

/** Runs what follows from the records of one request, inside its transaction. */
export const react: React = async (client, organisation, committed) => {
  const byKind = Map.groupBy(committed, ({ record }) => record.kind)
  for (const [kind, own] of byKind) await reactions.get(kind)?.(client, organisation, own)
}
