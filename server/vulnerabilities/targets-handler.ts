import { targetsOf } from '@maek/domain/components/policy-in-force.ts'
import { accept } from '@maek/domain/refusal.ts'
import { readRemediationTargets } from '@maek/domain/vulnerabilities/api.ts'
import { defaultTargets } from '@maek/domain/vulnerabilities/remediation.ts'
import { vulnerabilityCase } from '@maek/domain/vulnerabilities/vulnerability-case.ts'
import type pg from 'pg'
import { findPolicy } from '../components/licences.ts'
import { withOrganisation } from '../database/scope.ts'
import { actorOf, type Handler, handle } from '../http/handler.ts'
import { kindFor } from '../records/kind-for.ts'

export const targetsHandler: Handler = handle(readRemediationTargets, async ({ release }, call) => {
  const actor = actorOf(call)
  const kind = kindFor(vulnerabilityCase.name, actor, 'read')
  if (!kind.ok) return kind
  return withOrganisation(call.house.database, actor.organisation, async (client) => {
    const device = release === undefined ? null : await deviceOf(client, actor.organisation, release)
    const found = await findPolicy(client, actor.organisation, device)
    const own = found && targetsOf(found.policy.body)
    // A policy that names only some severities would mix with our own numbers unseen: it sets none.
    return accept(
      found && own
        ? { targets: own, policy: { id: found.policy.record.id, number: found.policy.record.number } }
        : { targets: defaultTargets, policy: null },
    )
  })
})

async function deviceOf(
  client: pg.PoolClient,
  organisation: string,
  release: string,
): Promise<string | null> {
  const found = await client.query<{ to_id: string }>(
    `select to_id from record_link where org_id = $1 and from_id = $2 and relation = 'device' limit 1`,
    [organisation, release],
  )
  return found.rows[0]?.to_id ?? null
}
