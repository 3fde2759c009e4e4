import { withAnd, withTopic } from '@maek/domain/particle.ts'
import { say, type Words } from '@maek/domain/words.ts'
import { base64Bytes, equalBytes } from '@maek/ledger/bytes.ts'
import type { Checkpoint } from '@maek/ledger/checkpoint.ts'
import { findingsText } from '@maek/ledger/findings.ts'
import { verifyLogSignature } from '@maek/ledger/head.ts'
import { parseNote } from '@maek/ledger/note.ts'
import { parsePolicy } from '@maek/ledger/policy.ts'
import type { Head } from '@maek/ledger/signer.ts'
import { parseTilePath, readRoot, type TileAt } from '@maek/ledger/tiles.ts'
import { verifyLog } from '@maek/ledger/verify-log.ts'
import type { Database } from '../database/open.ts'
import { withOrganisation } from '../database/scope.ts'
import { discrepancyLines } from '../ledger/discrepancies.ts'
import { fastSha256 } from '../ledger/hash.ts'
import { reconcile } from '../ledger/reconcile.ts'
import { readTile } from '../ledger/store.ts'
import { type BackupManifest, backupParts } from './backup-form.ts'
import { type Losses, lose } from './restore-findings.ts'
import type { OpenZip } from './zip-reader.ts'

type Restored = {
  readonly database: Database
  readonly zip: OpenZip
  readonly manifest: BackupManifest
  /** What the signer signed last, when its folder was given. */
  readonly memory: Head | undefined
}

/**
 * Proves from the restored rows alone that nothing is missing: every row against its entry, every entry and tile
 * against the root of the whole log, that log against the checkpoint the signer signed, and against what it remembers.
 * Answers how many entries and records were proved.
 */
export async function proveRestored(
  restored: Restored,
  losses: Losses,
): Promise<{ entries: number; records: number }> {
  const { database, manifest } = restored
  const { entries, records, found } = await reconcile(database, manifest.organisation)
  const lines = discrepancyLines(found)
  for (const line of lines) losses.lines.push(line)
  for (const count of found.counts.values()) losses.count += count
  await proveTree(restored, losses)
  const head = await readCheckpoint(restored, losses)
  if (head) await proveHead(restored, losses, { head, by: signedBy })
  if (restored.memory) await proveMemory(restored, losses, restored.memory)
  return { entries, records }
}

async function proveTree({ database, manifest }: Restored, losses: Losses): Promise<void> {
  const { origin, size, root } = manifest.ledger
  const bytes = base64Bytes(root)
  if (bytes?.length !== 32) {
    lose(losses, say('백업 목록의 원장 루트를 읽을 수 없습니다.', 'The root in the manifest is unreadable.'))
    return
  }
  const report = await verifyLog({
    head: { origin, size, root: bytes },
    hash: fastSha256,
    read: async (name) => {
      const tile = parseTilePath(name)
      return tile && tileOf(database, manifest.organisation, tile)
    },
  })
  for (const findings of [report.tree, report.gaps]) {
    if (findings.count === 0) continue
    const text = findingsText(findings, say('', ''))
    lose(losses, say(`원장: ${text.ko}`, `Ledger: ${text.en}`), findings.count)
  }
}

/** A tile that cannot be read because entries under it are gone is a missing tile, not a crash. */
async function tileOf(
  database: Database,
  organisation: string,
  tile: TileAt,
): Promise<Uint8Array | undefined> {
  return withOrganisation(database, organisation, async (client) => {
    try {
      return await readTile(client, organisation, tile)
    } catch (error) {
      if (error instanceof Error && /full tile/.test(error.message)) return undefined
      throw error
    }
  })
}

async function readCheckpoint({ zip, manifest }: Restored, losses: Losses): Promise<Checkpoint | undefined> {
  const note = parseNote((await zip.read(backupParts.checkpoint, 1_000_000)) ?? Buffer.alloc(0))
  const policy = parsePolicy((await zip.read(backupParts.policy, 1_000_000)) ?? Buffer.alloc(0))
  if (!note.ok || !policy.ok) {
    const because = note.ok ? (policy.ok ? say('', '') : policy.refusal.because) : note.refusal.because
    lose(losses, say(`체크포인트를 확인할 수 없습니다. ${because.ko}`, `No usable checkpoint. ${because.en}`))
    return undefined
  }
  const signed = verifyLogSignature(note.value, policy.value)
  if (!signed.ok || signed.value.origin !== manifest.ledger.origin) {
    const because = signed.ok
      ? say('다른 원장의 것입니다.', 'It belongs to another ledger.')
      : signed.refusal.because
    lose(losses, say(`체크포인트: ${because.ko}`, `Checkpoint: ${because.en}`))
    return undefined
  }
  return signed.value
}

type Expected = { readonly head: Head; readonly by: Words }
const signedBy = say('백업의 체크포인트', 'the checkpoint in the backup')
const rememberedBy = say('서명기의 기억', 'the signer’s memory')

async function proveHead(restored: Restored, losses: Losses, { head, by }: Expected): Promise<void> {
  const { database, manifest } = restored
  const { size } = manifest.ledger
  if (head.size > size) {
    lose(
      losses,
      say(
        `${withTopic(by.ko)} 항목 ${head.size}개까지인데 백업에는 ${size}개뿐입니다. ${size}번부터 ${head.size - 1}번까지 없습니다.`,
        `${by.en} speaks of ${head.size} entries, the backup holds ${size}: entries ${size} to ${head.size - 1} are missing.`,
      ),
      head.size - size,
    )
    return
  }
  const root = await rootAt(database, manifest.organisation, head.size)
  if (root !== undefined && equalBytes(root, head.root)) return
  lose(
    losses,
    say(
      `항목 ${head.size}개까지의 루트가 ${withAnd(by.ko)} 다릅니다. 과거가 바뀌었습니다.`,
      `The root over ${head.size} entries does not match ${by.en}: the past was changed.`,
    ),
  )
}

const proveMemory = (restored: Restored, losses: Losses, head: Head) =>
  proveHead(restored, losses, { head, by: rememberedBy })

async function rootAt(
  database: Database,
  organisation: string,
  size: number,
): Promise<Uint8Array | undefined> {
  try {
    return await withOrganisation(database, organisation, (client) =>
      readRoot({ size, hash: fastSha256, read: (tile) => readTile(client, organisation, tile) }),
    )
  } catch (error) {
    // Too few hashes under a tile: entries are missing, which the whole log has said already.
    if (error instanceof Error && /tile/.test(error.message)) return undefined
    throw error
  }
}
