import { z } from 'zod'

/*
 * The manifest of a dataset, made where the data are: one line for the whole, then one for each item. It holds no
 * name, no content and no plain hash. A plain hash of a small or guessable item is an identifier still (보건의료 데이터
 * 활용 가이드라인), so names, contents, subjects and labels are HMAC-SHA-256 under a key that never leaves the site.
 * The form is told in docs/formats.md; the reasons in decision 0013.
 */

export const manifestFormat = 'maek-dataset-manifest/1'
export const manifestMediaType = 'application/x-ndjson'

/** Beyond this a dataset is fingerprinted in parts; the bound keeps a server's memory bounded. */
export const itemsMax = 2_000_000
export const manifestBytesMax = 300_000_000
export const splitsMax = 32

/** 16 bytes in base64url, in its one form: the last letter carries two bits. */
export const pseudonymPattern = /^[A-Za-z0-9_-]{21}[AQgw]$/
/** Split names are written plainly: short words that can name nobody. */
export const splitNamePattern = /^[a-z]{1,24}(?:-[a-z]{1,24}){0,3}(?:-?\d{1,3})?$/

export const manifestHeaderSchema = z.strictObject({
  /** Bytes of all items together. */
  bytes: z.number().int().min(0),
  /** Items whose content another item has too. */
  duplicates: z.number().int().min(0),
  format: z.literal(manifestFormat),
  items: z.number().int().min(1).max(itemsMax),
  /** Tells which key was used, and nothing of it. */
  key: z.string().regex(pseudonymPattern),
  /** Whether items carry a digest of their label. */
  labelled: z.boolean(),
  /** Plain names only where the site asked for it and none looks like a person's. */
  names: z.enum(['keyed', 'plain']),
  root: z.string().regex(/^[0-9a-f]{64}$/),
  /** Items that were left out on purpose. */
  skipped: z.number().int().min(0),
  splits: z.array(z.string().regex(splitNamePattern)).max(splitsMax),
  /** Different subjects; null where none are named. */
  subjects: z.number().int().min(1).nullable(),
  unit: z.enum(['file', 'row']),
})
export type ManifestHeader = z.infer<typeof manifestHeaderSchema>

/** One item: pseudonym of its name, digest of its content, pseudonym of its subject, place of its split, digest of its label. */
export type ManifestItem = {
  readonly name: string
  readonly content: string
  readonly subject: string | null
  readonly split: number | null
  readonly label: string | null
}

/** The first line, names sorted and without space (RFC 8785): a header has one form only. */
export function headerLine(header: ManifestHeader): string {
  const sorted = Object.entries(header).sort(([one], [other]) => (one < other ? -1 : 1))
  return JSON.stringify(Object.fromEntries(sorted))
}

export function itemLine({ name, content, subject, split, label }: ManifestItem): string {
  return JSON.stringify([name, content, subject, split, label])
}

/** Names rise by UTF-16 code units, as RFC 8785 sorts. */
export function plainOrder(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

/**
 * What is hashed before the item lines to give the root, so that the same lines under another key, unit or order of
 * splits are another dataset. Root = SHA-256 of this text and of every item line with its line feed, in UTF-8.
 */
export function rootPrefix(header: Pick<ManifestHeader, 'key' | 'names' | 'splits' | 'unit'>): string {
  const { key, names, splits, unit } = header
  return `${JSON.stringify([manifestFormat, key, names, unit, splits])}\n`
}

const splitAliases: Readonly<Record<string, string>> = {
  train: 'training',
  trn: 'training',
  learn: 'training',
  val: 'tuning',
  valid: 'tuning',
  validation: 'tuning',
  dev: 'tuning',
  tune: 'tuning',
  test: 'testing',
  tst: 'testing',
  ref: 'reference',
}

/** The name a split goes by: usual words in their one form, others in small letters; null where it is no split name. */
export function splitNamed(written: string): string | null {
  const plain = written
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '-')
  const name = Object.hasOwn(splitAliases, plain) ? (splitAliases[plain] ?? plain) : plain
  return splitNamePattern.test(name) ? name : null
}
