import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { words } from '../views.ts'
import { say } from '../words.ts'

/** An OSV export (`all.zip`, a folder's zip, or one JSON advisory or array) read offline. */
export const importFeed = endpoint({
  name: 'importFeed',
  method: 'POST',
  path: '/feeds/import',
  title: say('취약점 정보 가져오기', 'Import advisories'),
  access: 'administer',
  bytesMax: 500_000_000,
  input: z.strictObject({ name: z.string().max(255), source: z.enum(['osv']).default('osv') }),
  output: z.strictObject({
    read: z.number(),
    added: z.number(),
    changed: z.number(),
    unchanged: z.number(),
    refused: z.array(z.strictObject({ place: z.string(), because: words })),
    findings: z.number(),
  }),
})

export const listFeeds = endpoint({
  name: 'listFeeds',
  method: 'GET',
  path: '/feeds',
  title: say('취약점 정보원', 'Advisory sources'),
  access: 'read',
  input: z.strictObject({}),
  output: z.strictObject({
    feeds: z.array(
      z.strictObject({
        source: z.string(),
        advisories: z.number(),
        lastImportedAt: z.string().nullable(),
        stale: z.boolean(),
      }),
    ),
  }),
})

export const findingSchema = z.strictObject({
  id: z.string(),
  vulnerability: z.string(),
  aliases: z.array(z.string()),
  summary: z.string(),
  component: z.string(),
  version: z.string().nullable(),
  fixedIn: z.string().nullable(),
  severity: z.enum(['critical', 'high', 'medium', 'low', 'none', 'unknown']),
  score: z.string().nullable(),
  vector: z.string().nullable(),
  /** How it was matched: by range, by enumeration, by fallback order, or because the version is unknown. */
  how: z.string(),
  releases: z.array(z.strictObject({ id: z.uuid(), number: z.string(), title: z.string() })),
  /** The vulnerability case that decides it, if any. */
  case: z.strictObject({ id: z.uuid(), number: z.string(), state: z.string() }).nullable(),
})

export const listFindings = endpoint({
  name: 'listFindings',
  method: 'GET',
  path: '/findings',
  title: say('발견 항목', 'Findings'),
  access: 'read',
  input: z.strictObject({
    release: z.uuid().optional(),
    sbom: z.uuid().optional(),
    open: z.enum(['true', 'false']).optional(),
    after: z.string().max(400).optional(),
    limit: z.coerce.number().int().min(1).max(200).optional(),
  }),
  output: z.strictObject({ findings: z.array(findingSchema), next: z.string().nullable() }),
})
