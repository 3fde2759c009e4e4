import { z } from 'zod'
import { type Answer, accept, refuse } from '../refusal.ts'
import { say } from '../words.ts'

/*
 * Laws, notices, standards and guidance as data: every requirement in our own words, in both languages. The files
 * lie in `frameworks/`; they are read where they are needed and never bundled, so that a page stays small.
 */

/** Every framework the house knows, most asked for first. Each is the name of a file in `frameworks/`. */
export const frameworkIds = [
  'iso-42001',
  'iso-13485',
  'kr-security-notice',
  'kr-digital-gmp',
  'kr-digital-medical-products-act',
  'kr-digital-medical-products-decree',
  'kr-digital-medical-products-rule',
  'kr-medical-devices-act',
  'kr-ai-basic-act',
  'kr-personal-information-protection-act',
  'kr-network-act',
  'kr-medical-service-act',
  'iso-14971',
  'iec-62304',
  'iec-62366-1',
  'iec-81001-5-1',
  'iso-27001',
  'iso-42005',
  'iso-23894',
  'iso-19011',
  'aami-tir34971',
  'imdrf-gmlp',
  'eu-mdr',
  'eu-ai-act',
  'fda-qmsr',
  'fda-21-cfr-803',
  'fda-21-cfr-806',
  'fda-524b',
  'fda-premarket-cybersecurity',
  'fda-postmarket-cybersecurity',
  'fda-ai-dsf-draft',
  'fda-pccp',
  'nist-ai-rmf',
] as const
export type FrameworkId = (typeof frameworkIds)[number]

const words = z.strictObject({ ko: z.string().min(1), en: z.string().min(1) }).readonly()
const some = <T extends string>(...values: readonly [T, ...T[]]) => z.array(z.enum(values)).min(1).readonly()
const only = z.literal(true)

/** When a requirement applies: every key must match one device, and a list means any of its values. Absent: always. */
export const appliesWhen = z
  .strictObject({
    market: some('KR', 'EU', 'US'),
    deviceForm: some('standalone', 'embedded', 'hardware', 'combination', 'wellness'),
    role: some('manufacturer', 'importer', 'maintainer', 'deployer', 'userFacility', 'foreignOperator'),
    grade: some('1', '2', '3', '4', 'none'),
    mdrClass: some('I', 'IIa', 'IIb', 'III'),
    softwareClass: some('A', 'B', 'C'),
    customer: some('hospital'),
    usesAi: only,
    usesMl: only,
    cyberDevice: only,
    hasHardware: only,
    sterile: only,
    implantable: only,
    legacySoftware: only,
    personalData: only,
    onlineService: only,
  })
  .partial()
  .readonly()
export type AppliesWhen = z.infer<typeof appliesWhen>

const requirement = z
  .strictObject({
    ref: z.string().min(1).max(60),
    /** Ref of the heading or article above. */
    parent: z.string().optional(),
    title: words,
    statement: words,
    /** What an auditor asks to see. With `records` absent the row is a heading and is not assessed. */
    evidence: z.array(z.string().min(1)).min(1).readonly().optional(),
    /** What proves it, in the vocabulary of `evidence-words.ts`. */
    records: z.array(z.string().min(1)).min(1).readonly().optional(),
    appliesWhen: appliesWhen.optional(),
    deadline: words.optional(),
    /** H: seen in a public source or well known. M: one good source. L: thin; both are shown with their mark. */
    confidence: z.enum(['H', 'M', 'L']),
    source: z.string().min(1),
  })
  .refine((one) => (one.evidence === undefined) === (one.records === undefined), {
    error: 'evidence and records go together',
  })
  .readonly()
export type Requirement = z.infer<typeof requirement>

const framework = z
  .strictObject({
    id: z.enum(frameworkIds),
    title: words,
    version: z.string().min(1),
    publisher: z.string().min(1),
    status: z.enum(['law', 'notice', 'standard', 'guidance', 'framework']),
    jurisdiction: z.enum(['KR', 'EU', 'US', 'INT']),
    source: z.string().min(1),
    inForceFrom: z.iso.date().optional(),
    note: words.optional(),
    requirements: z.array(requirement).min(1).readonly(),
  })
  .readonly()
export type Framework = z.infer<typeof framework>

const end = z.strictObject({ framework: z.enum(frameworkIds), ref: z.string().min(1) }).readonly()

/** `relation` tells of `from` relative to `to` (NIST IR 8477); a mapping suggests evidence and never sets an answer. */
const mapping = z
  .strictObject({
    from: end,
    to: end,
    relation: z.enum(['subset-of', 'superset-of', 'equal', 'intersects-with', 'no-relationship']),
    /** 1 to 10: how much of `from` the evidence kept for `to` answers. */
    strength: z.int().min(1).max(10),
    rationale: words,
  })
  .readonly()
export type Mapping = z.infer<typeof mapping>

/** Whether a requirement is answered at all; a heading or a provision for an authority is not. */
export function isAssessed(one: Requirement): boolean {
  return one.records !== undefined
}

/** A framework from its file. Refuses a malformed one, a ref given twice and a parent that is not there. */
export function parseFramework(json: unknown): Answer<Framework> {
  const parsed = framework.safeParse(json)
  if (!parsed.success) return malformed(parsed.error)
  const refs = new Set<string>()
  for (const { ref } of parsed.data.requirements) {
    if (refs.has(ref))
      return refuse('invalid', say(`${ref}이(가) 두 번 있습니다.`, `${ref} is given twice.`), ref)
    refs.add(ref)
  }
  const orphan = parsed.data.requirements.find((one) => one.parent !== undefined && !refs.has(one.parent))
  if (orphan) {
    const because = say(
      `${orphan.ref}의 상위 항목이 없습니다.`,
      `The heading above ${orphan.ref} is not there.`,
    )
    return refuse('invalid', because, orphan.ref)
  }
  return accept(parsed.data)
}

/** The crosswalk from its file. Whether its ends exist is for `looseEnds` to say. */
export function parseCrosswalk(json: unknown): Answer<readonly Mapping[]> {
  const parsed = z.array(mapping).readonly().safeParse(json)
  return parsed.success ? accept(parsed.data) : malformed(parsed.error)
}

/** Ends of mappings that no framework has, as `framework/ref`. */
export function looseEnds(frameworks: readonly Framework[], crosswalk: readonly Mapping[]): string[] {
  const known = new Set(
    frameworks.flatMap(({ id, requirements }) => requirements.map((one) => `${id}/${one.ref}`)),
  )
  return crosswalk
    .flatMap(({ from, to }) => [`${from.framework}/${from.ref}`, `${to.framework}/${to.ref}`])
    .filter((name) => !known.has(name))
}

function malformed(error: z.ZodError): Answer<never> {
  const [first] = error.issues
  const place = first?.path.join('.') ?? ''
  return refuse(
    'invalid',
    say(
      `요구사항 목록의 형식이 올바르지 않습니다(${place}).`,
      `The catalogue is malformed at ${place}: ${first?.message ?? ''}`,
    ),
    place,
  )
}
