import type { Tone } from '@maek/domain/life.ts'
import type { findingSchema } from '@maek/domain/vulnerabilities/finding-view.ts'
import { isMatchedSurely } from '@maek/domain/vulnerabilities/finding-words.ts'
import type { z } from 'zod'

export type Finding = z.infer<typeof findingSchema>
export type Severity = Finding['severity']

/** The worst first. */
export const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'none', 'unknown']

export const severityTones: Readonly<Record<Severity, Tone>> = {
  critical: 'bad',
  high: 'bad',
  medium: 'waiting',
  low: 'neutral',
  none: 'neutral',
  unknown: 'draft',
}

/** Matched less surely than by the ecosystem's own order of versions. */
export function howTone(how: string): Tone {
  return isMatchedSurely(how) ? 'neutral' : 'waiting'
}

/** A published word as one of ours; `unknown` for any other. */
export function severityNamed(word: string): Severity {
  const names = ['critical', 'high', 'medium', 'low', 'none'] as const
  return names.find((name) => name === word) ?? 'unknown'
}
