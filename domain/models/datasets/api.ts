import { z } from 'zod'
import { endpoint } from '../../endpoint.ts'
import { words } from '../../views.ts'
import { say } from '../../words.ts'
import { manifestChangesSchema } from './manifest-diff.ts'
import { manifestBytesMax } from './manifest-form.ts'
import { overlapSchema, sharedSchema } from './manifest-leak.ts'

const head = z.strictObject({ id: z.uuid(), number: z.string(), title: z.string(), state: z.string() })

export const splitSummarySchema = z.strictObject({
  name: z.string(),
  items: z.number(),
  subjects: z.number().nullable(),
})

export const manifestSummarySchema = z.strictObject({
  sha256: z.string(),
  root: z.string(),
  /** Tells which key was used, and nothing of it. */
  key: z.string(),
  items: z.number(),
  subjects: z.number().nullable(),
  duplicates: z.number(),
  splits: z.array(splitSummarySchema),
  labelled: z.boolean(),
  unit: z.enum(['file', 'row']),
  bytes: z.number(),
})
export type ManifestSummary = z.infer<typeof manifestSummarySchema>

/** A manifest in: checked whole, kept, and put into the draft of its dataset, or compared with the approved one. */
export const submitManifest = endpoint({
  name: 'submitManifest',
  method: 'POST',
  path: '/datasets/{id}/manifest',
  title: say('데이터셋 매니페스트 제출', 'Submit the manifest of a dataset'),
  access: 'write',
  bytesMax: manifestBytesMax,
  input: z.strictObject({ id: z.uuid(), name: z.string().max(255), key: z.string().max(100).optional() }),
  output: z.strictObject({
    /** `draft`: it is the manifest of the dataset now; `check`: the approved one stands, and this was compared with it. */
    into: z.enum(['draft', 'check']),
    record: z.strictObject({ id: z.uuid(), kind: z.string(), number: z.string(), title: z.string() }),
    manifest: manifestSummarySchema,
    leak: sharedSchema.nullable(),
    /** Against the manifest before; null for the first, and where keys differ. */
    changes: manifestChangesSchema.nullable(),
    comparable: z.boolean(),
    /** The same manifest was submitted before: nothing was added. */
    known: z.boolean(),
  }),
})

/** The manifest file as it is kept, to compare with on the site. */
export const readManifestFile = endpoint({
  name: 'readDatasetManifest',
  method: 'GET',
  path: '/datasets/{id}/manifest',
  title: say('데이터셋 매니페스트', 'Manifest of a dataset'),
  access: 'read',
  download: 'application/x-ndjson',
  input: z.strictObject({ id: z.uuid() }),
  output: z.unknown(),
})

const explained = z.strictObject({ kind: z.string(), id: z.uuid(), number: z.string() })

/** All that a dataset's page shows beside the record itself. */
export const readPassport = endpoint({
  name: 'readDatasetPassport',
  method: 'GET',
  path: '/datasets/{id}/passport',
  title: say('데이터셋 여권', 'Passport of a dataset'),
  access: 'read',
  input: z.strictObject({ id: z.uuid() }),
  output: z.strictObject({
    /** Null where there is no manifest, or one that was not made by `maek dataset fingerprint`. */
    manifest: manifestSummarySchema.nullable(),
    history: z.array(
      z.strictObject({
        at: z.string(),
        manifest: manifestSummarySchema,
        changes: manifestChangesSchema.nullable(),
        isFirst: z.boolean(),
        check: head.nullable(),
      }),
    ),
    /** Checks that found the data altered since approval; those without an explanation keep readiness down. */
    alterations: z.array(
      z.strictObject({
        check: head,
        checkedOn: z.string(),
        changed: z.number(),
        explainedBy: z.array(explained),
        /** An approved version of the dataset has this very manifest. */
        isAdopted: z.boolean(),
      }),
    ),
    models: z.array(head.extend({ relations: z.array(z.string()) })),
    evaluations: z.array(
      head.extend({
        model: head,
        /** Against each dataset the model learned from. `unknown`: one of the two has no manifest of ours. */
        against: z.array(z.strictObject({ dataset: head, overlap: overlapSchema.or(z.literal('unknown')) })),
      }),
    ),
  }),
})

export const datasetFormats = ['croissant', 'cyclonedx-1.6', 'cyclonedx-1.7'] as const
export type DatasetFormat = (typeof datasetFormats)[number]

export const exportDataset = endpoint({
  name: 'exportDataset',
  method: 'GET',
  path: '/datasets/{id}/export',
  title: say('데이터셋 카드 내보내기', 'Export the card of a dataset'),
  access: 'read',
  download: 'application/json',
  input: z.strictObject({ id: z.uuid(), format: z.enum(datasetFormats) }),
  output: z.unknown(),
})

/** A data card in (Croissant, CycloneDX): a draft of a dataset with what it says, and the card itself beside it. */
export const intakeDataset = endpoint({
  name: 'intakeDataset',
  method: 'POST',
  path: '/intake/dataset',
  title: say('데이터 카드 등록', 'Register a data card'),
  access: 'write',
  bytesMax: 16_000_000,
  input: z.strictObject({
    name: z.string().max(255),
    /** Comma-separated: training, tuning, testing, reference. Asked for where the card does not say it. */
    purposes: z.string().max(60).optional(),
    version: z.string().max(60).optional(),
    key: z.string().max(100).optional(),
  }),
  output: z.strictObject({
    record: z.strictObject({ id: z.uuid(), number: z.string(), title: z.string() }),
    format: z.string(),
    /** Fields that were filled from the card. */
    filled: z.array(z.string()),
    /** Places of the card that have no field here; they stay in the kept card. */
    kept: z.array(z.strictObject({ place: z.string(), because: words })),
    known: z.boolean(),
  }),
})
