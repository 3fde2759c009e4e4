import { createHash } from 'node:crypto'
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Actor } from '@maek/domain/record.ts'
import type { Answer } from '@maek/domain/refusal.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accepted, create, type Evidenced, furnishEvidence, kindOf } from '../../test/evidenced-house.ts'
import { freshDatabase } from '../../test/fresh-database.ts'
import { person, type StandingHouse, standingHouse } from '../../test/standing-house.ts'
import { openPool } from '../database/pool.ts'
import { withOrganisation } from '../database/scope.ts'
import { furnish } from '../start.ts'
import { backupOf } from './backup.ts'
import { policyBytes } from './pack-policy.ts'
import { type Restoration, restore } from './restore.ts'
import { openZip } from './zip-reader.ts'
import { type ZipPart, zipOf } from './zip-writer.ts'

let house: StandingHouse
let evidence: Evidenced
let administrator: Actor
let backup: string
let parts: ReadonlyMap<string, Buffer>

beforeAll(async () => {
  house = await standingHouse()
  evidence = await furnishEvidence(house)
  administrator = person(house.organisation, '이관리', 'administrator')
  // Enough entries for a full tile and for a line separator that is no line end.
  const supplier = kindOf('supplier')
  const separator = String.fromCodePoint(0x2028)
  for (let number = 0; number < 300; number += 1) {
    const body = { [supplier.titleField]: `공급자 ${number}`, securityContact: `가${separator}나` }
    await create(house, evidence.approver, { kind: supplier, body })
  }
  await addPeople()
  backup = join(house.folder, 'backup.zip')
  const made = accepted(await backupOf({ house, actor: administrator }))
  await writeFile(backup, Buffer.from(await new Response(made.content).arrayBuffer()))
  parts = await partsOf(backup)
})
afterAll(() => house.close())

async function addPeople(): Promise<void> {
  const { pool } = house.database
  const at = house.now()
  for (const id of ['here', 'elsewhere']) {
    await pool.query('insert into "user" (id, name, email, "emailVerified") values ($1, $1, $2, true)', [
      id,
      `${id}@example.com`,
    ])
    await pool.query(
      `insert into "account" (id, "accountId", "providerId", "userId", password, "updatedAt") values ($1, $1, 'credential', $1, 'hash', $2)`,
      [id, at],
    )
  }
  await pool.query('insert into member (org_id, user_id, roles, created_at) values ($1, $2, $3, $4)', [
    house.organisation.id,
    'here',
    ['administrator'],
    at,
  ])
  await pool.query(
    `insert into "session" (id, "expiresAt", token, "updatedAt", "userId") values ('s', $1, 't', $1, 'here')`,
    [at],
  )
}

async function partsOf(path: string): Promise<Map<string, Buffer>> {
  const zip = accepted(await openZip(path))
  const found = new Map<string, Buffer>()
  for (const name of zip.names) found.set(name, (await zip.read(name, 1e9)) ?? Buffer.alloc(0))
  zip.close()
  return found
}

/** The backup with some of its files exchanged, or taken out where the change gives null. */
async function changed(change: Readonly<Record<string, Buffer | null>>): Promise<string> {
  const path = join(
    house.folder,
    `changed-${createHash('sha256').update(Object.keys(change).join()).digest('hex')}.zip`,
  )
  async function* rewritten(): AsyncGenerator<ZipPart> {
    for (const [name, content] of parts) {
      const other = name in change ? change[name] : content
      if (other) yield { name, content: other }
    }
  }
  await writeFile(path, Buffer.from(await new Response(zipOf(rewritten())).arrayBuffer()))
  return path
}

const linesOf = (name: string) =>
  String(parts.get(`tables/${name}.jsonl`))
    .split('\n')
    .filter((line) => line !== '')
const tableOf = (lines: readonly string[]) => Buffer.from(lines.map((line) => `${line}\n`).join(''))

/** The manifest as a forger would remake it after exchanging a table. */
function remade(name: string, table: Buffer): Buffer {
  const manifest = JSON.parse(String(parts.get('manifest.json')))
  for (const one of manifest.tables) {
    if (one.name !== name) continue
    one.rows = String(table).split('\n').length - 1
    one.bytes = table.length
    one.sha256 = createHash('sha256').update(table).digest('hex')
  }
  return Buffer.from(JSON.stringify(manifest))
}

/** Restores into a fresh database and folder; `look` sees the place before it is taken down. */
async function restored(
  path: string,
  options: { signer?: string; look?: (place: { url: string; folder: string }) => Promise<void> } = {},
): Promise<Answer<Restoration>> {
  await using database = await freshDatabase()
  const folder = join(house.folder, `place-${(await readdir(house.folder)).length}`)
  const answer = await restore({
    backup: path,
    folder,
    url: database.url,
    signer: options.signer,
    say: () => undefined,
  })
  await options.look?.({ url: database.url, folder })
  return answer
}

async function lossesOf(path: string, options: { signer?: string } = {}): Promise<string> {
  const { losses } = accepted(await restored(path, options))
  for (const line of losses.lines) expect(line.ko).toMatch(/[가-힣]/)
  expect(losses.count).toBeGreaterThan(0)
  return losses.lines.map((line) => line.en).join('\n')
}

test('what was backed up comes back whole, every record, entry and file proved, and the log goes on', async () => {
  const answer = await restored(backup, {
    look: async ({ folder }) => {
      expect((await readdir(folder)).sort()).toEqual(['files', 'session-secret', 'signer'])
    },
  })
  const { losses, files, entries, records } = accepted(answer)
  expect(losses.lines).toEqual([])
  expect([files, records]).toEqual([1, 304])
  // People and records, their approvals, the passkey, and the note of the backup itself.
  expect(entries).toBe((await house.checkpoints.newest(house.organisation.id)).size)
})

test('a restored place without the old signer signs on under a new key and tells so in its own log', async () => {
  await using database = await freshDatabase()
  const folder = join(house.folder, 'new-signer')
  accepted(await restore({ backup, folder, url: database.url, say: () => undefined }))
  const next = await furnish(database, {
    folder,
    address: 'http://localhost:4173',
    say: () => undefined,
    log: () => undefined,
  })
  const organisation = house.organisation.id
  try {
    const before = await house.checkpoints.newest(organisation)
    const head = await next.checkpoints.sign(organisation)
    expect(head.size).toBe(before.size + 1)
    expect(head.origin).toBe(before.origin)
    const formerPolicy = String(Buffer.from(await policyBytes(house, organisation)))
    expect(String(Buffer.from(await policyBytes(next, organisation)))).not.toBe(formerPolicy)
    const notes = await withOrganisation(database, organisation, (client) =>
      client.query<{ canonical: string }>("select canonical from ledger_note where act = 'key.replace'"),
    )
    expect(JSON.parse(notes.rows[0]?.canonical ?? '{}')).toMatchObject({ formerPolicy })
  } finally {
    await next.checkpoints.idle()
    await next.people.close()
  }
})

test('people and passwords come back, sessions and people of other organisations do not', async () => {
  await restored(backup, {
    look: async ({ url }) => {
      const pool = openPool({ url })
      const rows = async (sql: string) => (await pool.query<{ id: string }>(sql)).rows.map((row) => row.id)
      expect(await rows('select id from "user"')).toEqual(['here'])
      expect(await rows('select password as id from "account"')).toEqual(['hash'])
      expect(await rows('select id from "session"')).toEqual([])
      await pool.end()
    },
  })
})

test('with the old signer the same key goes on, and what it signed after the backup is named as missing', async () => {
  const signer = join(house.folder, 'kept-signer')
  await cp(join(house.folder, 'signer'), signer, { recursive: true })
  expect(accepted(await restored(backup, { signer })).losses.lines).toEqual([])
  await create(house, evidence.approver, { kind: kindOf('supplier'), body: { name: '백업 뒤의 공급자' } })
  const head = await house.checkpoints.sign(house.organisation.id)
  const lost = await lossesOf(backup, { signer: join(house.folder, 'signer') })
  expect(lost).toContain(`entries ${head.size - 1} to ${head.size - 1} are missing`)
})

test('a dropped row is named by its table, its count and the record it was', async () => {
  const lines = linesOf('record')
  const dropped = JSON.parse(lines[7] ?? '{}')
  const lost = await lossesOf(await changed({ 'tables/record.jsonl': tableOf(lines.toSpliced(7, 1)) }))
  expect(lost).toContain('Table record: 304 rows were backed up, 303 are there.')
  expect(lost).toContain(dropped.number)
})

test('a changed byte is named, also when the manifest was remade to hide it', async () => {
  const lines = linesOf('record_revision').map((line) => line.replace('공급자 17\\"', '공급자 99\\"'))
  const table = tableOf(lines)
  const path = await changed({ 'tables/record_revision.jsonl': table })
  expect(await lossesOf(path)).toContain('Table record_revision: same number of rows, but not the content')
  const forged = await changed({
    'manifest.json': remade('record_revision', table),
    'tables/record_revision.jsonl': table,
  })
  const lost = await lossesOf(forged)
  expect(lost).not.toContain('Table record_revision')
  expect(lost).toContain('Rows that differ from the ledger')
})

test('an entry taken out of the log is missing even when tables and manifest were remade', async () => {
  const table = tableOf(linesOf('ledger_entry').filter((line) => JSON.parse(line).index !== 5))
  const lost = await lossesOf(
    await changed({ 'manifest.json': remade('ledger_entry', table), 'tables/ledger_entry.jsonl': table }),
  )
  expect(lost).toContain('entry 5')
  expect(lost).toMatch(/Ledger: .*tile/)
})

test('a row that is no row any more is named by its number, and the rows around it come back', async () => {
  const lines = linesOf('record_link')
  const lost = await lossesOf(
    await changed({ 'tables/record_link.jsonl': tableOf(lines.toSpliced(1, 1, '{"org_id":7}')) }),
  )
  expect(lost).toContain('Table record_link: 1 rows could not be put back (row 2)')
})

test('a missing and a changed file are each named by their hash', async () => {
  const name = `files/${evidence.file.sha256}`
  expect(await lossesOf(await changed({ [name]: null }))).toContain(
    `Files missing from the backup or unreadable (1): ${evidence.file.sha256}`,
  )
  const other = await changed({ [name]: Buffer.from('다른 내용'), 'tables/clock.jsonl': Buffer.alloc(0) })
  expect(await lossesOf(other)).toContain(`Files whose content was changed (1): ${evidence.file.sha256}`)
})

test('a whole table that is gone is named', async () => {
  const lost = await lossesOf(await changed({ 'tables/signature.jsonl': null }))
  expect(lost).toContain('Table signature: not in the backup (2 rows).')
  expect(lost).toContain('Ledger entries without their row: 2')
})

test('a backup cut off anywhere is refused and nothing is restored from it', async () => {
  const whole = await readFile(backup)
  for (const length of [0, 21, 1000, Math.floor(whole.length / 2), whole.length - 1]) {
    const path = join(house.folder, 'cut.zip')
    await writeFile(path, whole.subarray(0, length))
    expect(await restored(path)).toMatchObject({ ok: false, refusal: { code: 'invalid', field: 'file' } })
  }
})

test('a manifest that is none, a foreign file and a strange name are refused or named', async () => {
  expect(await restored(await changed({ 'manifest.json': Buffer.from('{"v":1}') }))).toMatchObject({
    ok: false,
    refusal: { field: 'manifest.json' },
  })
  expect(await restored(await changed({ 'manifest.json': null }))).toMatchObject({ ok: false })
  const future = JSON.parse(String(parts.get('manifest.json')))
  future.schema.push({ number: 999, name: '0999-future.sql', sha256: '0'.repeat(64) })
  expect(
    await restored(await changed({ 'manifest.json': Buffer.from(JSON.stringify(future)) })),
  ).toMatchObject({
    ok: false,
    refusal: { code: 'conflict' },
  })
})

test('a place in which anything stands is refused, be it a file or an organisation', async () => {
  await using database = await freshDatabase()
  const folder = join(house.folder, 'standing')
  await mkdir(folder)
  await writeFile(join(folder, 'x'), 'x')
  const say = () => undefined
  expect(await restore({ backup, folder, url: database.url, say })).toMatchObject({
    ok: false,
    refusal: { code: 'conflict' },
  })
  await rm(join(folder, 'x'))
  const taken = await restore({ backup, folder, url: house.database.url, say })
  expect(taken).toMatchObject({ ok: false, refusal: { code: 'conflict' } })
})
