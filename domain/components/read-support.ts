import type { SupportFacts } from './ai-facts.ts'
import { listUnder, textUnder } from './json-value.ts'

/*
 * The FDA asks for each component's level of support and end-of-support date (premarket cybersecurity guidance,
 * section on SBOMs). CycloneDX has no field for either: tools write properties, each under its own prefix, so only
 * the last part of the name is looked at.
 */
const levelNames: ReadonlySet<string> = new Set([
  'supportlevel',
  'levelofsupport',
  'softwarelevelofsupport',
  'supportstatus',
])
const endNames: ReadonlySet<string> = new Set([
  'endofsupport',
  'endofsupportdate',
  'supportend',
  'supportenddate',
  'supportendson',
  'eos',
  'eosdate',
  'eol',
  'eoldate',
  'endoflife',
  'endoflifedate',
  'validuntil',
])

/** Support as a CycloneDX component's properties tell it. */
export function supportOfProperties(component: unknown): SupportFacts | undefined {
  const properties = listUnder(component, 'properties')
  if (properties.length === 0) return undefined
  let level: string | undefined
  let ends: string | undefined
  for (const property of properties.slice(0, 500)) {
    const name = lastPartOf(textUnder(property, 'name') ?? '')
    if (levelNames.has(name)) level ??= textUnder(property, 'value')
    else if (endNames.has(name)) ends ??= textUnder(property, 'value')
  }
  return supportFrom(level, ends)
}

/** Level and end as found; an end that does not begin with a day is not taken for one. */
export function supportFrom(level: string | undefined, ends: string | undefined): SupportFacts | undefined {
  const endsOn = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)/.exec(ends?.trim() ?? '')?.[0]
  const told = level?.slice(0, 200).trim()
  if ((told === undefined || told === '') && endsOn === undefined) return undefined
  return {
    ...(told === undefined || told === '' ? {} : { level: told }),
    ...(endsOn === undefined ? {} : { endsOn }),
  }
}

function lastPartOf(name: string): string {
  const part = name.slice(0, 200).split(/[:/]/).at(-1) ?? ''
  return part.toLowerCase().replace(/[^a-z]/g, '')
}
