import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { words } from '../views.ts'
import { say } from '../words.ts'

const finding = {
  vulnerability: z.string(),
  aliases: z.array(z.string()).readonly(),
  summary: z.string(),
  component: z.string(),
  version: z.string().nullable(),
  fixedIn: z.string().nullable(),
  severity: z.string(),
  score: z.string().nullable(),
  /** In a catalogue of vulnerabilities known to be exploited (CISA KEV). */
  exploited: z.boolean(),
  case: z.strictObject({ id: z.uuid(), number: z.string() }).nullable(),
}

const blocker = z.strictObject({
  rule: z.string(),
  because: words,
  record: z.uuid().nullable(),
  kind: z.string().nullable(),
  /** `affectedBy` is the number of the signed record that says it affects the device. */
  finding: z.strictObject({ ...finding, affectedBy: z.string().nullable() }).nullable(),
})

/** May this release ship? Every rule that says no, with its reason. */
export const gateRelease = endpoint({
  name: 'gateRelease',
  method: 'GET',
  path: '/gate/{release}',
  title: say('출시 관문', 'Release gate'),
  access: 'read',
  input: z.strictObject({ release: z.string().max(60) }), // id or number
  output: z.strictObject({
    release: z.strictObject({ id: z.uuid(), number: z.string(), title: z.string() }),
    pass: z.boolean(),
    blockers: z.array(blocker),
    passed: z.array(z.strictObject({ rule: z.string(), because: words })),
    /** Findings that something signed lets ship, worst first, at most 200. */
    decided: z.array(
      z.strictObject({
        ...finding,
        decision: z.strictObject({ number: z.string(), because: z.string() }),
      }),
    ),
  }),
})

/** The inspection pack of a framework: answers, records, files, signatures, the whole log and a verifier, in one ZIP. */
export const makePack = endpoint({
  name: 'makePack',
  method: 'POST',
  path: '/packs/{framework}',
  title: say('심사 자료집 만들기', 'Make an inspection pack'),
  access: 'transfer',
  input: z.strictObject({ framework: z.string().max(60), asOf: z.iso.datetime().optional() }),
  output: z.unknown(),
  download: 'application/zip',
})

/** Everything of the organisation: tables, files, checkpoint; `maek restore` proves nothing is missing. */
export const makeBackup = endpoint({
  name: 'makeBackup',
  method: 'POST',
  path: '/backup',
  title: say('백업', 'Back up'),
  access: 'administer',
  input: z.strictObject({}),
  output: z.unknown(),
  download: 'application/zip',
})

export const removeSample = endpoint({
  name: 'removeSample',
  method: 'DELETE',
  path: '/sample',
  title: say('샘플 회사 삭제', 'Remove the sample company'),
  access: 'administer',
  input: z.strictObject({}),
  output: z.strictObject({ removedRecords: z.number() }),
})

export const readHealth = endpoint({
  name: 'readHealth',
  method: 'GET',
  path: '/health',
  title: say('상태', 'Health'),
  access: 'open',
  input: z.strictObject({}),
  output: z.strictObject({ ready: z.boolean(), version: z.string() }),
})
