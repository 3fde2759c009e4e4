import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say, type Words } from '@maek/domain/words.ts'
import { digestHex } from '@maek/ledger/hash.ts'
import type { Database } from '../database/open.ts'
import { withOrganisation } from '../database/scope.ts'
import { openFileStore, writeDurably } from '../files/store.ts'
import { fastSha256 } from '../ledger/hash.ts'
import { readMemory } from '../ledger/signer-files.ts'
import { askForRebuild } from '../vulnerabilities/rebuild.ts'
import { type BackupManifest, backupManifest, backupParts, manifestBytesMax } from './backup-form.ts'
import { replaceKey } from './replace-key.ts'
import { restoreFiles } from './restore-files.ts'
import { type Losses, lose, noLosses } from './restore-findings.ts'
import { bringUpToDate, openEmptyPlace, takeSigner } from './restore-place.ts'
import { proveRestored } from './restore-proof.ts'
import { restoreTables } from './restore-tables.ts'
import { type OpenZip, openZip } from './zip-reader.ts'

export type RestoreOptions = {
  readonly backup: string
  readonly folder: string
  readonly url?: string | undefined
  /** The signer's folder of the place the backup came from; without it the log gets a new key. */
  readonly signer?: string | undefined
  readonly say: (words: Words) => void
}

/** What was put back, and what is missing: nothing, or every line of `losses`. */
export type Restoration = {
  readonly manifest: BackupManifest
  readonly manifestSha256: string
  readonly files: number
  readonly entries: number
  readonly records: number
  readonly losses: Losses
}

/**
 * Restores a backup into an empty place and proves what came back (trust 4.8). A refusal means that nothing was
 * restored; losses mean that what could be read was, and exactly what could not.
 */
export async function restore(options: RestoreOptions): Promise<Answer<Restoration>> {
  const zip = await openZip(options.backup)
  if (!zip.ok) return zip
  try {
    const read = await readManifest(zip.value)
    if (!read.ok) return read
    const { url, folder } = options
    const opened = await openEmptyPlace({ folder, url, say: options.say }, read.value.manifest.schema)
    if (!opened.ok) return opened
    try {
      return await restoreInto(opened.value, options, { zip: zip.value, ...read.value })
    } finally {
      await opened.value.close()
    }
  } finally {
    zip.value.close()
  }
}

type Source = {
  readonly zip: OpenZip
  readonly manifest: BackupManifest
  readonly manifestSha256: string
}

async function readManifest(zip: OpenZip): Promise<Answer<Omit<Source, 'zip'>>> {
  const bytes = await zip.read(backupParts.manifest, manifestBytesMax)
  const parsed = backupManifest.safeParse(bytes && jsonOf(bytes))
  if (bytes && parsed.success) {
    return accept({ manifest: parsed.data, manifestSha256: digestHex(bytes, fastSha256) })
  }
  return refuse(
    'invalid',
    say(
      '맥의 백업이 아니거나 목록(manifest.json)을 읽을 수 없습니다. 아무것도 복구하지 않았습니다.',
      'This is not a Maek backup, or its manifest.json cannot be read. Nothing was restored.',
    ),
    backupParts.manifest,
  )
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined // not JSON: refused by its shape, like any other manifest that is none
  }
}

async function restoreInto(
  database: Database,
  options: RestoreOptions,
  source: Source,
): Promise<Answer<Restoration>> {
  const { manifest } = source
  const signerFolder = join(options.folder, 'signer')
  await mkdir(signerFolder, { recursive: true, mode: 0o700 })
  if (options.signer !== undefined) {
    const taken = await takeSigner(options.signer, signerFolder, manifest.ledger.origin)
    if (!taken.ok) return taken
  }
  const losses = noLosses()
  checkNames(source, losses)
  options.say(say('표를 복구합니다.', 'Restoring tables.'))
  await restoreTables(database, source, losses)
  const current = await bringUpToDate(database)
  if (!current.ok) return current
  await withOrganisation(database, manifest.organisation, (client) =>
    askForRebuild(client, manifest.organisation),
  )
  options.say(say('파일을 복구합니다.', 'Restoring files.'))
  const store = openFileStore(join(options.folder, 'files'))
  const files = await restoreFiles({ database, files: store }, source, losses)
  await restoreSecret(options.folder, source, losses)
  options.say(say('원장을 처음부터 다시 계산해 비교합니다.', 'Recomputing the whole ledger and comparing.'))
  const memory = await readMemory(signerFolder, manifest.ledger.origin)
  const proved = await proveRestored({ database, ...source, memory }, losses)
  if (losses.count === 0 && options.signer === undefined) {
    options.say(await replaceKey(database, { folder: signerFolder, ...source }))
  }
  return accept({ manifest, manifestSha256: source.manifestSha256, files, ...proved, losses })
}

/** What stands in the ZIP beside what the form knows was put there by somebody else. */
function checkNames({ zip }: Source, losses: Losses): void {
  const known = new Set<string>(Object.values(backupParts))
  const strange = zip.names.filter(
    (name) => !known.has(name) && !/^(?:tables\/\w{1,63}\.jsonl|files\/[0-9a-f]{64})$/.test(name),
  )
  for (const name of strange.slice(0, 20)) {
    const shown = JSON.stringify(name.slice(0, 100))
    lose(
      losses,
      say(`백업에 있어서는 안 되는 파일: ${shown}`, `A file that does not belong in a backup: ${shown}`),
    )
  }
}

async function restoreSecret(folder: string, { zip }: Source, losses: Losses): Promise<void> {
  const secret = (await zip.read(backupParts.secret, 1000))?.toString('utf8').trim() ?? ''
  if (/^[0-9a-f]{64}$/.test(secret)) {
    await writeDurably(join(folder, backupParts.secret), Buffer.from(secret))
    return
  }
  lose(
    losses,
    say(
      '세션 비밀값이 없습니다. 2단계 인증을 쓰던 사람은 다시 등록해야 합니다.',
      'The session secret is missing: whoever used a second factor must set it up again.',
    ),
  )
}
