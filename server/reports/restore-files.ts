import { hash } from 'node:crypto'
import { say } from '@maek/domain/words.ts'
import type { Database } from '../database/open.ts'
import { withOrganisation } from '../database/scope.ts'
import type { FileStore } from '../files/store.ts'
import { type BackupManifest, filePart } from './backup-form.ts'
import { type Losses, loseMany } from './restore-findings.ts'
import type { OpenZip } from './zip-reader.ts'

type Source = { readonly zip: OpenZip; readonly manifest: BackupManifest }
type Target = { readonly database: Database; readonly files: FileStore }

const filesAtOnce = 1000
/** An upload is at most 500 MB (server/http/input.ts). */
const fileBytesMax = 512_000_000

/** Puts back every file a row of the table `file` speaks of, each checked against its hash before it is stored. */
export async function restoreFiles(target: Target, source: Source, losses: Losses): Promise<number> {
  const { organisation, files } = source.manifest
  const gone = new Set(files.missing)
  const lost: string[] = []
  const changed: string[] = []
  const lostBefore: string[] = []
  let stored = 0
  let after = ''
  for (;;) {
    const rows = await fileRows(target.database, organisation, after)
    for (const sha256 of rows) {
      const bytes = await source.zip.read(filePart(sha256), fileBytesMax)
      if (bytes === undefined) (gone.has(sha256) ? lostBefore : lost).push(sha256)
      else if (hash('sha256', bytes, 'hex') !== sha256) changed.push(sha256)
      else {
        await target.files.put(organisation, bytes)
        stored += 1
      }
    }
    const last = rows.at(-1)
    if (last === undefined) break
    after = last
  }
  loseMany(
    losses,
    say('백업에 없거나 읽을 수 없는 파일', 'Files missing from the backup or unreadable'),
    lost,
  )
  loseMany(losses, say('내용이 바뀐 파일', 'Files whose content was changed'), changed)
  loseMany(losses, say('백업할 때 이미 없던 파일', 'Files already gone when the backup was made'), lostBefore)
  return stored
}

async function fileRows(database: Database, organisation: string, after: string): Promise<readonly string[]> {
  const found = await withOrganisation(database, organisation, (client) =>
    client.query<{ sha256: Buffer }>(
      'select sha256 from file where org_id = $1 and sha256 > $2 order by sha256 limit $3',
      [organisation, Buffer.from(after, 'hex'), filesAtOnce],
    ),
  )
  return found.rows.map((row) => row.sha256.toString('hex'))
}
