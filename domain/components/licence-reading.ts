import type { Words } from '../words.ts'
import { type LicenceExpression, type LicenceHow, licenceLimits, parseLicence } from './licence-expression.ts'
import { licenceNames } from './licence-names.ts'

/** What a declared licence says: an expression, nothing, or something nobody can read without a person. */
export type LicenceReading =
  | { readonly as: 'expression'; readonly expression: LicenceExpression; readonly how: LicenceHow }
  | { readonly as: 'undeclared' }
  | { readonly as: 'not-recognised'; readonly text: string; readonly because: Words }

/** Words by which documents say that they say nothing (SPDX 2.3 D.1 NONE and NOASSERTION, and what tools write). */
const silent = new Set([
  '',
  'noassertion',
  'none',
  'unknown',
  'n/a',
  'undeclared',
  'unlicensed-unknown',
  '-',
  'null',
])

/** Reads one declared licence. Never guesses: a text that could mean two licences is not recognised. */
export function readLicence(declared: string): LicenceReading {
  const text = declared.normalize('NFC').replace(/\s+/g, ' ').trim()
  if (silent.has(text.toLowerCase())) return { as: 'undeclared' }
  const parsed = parseLicence(text)
  if (parsed.ok) return { as: 'expression', ...parsed.value }
  const id = licenceNames.get(plainName(text))
  const named = id === undefined ? undefined : parseLicence(id)
  if (named?.ok) return { as: 'expression', expression: named.value.expression, how: 'named' }
  return readList(text) ?? { as: 'not-recognised', text, because: parsed.refusal.because }
}

/**
 * `GPL-2.0, LGPL-2.1`, as scanners write what they found in a package: a list, read like a list of declarations. Where
 * one part cannot be read, none of it is.
 */
function readList(text: string): LicenceReading | undefined {
  const parts = text.split(/[,;]/)
  if (parts.length < 2 || text.length >= licenceLimits.length) return undefined
  const expressions: LicenceExpression[] = []
  for (const part of parts) {
    const parsed = parseLicence(licenceNames.get(plainName(part.trim())) ?? part.trim())
    if (!parsed.ok) return undefined
    const { expression } = parsed.value
    expressions.push(...(expression.sort === 'and' ? expression.parts : [expression]))
  }
  return { as: 'expression', expression: { sort: 'and', parts: expressions }, how: 'listed' }
}

function plainName(text: string): string {
  return text
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/[./]+$/, '')
}

/**
 * What a component's declared licences say together. SBOM formats give a list without saying how it joins, so all of
 * them count: the careful reading. What says nothing is dropped where another says something.
 */
export function readLicences(declared: readonly string[]): {
  readonly expressions: readonly LicenceExpression[]
  readonly notRecognised: readonly { readonly text: string; readonly because: Words }[]
  readonly how: LicenceHow | null
} {
  const readings = declared.map(readLicence)
  const read = readings.filter((one) => one.as === 'expression')
  const rank = (how: LicenceHow) => ['exact', 'corrected', 'named', 'listed'].indexOf(how)
  const worst = read.map(({ how }) => how).sort((left, right) => rank(right) - rank(left))[0]
  return {
    expressions: read.map(({ expression }) => expression),
    notRecognised: readings.filter((one) => one.as === 'not-recognised'),
    how: worst ?? null,
  }
}
