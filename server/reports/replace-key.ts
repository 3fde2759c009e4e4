import { strict as assert } from 'node:assert'
import { say, type Words } from '@maek/domain/words.ts'
import { utf8Text } from '@maek/ledger/bytes.ts'
import { canonicalText } from '@maek/ledger/canonical.ts'
import { digestHex } from '@maek/ledger/hash.ts'
import { openCommitter } from '../commit.ts'
import type { Database } from '../database/open.ts'
import { openCheckpoints } from '../ledger/checkpoints.ts'
import { openSigner } from '../ledger/signer.ts'
import { type BackupManifest, backupParts } from './backup-form.ts'
import { policyBytes } from './pack-policy.ts'
import type { OpenZip } from './zip-reader.ts'

type Restored = { readonly folder: string; readonly zip: OpenZip; readonly manifest: BackupManifest }

/**
 * A log restored without its signer goes on under a new key, and says so in itself: the first entry after the backup
 * names both keys and holds the last checkpoint of the old one (docs/adr/0005). The policy changes with the key, so its
 * new digest must be printed in the quality manual; that is what the answer tells.
 */
export async function replaceKey(database: Database, { folder, zip, manifest }: Restored): Promise<Words> {
  const { organisation } = manifest
  const signer = openSigner(folder)
  try {
    const now = () => new Date().toISOString()
    const checkpoints = openCheckpoints(database, signer, { now, failed: () => undefined })
    const committer = openCommitter(database)
    const policy = await policyBytes({ checkpoints }, organisation)
    const at = now()
    const canonical = canonicalText({
      v: 1,
      because: 'restored-without-signer',
      backupMadeAt: manifest.madeAt,
      formerPolicy: await textOf(zip, backupParts.policy),
      formerCheckpoint: await textOf(zip, backupParts.checkpoint),
      policy: utf8Text(policy) ?? '',
    })
    const actor = { id: 'restore', name: '복구 / Restore', kind: 'system', roles: [], organisation } as const
    const committed = await committer.commit({
      organisation,
      decisions: [],
      notes: [{ kind: 'log-key', id: 'signer', act: 'key.replace', canonical, actor, at }],
    })
    assert(committed.ok, 'a restored log takes an entry')
    await checkpoints.sign(organisation)
    await checkpoints.idle()
    const digest = digestHex(policy)
    return say(
      `서명기 폴더 없이 복구하여 원장에 새 키를 썼고, 그 사실을 원장에 남겼습니다. 품질매뉴얼의 정책 SHA-256을 새로 인쇄하십시오: ${digest}`,
      `Restored without the signer’s folder: the ledger continues under a new key and records that it does. Print the new policy SHA-256 in the quality manual: ${digest}`,
    )
  } finally {
    await signer.stop()
  }
}

async function textOf(zip: OpenZip, name: string): Promise<string> {
  return (await zip.read(name, 1_000_000))?.toString('utf8') ?? ''
}
