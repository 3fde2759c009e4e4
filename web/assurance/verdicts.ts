import type { verdict } from '@maek/domain/assurance/api.ts'
import type { Tone } from '@maek/domain/life.ts'
import { say, type Words } from '@maek/domain/words.ts'
import type { z } from 'zod'

export type Verdict = z.infer<typeof verdict>

/** In the order people ask: what stops us first. */
export const verdictNames = ['not-met', 'partly', 'unknown', 'met', 'not-applicable'] as const

export const verdictWords: Readonly<Record<Verdict, Words>> = {
  met: say('충족', 'Met'),
  partly: say('일부 충족', 'Partly met'),
  'not-met': say('미충족', 'Not met'),
  unknown: say('알 수 없음', 'Unknown'),
  'not-applicable': say('해당 없음', 'Not applicable'),
}

export const verdictTones: Readonly<Record<Verdict, Tone>> = {
  met: 'good',
  partly: 'waiting',
  'not-met': 'bad',
  unknown: 'draft',
  'not-applicable': 'neutral',
}

/** A verdict from outside (an address, a looser endpoint); `unknown` where it is none of ours. */
export function verdictFrom(text: string): Verdict {
  return verdictNames.find((name) => name === text) ?? 'unknown'
}

export type Tally = {
  readonly met: number
  readonly partly: number
  readonly notMet: number
  readonly unknown: number
  readonly notApplicable: number
}

export function tallied(tally: Tally, name: Verdict): number {
  switch (name) {
    case 'met':
      return tally.met
    case 'partly':
      return tally.partly
    case 'not-met':
      return tally.notMet
    case 'unknown':
      return tally.unknown
    case 'not-applicable':
      return tally.notApplicable
    default:
      return name satisfies never
  }
}

/** Requirements that had to be answered: those not applicable are outside. */
export function assessedOf(tally: Tally): number {
  return tally.met + tally.partly + tally.notMet + tally.unknown
}
