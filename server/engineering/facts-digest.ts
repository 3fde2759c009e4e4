import { hash } from 'node:crypto'
import type { UpdateFacts } from '@maek/domain/engineering/update/facts.ts'
import { canonicalText, generalRules } from '@maek/ledger/canonical.ts'

/** What may move on without the decision being about anything else: filing, and the steps of the change record. */
const besides = new Set(['version', 'title', 'filing', 'filedOn', 'documents', 'krDecision'])

/** Names the facts: equal facts have an equal digest, whatever the order of their keys. */
export function digestOfFacts(facts: UpdateFacts): string {
  const { change } = facts
  const judged = { ...facts, change: change && { ...change, isApproved: null } }
  const kept = JSON.stringify(judged, (name, value) => (besides.has(name) ? undefined : value))
  return hash('sha256', canonicalText(JSON.parse(kept), generalRules), 'hex')
}
