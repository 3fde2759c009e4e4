import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { may } from '@maek/domain/permissions.ts'
import type { Actor } from '@maek/domain/record.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { makeBackup } from '@maek/domain/reports/api.ts'
import { say } from '@maek/domain/words.ts'
import { canonicalText } from '@maek/ledger/canonical.ts'
import { digestHex } from '@maek/ledger/hash.ts'
import { z } from 'zod'
import type { House } from '../house.ts'
import { actorOf, handle } from '../http/handler.ts'
import { type BackupManifest, backupParts, filePart, tablePart } from './backup-form.ts'
import { type Snapshot, writeSnapshot } from './backup-tables.ts'
import { linesOf } from './lines.ts'
import { policyBytes } from './pack-policy.ts'
import { type ZipPart, zipOf } from './zip-writer.ts'

type Maker = { readonly house: House; readonly actor: Actor }
type Stream = ReadableStream<Uint8Array<ArrayBuffer>>

export const makeBackupHandler = handle(makeBackup, async (_input, call) => {
  const actor = actorOf(call)
  if (!may(actor.roles, 'administer', 'reports')) {
    return refuse(
      'not-allowed',
      say('백업은 시스템 관리자만 할 수 있습니다.', 'Only an administrator can make a backup.'),
    )
  }
  const made = await backupOf({ house: call.house, actor })
  if (!made.ok) return made
  const { name, content } = made.value
  return accept({ name, mediaType: 'application/zip', content })
})

/**
 * Everything of one organisation (docs/adr/0005): the act goes into the log, a checkpoint that covers it is signed, the
 * tables are written out in one snapshot, and then all of it is sent with the files, which never change.
 */
export async function backupOf(maker: Maker): Promise<Answer<{ name: string; content: Stream }>> {
  const { house, actor } = maker
  const committed = await noteBackup(maker)
  if (!committed.ok) return committed
  await house.checkpoints.sign(actor.organisation)
  const folder = await freshFolder(house)
  const clear = () => rm(folder, { recursive: true, force: true })
  try {
    const snapshot = await writeSnapshot(house.database, actor.organisation, folder)
    const manifest = await manifestOf(maker, snapshot, folder)
    const bytes = Buffer.from(`${JSON.stringify(manifest)}\n`)
    const sha256 = digestHex(bytes)
    house.log({ level: 'info', what: 'backup', organisation: actor.organisation, manifest: sha256 })
    // The beginning of the manifest's digest travels in the name too: restoring prints it for comparison.
    const name = `maek-backup-${manifest.madeAt.slice(0, 10)}-${sha256.slice(0, 16)}.zip`
    const parts = backupPartsOf(maker, { manifest, bytes, checkpoint: snapshot.checkpoint, folder })
    return accept({ name, content: zipOf(parts, clear) })
  } catch (error) {
    await clear()
    throw error
  }
}

function noteBackup({ house, actor }: Maker) {
  const at = house.now()
  const id = randomUUID()
  const canonical = canonicalText({ v: 1, id, at, by: actor.id })
  return house.committer.commit({
    organisation: actor.organisation,
    decisions: [],
    notes: [{ kind: 'backup', id, act: 'backup.made', canonical, actor, at }],
  })
}

const outgoingHoursMax = 24

/** A folder of its own for this backup; what a server that was killed left behind long ago is cleared. */
async function freshFolder(house: House): Promise<string> {
  const outgoing = join(house.folder, 'outgoing')
  await mkdir(outgoing, { recursive: true, mode: 0o700 })
  const now = Date.parse(house.now())
  for (const name of await readdir(outgoing)) {
    const begun = Number(name.split('-')[0])
    if (now - begun > outgoingHoursMax * 3_600_000) await rm(join(outgoing, name), { recursive: true })
  }
  const folder = join(outgoing, `${now}-${randomUUID()}`)
  await mkdir(folder, { mode: 0o700 })
  return folder
}

async function manifestOf({ house, actor }: Maker, snapshot: Snapshot, folder: string) {
  const { schema, tables, ledger } = snapshot
  let bytes = 0
  let count = 0
  const missing: string[] = []
  for await (const { sha256, size } of storedFiles(folder)) {
    count += 1
    bytes += size
    if ((await house.files.sizeOf(actor.organisation, sha256)) === undefined) missing.push(sha256)
  }
  if (missing.length > 0) house.log({ level: 'error', what: 'backup', missingFiles: missing.length })
  const manifest: BackupManifest = {
    v: 1,
    form: 'maek-backup',
    madeAt: house.now(),
    organisation: actor.organisation,
    schema,
    tables,
    files: { count, bytes, missing },
    ledger,
  }
  return manifest
}

type Contents = {
  readonly manifest: BackupManifest
  readonly bytes: Uint8Array
  readonly checkpoint: string | null
  readonly folder: string
}

async function* backupPartsOf({ house, actor }: Maker, contents: Contents): AsyncGenerator<ZipPart> {
  const { manifest, bytes, checkpoint, folder } = contents
  yield { name: backupParts.manifest, content: bytes }
  yield { name: backupParts.checkpoint, content: Buffer.from(checkpoint ?? '') }
  yield { name: backupParts.policy, content: await policyBytes(house, actor.organisation) }
  // Without it second factors, which it encrypts, would be lost, and their owners locked out.
  yield { name: backupParts.secret, content: await readFile(join(house.folder, 'session-secret')) }
  for (const { name } of manifest.tables) {
    yield { name: tablePart(name), content: createReadStream(join(folder, name)) }
  }
  const missing = new Set(manifest.files.missing)
  for await (const { sha256 } of storedFiles(folder)) {
    if (missing.has(sha256)) continue
    yield {
      name: filePart(sha256),
      content: house.files.rawPieces(actor.organisation, sha256),
      stored: true,
    }
  }
}

const fileRow = z.looseObject({ sha256: z.string().regex(/^\\x[0-9a-f]{64}$/), size: z.number() })

/** The rows of the table `file` as they were written out, one by one. */
async function* storedFiles(folder: string) {
  for await (const line of linesOf(createReadStream(join(folder, 'file')), 1_000_000)) {
    const row = fileRow.parse(JSON.parse(line.toString('utf8')))
    yield { sha256: row.sha256.slice(2), size: row.size }
  }
}
