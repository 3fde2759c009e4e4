import type { SupportFacts } from './ai-facts.ts'
import type { StatedSupport, SupportLevel } from './support.ts'

/** Words documents use for a level: FDA's examples, SPDX 3 (`supportType`), and what tools write. */
const words: ReadonlyMap<string, SupportLevel> = new Map([
  ['maintained', 'maintained'],
  ['activelymaintained', 'maintained'],
  ['active', 'maintained'],
  ['supported', 'maintained'],
  ['support', 'maintained'],
  ['fullsupport', 'maintained'],
  ['lts', 'maintained'],
  ['development', 'maintained'],
  ['limitedsupport', 'security-only'],
  ['securityonly', 'security-only'],
  ['securityfixesonly', 'security-only'],
  ['securitysupport', 'security-only'],
  ['maintenance', 'security-only'],
  ['nolongermaintained', 'not-maintained'],
  ['notmaintained', 'not-maintained'],
  ['unmaintained', 'not-maintained'],
  ['unsupported', 'not-maintained'],
  ['nosupport', 'not-maintained'],
  ['endofsupport', 'not-maintained'],
  ['endoflife', 'not-maintained'],
  ['eol', 'not-maintained'],
  ['eos', 'not-maintained'],
  ['deprecated', 'not-maintained'],
  ['abandoned', 'abandoned'],
])

/** What an SBOM says of support, in our words; a level in words nobody set down is no level (null). */
export function statedSupport(facts: SupportFacts | null | undefined): StatedSupport | null {
  if (!facts) return null
  const level = words.get((facts.level ?? '').toLowerCase().replace(/[^a-z]/g, '')) ?? null
  const endsOn = facts.endsOn ?? null
  return level === null && endsOn === null ? null : { level, endsOn }
}
