import { randomUUID } from 'node:crypto'
import type { Actor } from '@maek/domain/record.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say, type Words } from '@maek/domain/words.ts'
import { utf8Bytes, utf8Text } from '@maek/ledger/bytes.ts'
import { type Checkpoint, parseCheckpoint } from '@maek/ledger/checkpoint.ts'
import { digestHex } from '@maek/ledger/hash.ts'
import { parseNote } from '@maek/ledger/note.ts'
import { manifestBytes, type PackFile, packStatementBytes } from '@maek/ledger/pack.ts'
import { type TileAt, tilePath, tilesOfLog } from '@maek/ledger/tiles.ts'
import { withOrganisation } from '../database/scope.ts'
import type { House } from '../house.ts'
import { fastSha256 } from '../ledger/hash.ts'
import { readTile } from '../ledger/store.ts'
import { ensureVerifyPage } from '../web-build.ts'
import { type PackSubject, readinessBytes, recordsOf, withoutPersonal } from './pack-answers.ts'
import { type PackFacts, packPage } from './pack-page.ts'
import { policyBytes } from './pack-policy.ts'
import { packReadme } from './pack-readme.ts'
import { type Pinned, pinVersions, shownRecords } from './pack-records.ts'
import { packSignatures } from './pack-signatures.ts'
import { type ZipPart, zipOf } from './zip-writer.ts'

type Maker = { readonly house: House; readonly actor: Actor }

/** What is stated and sealed before the log's own files can be written. */
type Statement = {
  readonly madeAt: string
  readonly framework: { readonly id: string; readonly version: string; readonly asOf: string }
  readonly texts: readonly { readonly name: string; readonly bytes: Uint8Array }[]
  readonly pinned: readonly Pinned[]
  readonly files: readonly string[]
  readonly listed: readonly PackFile[]
}

/**
 * Makes the inspection pack: everything stated is hashed first, that list is committed to the log, a checkpoint that
 * covers it is signed, and only then does the first byte leave. So a pack that arrives is a pack the log knows of.
 */
export async function packOf(
  maker: Maker,
  subject: PackSubject,
): Promise<Answer<ReadableStream<Uint8Array<ArrayBuffer>>>> {
  const stated = await stateContents(maker, withoutPersonal(subject))
  if (!stated.ok) return stated
  const sealed = await seal(maker, stated.value)
  return sealed.ok ? accept(zipOf(packParts(maker, stated.value, sealed.value))) : sealed
}

async function stateContents({ house, actor }: Maker, subject: PackSubject): Promise<Answer<Statement>> {
  const { organisation } = actor
  const madeAt = house.now()
  const policy = await policyBytes(house, organisation)
  const pinned = await pinVersions({ house, organisation }, { ids: recordsOf(subject), asOf: subject.asOf })
  const signatures = await packSignatures(house, organisation, pinned)
  const facts: PackFacts = {
    organisation: await nameOf(house, organisation),
    madeAt,
    policySha256: digestHex(policy),
    shown: new Set(pinned.map(({ id }) => id)),
    unproved: signatures.unproved,
  }
  const texts = [
    { name: 'README.txt', bytes: utf8Bytes(packReadme(subject, facts)) },
    { name: 'index.html', bytes: utf8Bytes(packPage(subject, facts)) },
    { name: 'verify.html', bytes: await ensureVerifyPage() },
    { name: 'policy.txt', bytes: policy },
    { name: 'readiness.json', bytes: readinessBytes(subject) },
    { name: 'signatures.json', bytes: signatures.bytes },
  ]
  const listed = texts.map(({ name, bytes }) => listedFile(name, bytes))
  const sizes = new Map<string, number>()
  for await (const record of shownRecords({ house, organisation }, pinned)) {
    listed.push(listedFile(record.name, record.bytes))
    for (const file of record.files) sizes.set(file.sha256, file.size)
  }
  const files = [...sizes.keys()].sort()
  for (const sha256 of files) {
    const size = await sizeOf(house, organisation, sha256)
    if (!size.ok) return size
    listed.push({ name: `files/${sha256}`, sha256, size: size.value })
  }
  const { id, version } = subject.framework
  return accept({ madeAt, framework: { id, version, asOf: subject.asOf }, texts, pinned, files, listed })
}

function listedFile(name: string, bytes: Uint8Array): PackFile {
  return { name, sha256: digestHex(bytes, fastSha256), size: bytes.length }
}

/** Reads the file once before the pack is sealed: what is missing or damaged is said now, not found by the inspector. */
async function sizeOf(house: House, organisation: string, sha256: string): Promise<Answer<number>> {
  try {
    let size = 0
    for await (const piece of house.files.pieces(organisation, sha256)) size += piece.length
    return accept(size)
  } catch (error) {
    house.log({ level: 'error', what: 'pack', file: sha256, error: String(error) })
    return refuse(
      'unavailable',
      say(
        `첨부 파일(${sha256.slice(0, 12)}…)이 없거나 손상되어 자료집을 만들 수 없습니다. 백업에서 복구하십시오.`,
        `The attached file ${sha256.slice(0, 12)}… is missing or damaged, so the pack cannot be made. Restore it from a backup.`,
      ),
      sha256,
    )
  }
}

type Seal = { readonly ledgerIndex: number; readonly note: string; readonly head: Checkpoint }

async function seal({ house, actor }: Maker, statement: Statement): Promise<Answer<Seal>> {
  const { organisation } = actor
  const id = randomUUID()
  const canonical = utf8Text(packStatementBytes({ ...statement, files: statement.listed }))
  if (canonical === undefined) throw new Error('the statement of a pack is text')
  const committed = await house.committer.commit({
    organisation,
    decisions: [],
    notes: [{ kind: 'pack', id, act: 'pack.made', canonical, actor, at: statement.madeAt }],
  })
  if (!committed.ok) return committed
  const ledgerIndex = await withOrganisation(house.database, organisation, async (client) => {
    const found = await client.query<{ ledger_index: number }>(
      "select ledger_index from ledger_note where org_id = $1 and kind = 'pack' and object_id = $2",
      [organisation, id],
    )
    return found.rows[0]?.ledger_index
  })
  const { note } = await house.checkpoints.sign(organisation)
  if (ledgerIndex === undefined || note === null)
    throw new Error('a sealed pack has an entry and a checkpoint')
  const parsed = parseNote(utf8Bytes(note))
  const head = parsed.ok ? parseCheckpoint(parsed.value.text) : parsed
  if (!head.ok || head.value.size <= ledgerIndex)
    throw new Error('the checkpoint covers the seal of the pack')
  return accept({ ledgerIndex, note, head: head.value })
}

async function* packParts(maker: Maker, statement: Statement, sealed: Seal): AsyncGenerator<ZipPart> {
  const { house, actor } = maker
  const { organisation } = actor
  for (const { name, bytes } of statement.texts) yield { name, content: bytes }
  for await (const { name, bytes } of shownRecords({ house, organisation }, statement.pinned)) {
    yield { name, content: bytes }
  }
  for (const sha256 of statement.files) {
    yield { name: `files/${sha256}`, content: house.files.pieces(organisation, sha256), stored: true }
  }
  const listed = [...statement.listed]
  const checkpoint = utf8Bytes(sealed.note)
  listed.push(listedFile('checkpoint', checkpoint))
  yield { name: 'checkpoint', content: checkpoint }
  // Entries never change and are only added to, so tiles of the signed size can be read one by one at any later time.
  for (const tile of tilesOfLog(sealed.head.size)) {
    const part = await tilePart(maker, tile)
    listed.push(listedFile(part.name, part.content))
    yield part
  }
  const { madeAt, framework } = statement
  const { origin, size, root } = sealed.head
  const manifest = { v: 1, madeAt, framework, origin, size, root, files: listed } as const
  yield {
    name: 'manifest.json',
    content: manifestBytes({ ...manifest, ledgerIndex: sealed.ledgerIndex }),
  }
}

async function tilePart({ house, actor }: Maker, tile: TileAt) {
  const content = await withOrganisation(house.database, actor.organisation, (client) =>
    readTile(client, actor.organisation, tile),
  )
  return { name: tilePath(tile), content, stored: tile.level !== 'entries' }
}

async function nameOf(house: House, organisation: string): Promise<Words> {
  const found = await house.database.pool.query<{ name: Words }>(
    'select name from organisation where id = $1',
    [organisation],
  )
  return found.rows[0]?.name ?? say('', '')
}
