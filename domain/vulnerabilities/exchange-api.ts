import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { words } from '../views.ts'
import { say } from '../words.ts'

/** A release or an SBOM, by id or number: one of the two. */
const subject = { release: z.string().max(60).optional(), sbom: z.string().max(60).optional() }

export const sbomFormats = ['cyclonedx-1.6', 'cyclonedx-1.7', 'spdx-2.3', 'spdx-3.0.1'] as const
export const vexFormats = ['openvex', 'csaf', 'cyclonedx-1.6', 'cyclonedx-1.7'] as const
export const tableNames = ['components', 'vulnerabilities'] as const
export const tableFormats = ['csv', 'json'] as const

/** The SBOM of a release in the format asked for, with what stands about its vulnerabilities unless told not to. */
export const exportSbom = endpoint({
  name: 'exportSbom',
  method: 'GET',
  path: '/exports/sbom',
  title: say('SBOM 내보내기', 'Export an SBOM'),
  access: 'transfer',
  input: z.strictObject({
    ...subject,
    format: z.enum(sbomFormats),
    vex: z.enum(['true', 'false']).default('true'),
  }),
  output: z.unknown(),
  download: 'application/json',
})

export const exportVex = endpoint({
  name: 'exportVex',
  method: 'GET',
  path: '/exports/vex',
  title: say('VEX 내보내기', 'Export a VEX'),
  access: 'transfer',
  input: z.strictObject({ ...subject, format: z.enum(vexFormats) }),
  output: z.unknown(),
  download: 'application/json',
})

/** The tables of an FDA eSTAR submission. */
export const exportTables = endpoint({
  name: 'exportTables',
  method: 'GET',
  path: '/exports/tables',
  title: say('eSTAR 표 내보내기', 'Export eSTAR tables'),
  access: 'transfer',
  input: z.strictObject({
    ...subject,
    table: z.enum(tableNames),
    format: z.enum(tableFormats).default('csv'),
  }),
  output: z.unknown(),
  download: 'text/csv',
})

/** How a supplier's product was recognised among ours. */
export const vexIdentityNames = ['purl', 'cpe', 'hash', 'bom-link'] as const

const left = z.strictObject({
  vulnerability: z.string(),
  product: z.string(),
  status: z.string(),
  because: words,
})

/**
 * A supplier's VEX or advisory in: kept as it came, its statements matched with our findings, and drafts of
 * decisions made for people to judge. It decides nothing.
 */
export const intakeVex = endpoint({
  name: 'intakeVex',
  method: 'POST',
  path: '/intake/vex',
  title: say('VEX 등록', 'Register a VEX'),
  access: 'write',
  bytesMax: 64 * 1024 * 1024,
  input: z.strictObject({ name: z.string().max(255), key: z.string().max(100).optional() }),
  output: z.strictObject({
    file: z.strictObject({ sha256: z.string(), name: z.string() }),
    document: z.strictObject({
      format: z.string(),
      id: z.string(),
      title: z.string(),
      author: z.string(),
      version: z.string(),
      statements: z.number(),
    }),
    proposals: z.array(
      z.strictObject({
        record: z.strictObject({ id: z.uuid(), number: z.string(), title: z.string() }),
        outcome: z.string(),
        findings: z.number(),
        identities: z.array(z.enum(vexIdentityNames)),
      }),
    ),
    /** Statements that speak of nothing we found, or that propose nothing; at most 200. */
    unmatched: z.array(left),
    unmatchedCount: z.number(),
    /** Findings of which the document says two different things: nothing is proposed for them. */
    contradictions: z.array(left),
    faults: z.array(z.strictObject({ place: z.string(), because: words })),
    /** The same bytes were taken in before: nothing was added. */
    known: z.boolean(),
  }),
})

/** A first draft of what hospitals are told, from a vulnerability case. */
export const draftAdvisory = endpoint({
  name: 'draftAdvisory',
  method: 'POST',
  path: '/advisories/draft',
  title: say('보안 권고 초안 만들기', 'Draft an advisory'),
  access: 'write',
  input: z.strictObject({ case: z.string().max(60), key: z.string().max(100).optional() }),
  output: z.strictObject({ id: z.uuid(), number: z.string(), title: z.string() }),
})

/** Makes the CSAF file of a draft: the signature then covers that very file. */
export const makeAdvisoryFile = endpoint({
  name: 'makeAdvisoryFile',
  method: 'POST',
  path: '/advisories/csaf',
  title: say('CSAF 파일 만들기', 'Make the CSAF file'),
  access: 'write',
  input: z.strictObject({
    advisory: z.string().max(60),
    version: z.number().int().min(1),
    key: z.string().max(100).optional(),
  }),
  output: z.strictObject({
    id: z.uuid(),
    number: z.string(),
    title: z.string(),
    version: z.number(),
    /** What the optional tests of the validator remark. */
    warnings: z.array(z.string()),
  }),
})

/** The advisory as a CSAF 2.0 document: what was published, or a draft of it. */
export const exportAdvisory = endpoint({
  name: 'exportAdvisory',
  method: 'GET',
  path: '/exports/advisory',
  title: say('보안 권고 내보내기(CSAF)', 'Export an advisory (CSAF)'),
  access: 'transfer',
  input: z.strictObject({ advisory: z.string().max(60) }),
  output: z.unknown(),
  download: 'application/json',
})
