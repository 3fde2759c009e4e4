import { z } from 'zod'

/** Names of the parts of a backup (docs/adr/0005). Everything else in the ZIP is a table or a file. */
export const backupParts = {
  manifest: 'manifest.json',
  checkpoint: 'checkpoint',
  policy: 'policy.txt',
  secret: 'session-secret',
} as const

export const tablePart = (name: string) => `tables/${name}.jsonl`
export const filePart = (sha256: string) => `files/${sha256}`

export const manifestBytesMax = 64_000_000

const count = z.number().int().min(0)
const digest = z.string().regex(/^[0-9a-f]{64}$/)

/** `manifest.json` of a backup: what must be in it, so that whoever restores can say what is not. */
export const backupManifest = z.strictObject({
  v: z.literal(1),
  form: z.literal('maek-backup'),
  madeAt: z.iso.datetime(),
  organisation: z.uuid(),
  schema: z.array(z.strictObject({ number: z.number().int().min(1), name: z.string(), sha256: z.string() })),
  /** Parents before children. */
  tables: z.array(
    z.strictObject({
      name: z.string().regex(/^[A-Za-z_]\w{0,62}$/),
      rows: count,
      bytes: count,
      sha256: digest,
    }),
  ),
  /** Files of the table `file`; `missing` were gone already when the backup was made. */
  files: z.strictObject({ count, bytes: count, missing: z.array(digest) }),
  /** The whole log as it stood in the same snapshot; the checkpoint speaks for at most this size. */
  ledger: z.strictObject({ origin: z.string(), size: count, root: z.string() }),
})
export type BackupManifest = z.infer<typeof backupManifest>
