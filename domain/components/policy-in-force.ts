import { z } from 'zod'
import type { Body } from '../kind.ts'
import { readPattern } from './component-pattern.ts'
import { componentPolicy } from './component-policy.ts'
import { formatLicence } from './licence-expression.ts'
import { keyOf, type LicencePolicy } from './licence-policy.ts'
import { readLicence } from './licence-reading.ts'

const policyBody = z.object(componentPolicy.shape).partial()
export type PolicyBody = z.output<typeof policyBody>

/** Before: the body was taken by the kind. Rows a later reader no longer understands rule nothing. */
export function policyBodyOf(body: Body): PolicyBody {
  return policyBody.parse(body)
}

/**
 * The licence part of a policy, ready to judge. Without a policy (null) nothing is allowed and nothing forbidden:
 * everything needs review.
 */
export function licencePolicyOf(body: PolicyBody | null): LicencePolicy {
  return {
    byId: new Map(
      (body?.licences ?? []).map(({ licence, ruling }) => [inOurForm(licence) ?? licence, ruling] as const),
    ),
    byClass: new Map((body?.classes ?? []).map((row) => [row.class, row.ruling] as const)),
    undeclared: body?.undeclared ?? 'review',
    notRecognised: body?.notRecognised ?? 'review',
    readings: new Map((body?.readings ?? []).map(({ text, licence }) => [keyOf(text), licence] as const)),
    exceptions: (body?.exceptions ?? []).flatMap(({ component, licence, because, until }) => {
      const read = readPattern(component)
      if (!read.ok) return []
      const form = licence === undefined ? null : (inOurForm(licence) ?? licence)
      return [{ pattern: read.value, licence: form, because, until: until ?? null }]
    }),
  }
}

function inOurForm(licence: string): string | undefined {
  const read = readLicence(licence)
  return read.as === 'expression' ? formatLicence(read.expression) : undefined
}

/** Of the policies in force, the newest first: the newest that names the device, else the newest for all devices. */
export function policyFor<T extends { readonly body: PolicyBody }>(
  policies: readonly T[],
  device: string | null,
): { readonly policy: T; readonly others: readonly T[] } | null {
  const own = policies.filter(({ body }) => device !== null && body.devices?.includes(device))
  const all = policies.filter(({ body }) => body.devices === undefined)
  const [policy, ...others] = own.length > 0 ? own : all
  return policy === undefined ? null : { policy, others }
}

/** Days within which a vulnerability of a severity is to be remedied, as the policy says; null where it does not say all. */
export function targetsOf({ criticalDays, highDays, mediumDays, lowDays }: PolicyBody): {
  readonly critical: number
  readonly high: number
  readonly medium: number
  readonly low: number
} | null {
  if (
    criticalDays === undefined ||
    highDays === undefined ||
    mediumDays === undefined ||
    lowDays === undefined
  )
    return null
  return { critical: criticalDays, high: highDays, medium: mediumDays, low: lowDays }
}
