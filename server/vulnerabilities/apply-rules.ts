import { matchRule } from '@maek/domain/vulnerabilities/match-rule.ts'
import type { React } from '../acts.ts'
import { readInForce } from '../components/in-force.ts'
import { matchVersions } from './match-versions.ts'
import { noteRule } from './questions.ts'

/**
 * A rule that was approved speaks of every component version there is, one that ended of none: their questions
 * change, and they are matched again before the act is answered. A draft changes nothing.
 */
export const applyMatchRule: React = async (client, organisation, committed) => {
  const acted = committed.filter(
    ({ record }) =>
      record.state === 'ended' || (record.state === 'in-force' && record.approvedVersion === record.version),
  )
  if (acted.length === 0) return
  const inForce = new Map((await readInForce(client, organisation, matchRule)).map((rule) => [rule.id, rule]))
  for (const { record } of acted) {
    const keys = await noteRule(client, organisation, { id: record.id, rule: inForce.get(record.id) })
    if (keys.length > 0) await matchVersions(client, organisation, { keys, at: record.updatedAt })
  }
}
