import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { words } from '../views.ts'
import { say } from '../words.ts'
import { changeClasses, impacts } from './diff-classes.ts'
import { componentElements } from './quality.ts'

const head = z.strictObject({ id: z.uuid(), number: z.string(), title: z.string() })
const fault = z.strictObject({ place: z.string(), because: words })

/** How complete an SBOM is and whether it keeps its schema. */
export const readSbomQuality = endpoint({
  name: 'readSbomQuality',
  method: 'GET',
  path: '/sboms/{id}/quality',
  title: say('SBOM 품질', 'Quality of an SBOM'),
  access: 'read',
  input: z.strictObject({ id: z.uuid() }),
  output: z.strictObject({
    sbom: head,
    /** False for an SBOM registered before quality was kept: it is being read again. */
    read: z.boolean(),
    components: z.number(),
    models: z.number(),
    datasets: z.number(),
    frameworks: z.array(
      z.strictObject({
        name: z.string(),
        title: words,
        note: words.optional(),
        met: z.number(),
        rows: z.number(),
        groups: z.array(
          z.strictObject({
            title: words.optional(),
            rows: z.array(
              z.strictObject({
                element: z.string(),
                label: words,
                covered: z.number(),
                of: z.number(),
                listed: z.boolean(),
              }),
            ),
          }),
        ),
      }),
    ),
    /** Components on, or between, circles of dependencies: legal, told as a remark. */
    circular: z.number(),
    /** Components whose name can be taken for another. */
    mistakable: z.number(),
    /** What our reader passed over or mended. */
    faults: z.array(fault),
    faultCount: z.number(),
    schema: z.strictObject({
      state: z.enum(['waiting', 'valid', 'faulty', 'not-checked']),
      name: z.string().nullable(),
      faults: z.array(fault),
      faultCount: z.number(),
      checkedAt: z.string().nullable(),
    }),
  }),
})

/** The components at fault, one line for each component and element it lacks. */
export const exportSbomQuality = endpoint({
  name: 'exportSbomQuality',
  method: 'GET',
  path: '/sboms/{id}/quality/export',
  title: say('SBOM 품질 내려받기', 'Download the quality of an SBOM'),
  access: 'read',
  input: z.strictObject({ id: z.uuid(), element: z.enum(componentElements).optional() }),
  output: z.unknown(),
  download: 'text/csv',
})

const placed = z.strictObject({
  position: z.number(),
  name: z.string(),
  version: z.string().nullable(),
})

/** Why a component is in: the shortest ways from the product to it. */
export const readComponentPaths = endpoint({
  name: 'readComponentPaths',
  method: 'GET',
  path: '/sboms/{id}/components/{position}/paths',
  title: say('의존 경로', 'Paths to a component'),
  access: 'read',
  input: z.strictObject({ id: z.uuid(), position: z.coerce.number().int().min(0).max(1_000_000) }),
  output: z.strictObject({
    component: placed,
    /** From the product (not among the steps) down to the component; at most five, the shortest first. */
    paths: z.array(z.array(placed)),
    /** Components that name it directly. */
    parents: z.number(),
    /** The document tells no dependency that leads from the product to it. */
    unconnected: z.boolean(),
  }),
})

const side = z.strictObject({
  version: z.string().nullable(),
  supplier: z.string().nullable(),
  licences: z.array(z.string()),
  hashes: z.array(z.string()),
  parents: z.array(z.string()),
})

const diff = z.strictObject({
  /** What was predefined; null where nothing was approved yet. */
  baseline: head.extend({ release: head.nullable(), approvedAt: z.string().nullable() }).nullable(),
  impact: z.enum(impacts),
  because: words,
  counts: z.partialRecord(z.enum(changeClasses), z.number()),
  unchanged: z.number(),
  changes: z.array(
    z.strictObject({
      identity: z.string(),
      name: z.string(),
      classes: z.array(z.enum(changeClasses)),
      impact: z.enum(impacts),
      before: side.nullable(),
      after: side.nullable(),
    }),
  ),
  /** Changes of the asked class before this page and after it are left out; null: this was the last. */
  next: z.number().nullable(),
})

const page = {
  class: z.enum(changeClasses).optional(),
  from: z.coerce.number().int().min(0).max(1_000_000).optional(),
  limit: z.coerce.number().int().min(1).max(1000).optional(),
}

/** What changed from the predefined SBOM (MFDS notice Art. 16), or from another one that is named. */
export const diffSbom = endpoint({
  name: 'diffSbom',
  method: 'GET',
  path: '/sboms/{id}/diff',
  title: say('SBOM 비교', 'Compare SBOMs'),
  access: 'read',
  input: z.strictObject({ id: z.uuid(), against: z.uuid().optional(), ...page }),
  output: diff,
})

/** A file compared with what is predefined for a release; nothing is registered. */
export const checkSbom = endpoint({
  name: 'checkSbom',
  method: 'POST',
  path: '/sboms/check',
  title: say('SBOM 파일을 기준과 비교', 'Check an SBOM file against its baseline'),
  access: 'read',
  bytesMax: 200_000_000,
  input: z.strictObject({ name: z.string().max(255), release: z.uuid(), ...page }),
  output: diff,
})
