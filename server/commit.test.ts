import { randomUUID } from 'node:crypto'
import { decideCreate, decideEdit } from '@maek/domain/decide.ts'
import type { Kind } from '@maek/domain/kind.ts'
import { kindByName } from '@maek/domain/kinds.ts'
import type { Actor, Decision, StoredRecord } from '@maek/domain/record.ts'
import type { Answer } from '@maek/domain/refusal.ts'
import { parseEntry } from '@maek/ledger/entry.ts'
import { parsePolicy } from '@maek/ledger/policy.ts'
import { verifyProof } from '@maek/ledger/proof.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '../test/fresh-database.ts'
import { person, type StandingHouse, standingHouse } from '../test/standing-house.ts'
import { withOrganisation } from './database/scope.ts'
import { furnish } from './start.ts'

let house: StandingHouse
let quality: Actor
beforeAll(async () => {
  house = await standingHouse()
  quality = person(house.organisation, '김품질', 'quality')
})
afterAll(() => house.close())

function kindOf(name: string): Kind {
  const kind = kindByName(name)
  if (!kind) throw new Error(`no kind ${name}`)
  return kind
}

function accepted<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(answer.refusal.because.en)
  return answer.value
}

const supplier = kindOf('supplier')
const create = (title: string): Decision =>
  accepted(
    decideCreate(
      supplier,
      { id: randomUUID(), body: { [supplier.titleField]: title } },
      { actor: quality, at: house.now() },
    ),
  )

async function commit(decision: Decision, key?: string) {
  return house.committer.commit({
    organisation: house.organisation.id,
    decisions: [decision],
    key: key === undefined ? undefined : { key, request: Buffer.alloc(32) },
  })
}

async function stored(title: string): Promise<StoredRecord> {
  const [written] = accepted(await commit(create(title)))
  if (!written) throw new Error('nothing was written')
  return written.record
}

test('records made at the same moment get numbers without gap or repeat', async () => {
  const written = await Promise.all(Array.from({ length: 40 }, (_, n) => stored(`역량 ${n}`)))
  const numbers = written.map((record) => Number(record.number.split('-').at(-1))).sort((a, b) => a - b)
  expect(new Set(numbers).size).toBe(40)
  expect((numbers.at(-1) ?? 0) - (numbers[0] ?? 0)).toBe(39)
})

test('of two changes made to the same version exactly one is saved, the other is told so', async () => {
  const record = await stored('한 번만')
  const edit = (title: string) =>
    accepted(
      decideEdit(
        { kind: supplier, record },
        { body: { ...record.body, [supplier.titleField]: title }, version: 1 },
        { actor: quality, at: house.now() },
      ),
    )
  const answers = await Promise.all([commit(edit('가')), commit(edit('나'))])
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
  expect(answers.find((answer) => !answer.ok)).toMatchObject({
    refusal: { code: 'conflict', field: 'version' },
  })
})

test('a retried request never makes a second record', async () => {
  const first = accepted(await commit(create('다시'), 'retry-0001'))
  const again = accepted(await commit(create('다시'), 'retry-0001'))
  expect(again[0]?.record.id).toBe(first[0]?.record.id)
})

test('a key used for another request is refused', async () => {
  accepted(await commit(create('가'), 'retry-0002'))
  const other = await house.committer.commit({
    organisation: house.organisation.id,
    decisions: [create('나')],
    key: { key: 'retry-0002', request: Buffer.alloc(32, 1) },
  })
  expect(other).toMatchObject({ ok: false, refusal: { code: 'conflict', field: 'key' } })
})

test('several decisions of one request are written all or not at all', async () => {
  const good = create('함께 1')
  const stale = { ...create('함께 2'), before: await stored('이미') }
  const answer = await house.committer.commit({
    organisation: house.organisation.id,
    decisions: [good, stale],
  })
  expect(answer.ok).toBe(false)
  const found = await withOrganisation(house.database, house.organisation.id, (client) =>
    client.query('select 1 from record where id = $1', [good.after.id]),
  )
  expect(found.rowCount).toBe(0)
})

test('the database itself refuses a record changed without its ledger entry', async () => {
  const record = await stored('몰래')
  const sneak = (sql: string) =>
    withOrganisation(house.database, house.organisation.id, (client) => client.query(sql, [record.id]))
  await expect(sneak("update record set title = 'x' where id = $1")).rejects.toThrow('without its revision')
  await expect(sneak("update record set body = '{}' where id = $1")).rejects.toThrow('without its revision')
  await expect(sneak("update record set state = 'approved' where id = $1")).rejects.toThrow(
    'without its revision',
  )
})

test('history, entries and signatures can neither be changed nor deleted', async () => {
  await stored('역사')
  for (const table of ['record_revision', 'ledger_entry', 'record']) {
    await expect(
      house.database.owner.query(`set maek.org = '${house.organisation.id}'; delete from ${table}`),
    ).rejects.toThrow(/only ever added|permission|violates/)
  }
  await expect(
    house.database.owner.query(
      `set maek.org = '${house.organisation.id}'; update ledger_entry set version = 9`,
    ),
  ).rejects.toThrow('only ever added')
})

test('another organisation sees nothing, whatever it asks for', async () => {
  const record = await stored('남의 것')
  const found = await withOrganisation(house.database, randomUUID(), (client) =>
    client.query('select 1 from record where id = $1', [record.id]),
  )
  expect(found.rowCount).toBe(0)
})

test('every record has a proof that verifies against the signed checkpoint alone', async () => {
  for (let n = 0; n < 300; n += 1) await stored(`증명 ${n}`)
  const record = await stored('증명할 기록')
  await house.checkpoints.sign(house.organisation.id)
  const key = await house.checkpoints.verificationKey(house.organisation.id)
  const policy = parsePolicy(Buffer.from(`log ${key}\nquorum none\n`))
  if (!policy.ok) throw new Error(policy.refusal.because.en)
  const rows = await withOrganisation(house.database, house.organisation.id, (client) =>
    client.query<{ index: number; leaf: Buffer; canonical: string; digest: Buffer }>(
      'select entry.index, leaf, digest, canonical from ledger_entry entry join record_revision revision on revision.org_id = entry.org_id and revision.ledger_index = entry.index where entry.record_id = $1',
      [record.id],
    ),
  )
  const row = rows.rows[0]
  if (!row) throw new Error('no entry')
  for (const index of [0, 1, 255, 256, row.index]) {
    const proof = await house.checkpoints.proofOf(house.organisation.id, index)
    const leaf = await withOrganisation(house.database, house.organisation.id, (client) =>
      client.query<{ leaf: Buffer }>('select leaf from ledger_entry where index = $1', [index]),
    )
    expect(
      verifyProof(leaf.rows[0]?.leaf ?? Buffer.alloc(0), Buffer.from(proof ?? ''), policy.value),
    ).toMatchObject({ ok: true })
  }
  expect(parseEntry(row.leaf)).toMatchObject({
    ok: true,
    value: { h: row.digest.toString('hex'), o: { id: record.id } },
  })
})

test('a log shorter than what was signed is read only, and the missing entries are named', async () => {
  await stored('마지막')
  await house.checkpoints.sign(house.organisation.id)
  expect(await house.checkpoints.gapOf(house.organisation.id)).toBeNull()
  const { origin } = await house.checkpoints.newest(house.organisation.id)
  const database = await freshDatabase()
  await database.pool.query(
    'insert into organisation (id, name, origin, created_at) values ($1, $2, $3, now())',
    [house.organisation.id, house.organisation.name, origin],
  )
  await withOrganisation(database, house.organisation.id, (client) =>
    client.query('insert into ledger_head (org_id) values ($1)', [house.organisation.id]),
  )
  const older = await furnish(database, {
    folder: house.folder,
    address: 'http://localhost:4173',
    say: () => undefined,
    log: () => undefined,
  })
  try {
    const answer = await older.committer.commit({
      organisation: house.organisation.id,
      decisions: [create('뒤늦게')],
    })
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'unavailable' } })
    expect(answer.ok ? '' : answer.refusal.because.en).toMatch(/entries 0 to \d+ .* are missing/)
  } finally {
    await older.close()
  }
})
