import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { fileValue } from './field.ts'
import { recordSchema } from './record.ts'
import { clockSchema, linkSchema, recordView, refusal, rowSchema, signatureInput, words } from './views.ts'
import { say } from './words.ts'

/* The endpoints every kind shares. Special acts of a domain stand in `domain/<domain>/api.ts`. */

const kindAndId = { kind: z.string().max(60), id: z.uuid() }

/** Reference: `{id}`; answers a write with the record as it now stands. */
const written = z.strictObject({ record: recordSchema, ledgerIndex: z.number() })

const key = z.string().min(8).max(100).optional()

export const listRecords = endpoint({
  name: 'listRecords',
  method: 'GET',
  path: '/records/{kind}',
  title: say('기록 목록', 'List records'),
  access: 'read',
  input: z.strictObject({
    kind: z.string().max(60),
    state: z.string().max(400).optional(), // comma-separated states
    q: z.string().max(200).optional(),
    sort: z.string().max(60).optional(), // updatedAt | number | title | a sorted field
    order: z.enum(['asc', 'desc']).optional(),
    after: z.string().max(4000).optional(), // opaque cursor of the last page: a long Korean title in base64
    limit: z.coerce.number().int().min(1).max(200).optional(),
    filter: z.string().max(60).optional(), // a sorted field
    value: z.string().max(200).optional(),
  }),
  output: z.strictObject({
    rows: z.array(rowSchema),
    next: z.string().nullable(),
    /** Bounded count: exact up to 10,000, else 10,000 with `more`. */
    count: z.strictObject({ number: z.number(), more: z.boolean() }),
  }),
})

export const createRecord = endpoint({
  name: 'createRecord',
  method: 'POST',
  path: '/records/{kind}',
  title: say('기록 만들기', 'Create a record'),
  access: 'write',
  input: z.strictObject({ kind: z.string().max(60), body: z.unknown(), key }),
  output: written,
})

export const readRecord = endpoint({
  name: 'readRecord',
  method: 'GET',
  path: '/records/{kind}/{id}',
  title: say('기록 보기', 'Read a record'),
  access: 'read',
  input: z.strictObject({ ...kindAndId }),
  output: recordView,
})

export const editRecord = endpoint({
  name: 'editRecord',
  method: 'PUT',
  path: '/records/{kind}/{id}',
  title: say('기록 고치기', 'Edit a record'),
  access: 'write',
  input: z.strictObject({ ...kindAndId, version: z.number().int(), body: z.unknown(), key }),
  output: written,
})

/** What the signer is about to sign, exactly as shown: both languages, the digest, and the passkey challenge. */
export const prepareAction = endpoint({
  name: 'prepareAction',
  method: 'POST',
  path: '/records/{kind}/{id}/actions/{action}/prepare',
  title: say('서명 준비', 'Prepare a signature'),
  access: 'session',
  input: z.strictObject({ ...kindAndId, action: z.string().max(60), version: z.number().int() }),
  output: z.strictObject({
    /** Pass back unchanged with the action; single use, valid five minutes. */
    ticket: z.string(),
    statement: words,
    digest: z.string(),
    /** WebAuthn request options when the person has a passkey, else null. */
    passkey: z.unknown().nullable(),
  }),
})

export const actOnRecord = endpoint({
  name: 'actOnRecord',
  method: 'POST',
  path: '/records/{kind}/{id}/actions/{action}',
  title: say('단계 진행', 'Act on a record'),
  access: 'session',
  input: z.strictObject({
    ...kindAndId,
    action: z.string().max(60),
    version: z.number().int(),
    reason: z.string().max(2000).optional(),
    signature: signatureInput.optional(),
    key,
  }),
  output: written,
})

export const listRevisions = endpoint({
  name: 'listRevisions',
  method: 'GET',
  path: '/records/{kind}/{id}/revisions',
  title: say('변경 이력', 'History of a record'),
  access: 'read',
  input: z.strictObject({ ...kindAndId }),
  output: z.strictObject({
    revisions: z.array(
      z.strictObject({
        version: z.number(),
        act: z.string(),
        actorName: z.string(),
        at: z.string(),
        reason: z.string().nullable(),
        state: z.string(),
        edition: z.number(),
        changedFields: z.array(z.string()),
        digest: z.string(),
        ledgerIndex: z.number(),
        body: z.record(z.string(), z.unknown()),
      }),
    ),
  }),
})

export const proveRecord = endpoint({
  name: 'proveRecord',
  method: 'GET',
  path: '/records/{kind}/{id}/proof',
  title: say('원장 증명', 'Ledger proof of a record'),
  access: 'read',
  input: z.strictObject({ ...kindAndId, version: z.coerce.number().int().optional() }),
  output: z.strictObject({
    /** c2sp.org/tlog-proof@v1 text, or null while the newest checkpoint does not yet cover the entry. */
    proof: z.string().nullable(),
    entry: z.string(), // the ledger entry, canonical JSON
    revision: z.string(), // the canonical bytes whose SHA-256 the entry names
    verificationKey: z.string(),
  }),
})

export const exportRecords = endpoint({
  name: 'exportRecords',
  method: 'GET',
  path: '/records/{kind}/export',
  title: say('내보내기', 'Export'),
  access: 'transfer',
  input: z.strictObject({ kind: z.string().max(60), format: z.enum(['csv', 'json']) }),
  output: z.unknown(),
  download: 'application/octet-stream',
})

export const importRecords = endpoint({
  name: 'importRecords',
  method: 'POST',
  path: '/records/{kind}/import',
  title: say('가져오기', 'Import'),
  access: 'transfer',
  bytesMax: 20_000_000,
  input: z.strictObject({
    kind: z.string().max(60),
    format: z.enum(['csv', 'json']),
    /** `preview` writes nothing and answers each row's refusals; `write` writes only when no row is refused. */
    mode: z.enum(['preview', 'write']),
    key,
  }),
  output: z.strictObject({
    rows: z.number(),
    written: z.number(),
    refusals: z.array(z.strictObject({ row: z.number(), refusal })),
    sample: z.array(z.record(z.string(), z.unknown())),
  }),
})

export const storeFile = endpoint({
  name: 'storeFile',
  method: 'POST',
  path: '/files',
  title: say('파일 올리기', 'Store a file'),
  access: 'write',
  bytesMax: 100_000_000,
  input: z.strictObject({ name: z.string().min(1).max(255) }),
  output: fileValue,
})

export const readFile = endpoint({
  name: 'readFile',
  method: 'GET',
  path: '/records/{kind}/{id}/files/{sha256}',
  title: say('파일 내려받기', 'Download a file'),
  access: 'read',
  input: z.strictObject({ ...kindAndId, sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  output: z.unknown(),
  download: 'application/octet-stream',
})

export const search = endpoint({
  name: 'search',
  method: 'GET',
  path: '/search',
  title: say('검색', 'Search'),
  access: 'read',
  input: z.strictObject({
    q: z.string().min(1).max(200),
    limit: z.coerce.number().int().min(1).max(50).optional(),
  }),
  output: z.strictObject({ found: z.array(rowSchema.omit({ listed: true })) }),
})

/** The links around a record, both ways, as a graph: dataset → model version → release → site → incident. */
export const traceRecord = endpoint({
  name: 'traceRecord',
  method: 'GET',
  path: '/trace/{id}',
  title: say('추적', 'Trace'),
  access: 'read',
  input: z.strictObject({ id: z.uuid(), depth: z.coerce.number().int().min(1).max(6).optional() }),
  output: z.strictObject({
    nodes: z.array(linkSchema.omit({ relation: true }).extend({ distance: z.number() })),
    edges: z.array(z.strictObject({ from: z.uuid(), relation: z.string(), to: z.uuid() })),
    /** More than 300 nodes: the farthest were left out. */
    cut: z.boolean(),
  }),
})

const dueRecord = z.strictObject({
  id: z.uuid(),
  kind: z.string(),
  number: z.string(),
  title: z.string(),
  dueOn: z.string(),
})

export const home = endpoint({
  name: 'home',
  method: 'GET',
  path: '/home',
  title: say('첫 화면', 'Home'),
  access: 'read',
  input: z.strictObject({}),
  output: z.strictObject({
    due: z.array(clockSchema),
    reviewsDue: z.array(dueRecord),
    /** Alerts of field performance that wait for a decision. */
    alertsDue: z.array(dueRecord),
    awaiting: z.array(
      z.strictObject({
        id: z.uuid(),
        kind: z.string(),
        number: z.string(),
        title: z.string(),
        action: z.string(),
        since: z.string(),
      }),
    ),
    /** First hindrances per framework: the answers not met, most blocking first. */
    hindrances: z.array(
      z.strictObject({
        framework: z.string(),
        ref: z.string(),
        title: words,
        verdict: z.string(),
        because: words,
      }),
    ),
    frameworks: z.array(
      z.strictObject({ id: z.string(), title: words, met: z.number(), assessed: z.number() }),
    ),
    checkpoint: z.strictObject({ size: z.number(), signedSize: z.number(), signedAt: z.string().nullable() }),
  }),
})
