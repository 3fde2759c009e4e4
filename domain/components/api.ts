import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { words } from '../views.ts'
import { say } from '../words.ts'
import { componentFilters, intakeStages } from './component-filters.ts'
import { componentElements } from './quality.ts'

const progressToken = z.string().regex(/^[\w-]{8,64}$/)

/** How far an upload under way has come, for whoever waits for it. */
export const readIntakeProgress = endpoint({
  name: 'readIntakeProgress',
  method: 'GET',
  path: '/intake/sbom/progress',
  title: say('SBOM 등록 진행', 'Progress of an SBOM upload'),
  access: 'write',
  input: z.strictObject({ progress: progressToken }),
  output: z.strictObject({ stage: z.enum(intakeStages) }),
})

/** SBOM bytes in; the original is kept, an `sbom` record made, its components matched against the advisories. */
export const intakeSbom = endpoint({
  name: 'intakeSbom',
  method: 'POST',
  path: '/intake/sbom',
  title: say('SBOM 등록', 'Register an SBOM'),
  access: 'write',
  bytesMax: 200_000_000,
  input: z.strictObject({
    name: z.string().max(255),
    release: z.uuid().optional(),
    key: z.string().max(100).optional(),
    /** Discards what was registered for that release under the same name, not counting versions, and never touched since. */
    replace: z.enum(['true']).optional(),
    /** A word of the caller's own, under which it can ask how far this upload is. */
    progress: progressToken.optional(),
  }),
  output: z.strictObject({
    record: z.strictObject({ id: z.uuid(), number: z.string(), title: z.string() }),
    format: z.string(),
    components: z.number(),
    /** How many components any advisory source could answer for. */
    covered: z.number(),
    findings: z.number(),
    faults: z.array(z.strictObject({ place: z.string(), because: words })),
    /** The same bytes were taken in before: nothing was added. */
    known: z.boolean(),
    /** Drafts this one replaced, where it was asked to. */
    replaced: z.array(z.strictObject({ id: z.uuid(), number: z.string() })).optional(),
  }),
})

export const listComponents = endpoint({
  name: 'listComponents',
  method: 'GET',
  path: '/sboms/{id}/components',
  title: say('구성요소', 'Components of an SBOM'),
  access: 'read',
  input: z.strictObject({
    id: z.uuid(),
    /** Part of a name, group, version or purl. */
    q: z.string().max(100).optional(),
    only: z.enum(componentFilters).optional(),
    /** Components at fault: without this element of the quality report. */
    lacking: z.enum(componentElements).optional(),
    after: z.string().max(400).optional(),
    limit: z.coerce.number().int().min(1).max(500).optional(),
  }),
  output: z.strictObject({
    components: z.array(
      z.strictObject({
        position: z.number(),
        name: z.string(),
        version: z.string().nullable(),
        purl: z.string().nullable(),
        type: z.string(),
        supplier: z.string().nullable(),
        licences: z.array(z.string()),
        /** Elements of the quality report it lacks. */
        gaps: z.array(z.enum(componentElements)),
        /** Why its name may be taken for another's; `looksLike` is that other, where it is in the same SBOM. */
        mistakable: z.enum(['mixed-scripts', 'hidden-characters', 'looks-like']).nullable(),
        looksLike: z.string().nullable(),
        covered: z.boolean(),
        findings: z.array(z.string()),
      }),
    ),
    next: z.string().nullable(),
  }),
})
