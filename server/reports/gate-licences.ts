import type { JudgedComponent } from '@maek/domain/components/licence-report.ts'
import type { GateFacts } from '@maek/domain/reports/gate-facts.ts'
import { usuallyBlocking } from '@maek/domain/reports/gate-licences.ts'
import type pg from 'pg'
import { findPolicy, judgeSbom } from '../components/licences.ts'
import { dayInKorea } from '../components/today.ts'
import { sbomsAsked } from '../vulnerabilities/finding-filter.ts'

/** The component policy in force for a release's device, and what its standing SBOMs hold that the policy forbids. */
export async function readGateLicences(
  client: pg.PoolClient,
  organisation: string,
  asked: { readonly release: string; readonly device: string | null; readonly now: string },
): Promise<Pick<GateFacts, 'policy' | 'forbidden'>> {
  const found = await findPolicy(client, organisation, asked.device)
  if (!found) return { policy: null, forbidden: [] }
  const { record, body } = found.policy
  const policy = { id: record.id, number: record.number, blocks: body.blocks ?? usuallyBlocking }
  const today = dayInKorea(asked.now)
  const forbidden = new Map<string, JudgedComponent>()
  // Of every SBOM that stands, as findings are: what the build of today brings was approved by nobody yet.
  for (const sbom of (await sbomsAsked(client, organisation, { release: asked.release })) ?? []) {
    for (const one of await judgeSbom(client, organisation, { sbom, policy: body, today })) {
      if (one.verdict.ruling !== 'forbidden') continue
      forbidden.set(JSON.stringify([one.name, one.version, one.declared]), one)
    }
  }
  return {
    policy,
    forbidden: [...forbidden.values()].map(({ name, version, declared, verdict }) => ({
      component: version === null ? name : `${name} ${version}`,
      licence: verdict.expression ?? declared.join(', '),
      because: verdict.because,
    })),
  }
}
