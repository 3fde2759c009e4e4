import { say } from '../words.ts'
import type { GateFacts } from './gate-facts.ts'

/**
 * Severities that stop a release where no policy says which. What nobody scored may be the worst there is: Go's own
 * advisories never carry a score, so leaving it out would let every one of them pass unseen.
 */
export const usuallyBlocking: readonly string[] = ['critical', 'high', 'unknown']

/** The severities that stop a release: the policy's own, or the usual ones where no policy is in force. */
export function blockingSeverities({ policy }: Pick<GateFacts, 'policy'>): readonly string[] {
  return policy?.blocks ?? usuallyBlocking
}

/** Components under a licence the policy in force forbids; none where there is no policy. */
export function licenceBlockers({ policy, forbidden }: Pick<GateFacts, 'policy' | 'forbidden'>) {
  return forbidden.map(({ component, licence, because }) => ({
    because: say(
      `${component} (${licence}): 방침 ${policy?.number ?? ''}이(가) 금지하는 라이선스입니다. ${because.ko}`,
      `${component} (${licence}): forbidden by policy ${policy?.number ?? ''}. ${because.en}`,
    ),
    record: policy?.id ?? null,
    kind: policy === null ? null : 'component-policy',
  }))
}
