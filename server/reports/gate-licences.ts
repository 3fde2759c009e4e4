import type { GateFacts } from '@maek/domain/reports/gate-facts.ts'
import { usuallyBlocking } from '@maek/domain/reports/gate-licences.ts'
import type pg from 'pg'
import { findPolicy, judgeSbom } from '../components/licences.ts'
import { findSubject } from '../components/subject.ts'
import { dayInKorea } from '../components/today.ts'

/** The component policy in force for a release's device, and what its standing SBOM holds that the policy forbids. */
export async function readGateLicences(
  client: pg.PoolClient,
  organisation: string,
  asked: { readonly release: string; readonly device: string | null; readonly now: string },
): Promise<Pick<GateFacts, 'policy' | 'forbidden'>> {
  const found = await findPolicy(client, organisation, asked.device)
  if (!found) return { policy: null, forbidden: [] }
  const { record, body } = found.policy
  const policy = { id: record.id, number: record.number, blocks: body.blocks ?? usuallyBlocking }
  const subject = await findSubject(client, organisation, { release: asked.release })
  // A release without an SBOM is stopped by a rule of its own.
  if (!subject.ok) return { policy, forbidden: [] }
  const judged = await judgeSbom(client, organisation, {
    sbom: subject.value.sbom.id,
    policy: body,
    today: dayInKorea(asked.now),
  })
  const forbidden = judged.filter(({ verdict }) => verdict.ruling === 'forbidden')
  return {
    policy,
    forbidden: forbidden.map(({ name, version, declared, verdict }) => ({
      component: version === null ? name : `${name} ${version}`,
      licence: verdict.expression ?? declared.join(', '),
      because: verdict.because,
    })),
  }
}
