import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { intakeProgress, progressToken } from '../models/intake-words.ts'
import { say } from '../words.ts'
import { lookResultSchema } from './look-result.ts'

const named = z.strictObject({ id: z.uuid(), number: z.string(), title: z.string() })

/**
 * Which column means what, where it is not called so already; lists are separated by commas. An empty one is not read
 * though a column bears the usual name (observation-columns.ts).
 */
const columnNames = {
  event: z.string().max(100).optional(),
  predictedAt: z.string().max(100).optional(),
  score: z.string().max(100).optional(),
  decision: z.string().max(100).optional(),
  siteKey: z.string().max(100).optional(),
  subjectKey: z.string().max(100).optional(),
  attributes: z.string().max(1000).optional(),
  inputs: z.string().max(4000).optional(),
  label: z.string().max(100).optional(),
  labelledAt: z.string().max(100).optional(),
  source: z.string().max(100).optional(),
  labelId: z.string().max(100).optional(),
  replaces: z.string().max(100).optional(),
}

const belongsTo = {
  contents: z.enum(['predictions', 'labels']),
  /** Number or id of the model version. */
  model: z.string().max(60),
  /** Number or id of where they come from. */
  site: z.string().max(60).optional(),
  release: z.string().max(60).optional(),
  /** Number or id of the batch this one corrects. */
  supersedes: z.string().max(60).optional(),
  key: z.string().max(100).optional(),
}

const taken = z.strictObject({
  record: named.extend({ state: z.string() }),
  /** The same bytes had come before: this is what they made. */
  known: z.boolean(),
  rows: z.int(),
  /** Rows that stood twice in the file, and rows that an earlier batch holds already. */
  repeated: z.int(),
  replayed: z.int(),
  /** Labels whose prediction has not come yet. */
  unknown: z.int(),
  from: z.iso.datetime().nullable(),
  to: z.iso.datetime().nullable(),
})
export type ObservationsTaken = z.input<typeof taken>

export const intakeObservations = endpoint({
  name: 'intakeObservations',
  method: 'POST',
  path: '/observations',
  title: say('관측 자료 등록(파일)', 'Register observations (file)'),
  access: 'write',
  bytesMax: 500_000_000,
  toFile: true,
  input: z.strictObject({
    name: z.string().max(255),
    ...belongsTo,
    ...columnNames,
    /** A number of the caller's own, by which getObservationsProgress tells how far it is. */
    progress: progressToken.optional(),
  }),
  output: taken,
})

/** How far a file of observations under way has come; step `unknown` when this server knows of none. */
export const getObservationsProgress = endpoint({
  name: 'getObservationsProgress',
  method: 'GET',
  path: '/observations/progress',
  title: say('관측 자료 등록 진행', 'Progress of observations'),
  access: 'write',
  input: z.strictObject({ progress: progressToken }),
  output: intakeProgress,
})

/** Small batches as they happen: a JSON array of records, at most 10,000. */
export const sendObservations = endpoint({
  name: 'sendObservations',
  method: 'POST',
  path: '/observations/records',
  title: say('관측 자료 보내기(JSON)', 'Send observations (JSON)'),
  access: 'write',
  bytesMax: 10_000_000,
  input: z.strictObject({ ...belongsTo, ...columnNames }),
  output: taken,
})

const batch = named.extend({
  state: z.string(),
  contents: z.enum(['predictions', 'labels']),
  site: named.nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  rows: z.int().nullable(),
  receivedAt: z.string(),
})

/** What has come for a model, and how it is watched. */
export const readWatch = endpoint({
  name: 'readWatch',
  method: 'GET',
  path: '/models/{model}/watch',
  title: say('현장 성능 현황', 'Field performance of a model'),
  access: 'read',
  input: z.strictObject({ model: z.uuid() }),
  output: z.strictObject({
    model: named,
    batches: z.array(batch),
    batchCount: z.int(),
    predictions: z.int(),
    labels: z.int(),
    plans: z.array(
      named.extend({
        state: z.string(),
        period: z.string().nullable(),
        lastLook: z
          .strictObject({
            id: z.uuid(),
            number: z.string(),
            at: z.string(),
            through: z.string(),
            outcome: z.string(),
          })
          .nullable(),
        /** Last day of the period that should have been looked at; null: nothing due. */
        due: z.string().nullable(),
      }),
    ),
    alerts: z.array(
      named.extend({ state: z.string(), alarmedAt: z.string(), decideBy: z.string(), isLate: z.boolean() }),
    ),
  }),
})

/** A look: a kept one by its id, or what a look at this moment would find (which is not kept). */
export const readLook = endpoint({
  name: 'readLook',
  method: 'GET',
  path: '/monitoring-plans/{plan}/look',
  title: say('성능 점검 결과', 'Result of a look'),
  access: 'read',
  input: z.strictObject({ plan: z.uuid(), look: z.uuid().optional() }),
  output: z.strictObject({
    /** Null for a look at this moment. */
    record: named.nullable(),
    result: lookResultSchema,
    digest: z.string(),
    inputsDigest: z.string(),
    /** Kept looks of the plan, newest first, at most 400. */
    kept: z.array(
      z.strictObject({
        id: z.uuid(),
        number: z.string(),
        at: z.string(),
        through: z.string(),
        outcome: z.string(),
        alarms: z.int(),
      }),
    ),
  }),
})

/** Takes the look that is due, keeps it, and opens alerts for its alarms. Nothing due: nothing happens. */
export const takeLook = endpoint({
  name: 'takeLook',
  method: 'POST',
  path: '/monitoring-plans/{plan}/looks',
  title: say('예정된 점검 하기', 'Take the look that is due'),
  access: 'write',
  input: z.strictObject({ plan: z.uuid() }),
  output: z.strictObject({
    look: named.extend({ outcome: z.string(), through: z.string() }).nullable(),
    alerts: z.array(named),
  }),
})

/** Freezes the reference of a draft plan from the predictions of its baseline evaluation. */
export const freezeReference = endpoint({
  name: 'freezeReference',
  method: 'POST',
  path: '/monitoring-plans/{plan}/reference',
  title: say('기준 고정', 'Freeze the reference'),
  access: 'write',
  input: z.strictObject({
    plan: z.uuid(),
    version: z.int().min(1),
    score: z.string().max(100).optional(),
    label: z.string().max(100).optional(),
    /** Numeric columns of the file whose drift is to be watched. */
    inputs: z.array(z.string().max(100)).max(30).optional(),
    key: z.string().max(100).optional(),
  }),
  output: z.strictObject({
    record: named.extend({ version: z.int() }),
    referenceDigest: z.string(),
    n: z.int(),
    variables: z.array(z.string()),
  }),
})
