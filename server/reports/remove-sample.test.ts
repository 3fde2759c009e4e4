import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { say } from '@maek/domain/words.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { create, furnishEvidence, kindOf } from '../../test/evidenced-house.ts'
import { person, type StandingHouse, standingHouse } from '../../test/standing-house.ts'
import { createOrganisation, listOrganisations, type Organisation } from '../organisations.ts'
import { removeSampleOf } from './remove-sample.ts'

let house: StandingHouse
let sample: Organisation
beforeAll(async () => {
  house = await standingHouse()
  sample = await createOrganisation(house.database, {
    name: say('샘플', 'Sample'),
    sample: true,
    at: house.now(),
  })
  await furnishEvidence({ ...house, organisation: sample })
  const own = person(house.organisation, '나', 'quality')
  await create(house, own, { kind: kindOf('supplier'), body: { name: '실제 공급자' } })
  for (const { id } of [sample, house.organisation]) await house.checkpoints.sign(id)
})
afterAll(() => house.close())

async function rowsOf(organisation: string): Promise<Record<string, number>> {
  const tables = await house.database.owner.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id'
     where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
  )
  const client = await house.database.owner.connect()
  const counts: Record<string, number> = {}
  try {
    await client.query(`select set_config('maek.org', $1, false)`, [organisation])
    for (const { name } of tables.rows) {
      const found = await client.query<{ n: number }>(
        `select count(*)::int as n from ${name} where org_id = $1`,
        [organisation],
      )
      if (found.rows[0]?.n) counts[name] = found.rows[0].n
    }
  } finally {
    client.release(true)
  }
  return counts
}

async function member(organisation: string, user: string): Promise<void> {
  await house.database.pool.query(
    'insert into "user" (id, name, email, "emailVerified") values ($1, $1, $2, true) on conflict do nothing',
    [user, `${user}@example.com`],
  )
  await house.database.pool.query(
    'insert into member (org_id, user_id, roles, created_at) values ($1, $2, $3, $4)',
    [organisation, user, ['administrator', 'quality'], house.now()],
  )
}

test('a real organisation is never removed', async () => {
  const before = await rowsOf(house.organisation.id)
  expect(before).toMatchObject({ record: 1 })
  expect(await removeSampleOf(house, house.organisation.id)).toMatchObject({
    ok: false,
    refusal: { code: 'conflict' },
  })
  expect(await rowsOf(house.organisation.id)).toEqual(before)
})

test('the sample leaves with every row, file and key of its own, and nobody is left outside', async () => {
  const real = await rowsOf(house.organisation.id)
  const { origin } = await house.checkpoints.newest(sample.id)
  await member(sample.id, 'only-here')
  await house.people.localToken(sample.id)
  expect(await rowsOf(sample.id)).toMatchObject({ record: 4, signature: 2, ledger_note: 1, member: 1 })
  expect(await removeSampleOf(house, sample.id)).toEqual({ ok: true, value: { removedRecords: 4 } })
  expect(await rowsOf(sample.id)).toEqual({})
  expect(await rowsOf(house.organisation.id)).toEqual(real)
  expect(await readdir(house.files.folder)).not.toContain(sample.id)
  expect(await readdir(join(house.folder, 'signer', 'keys'))).toHaveLength(1)
  expect(origin).not.toBe('')
  const next = (await listOrganisations(house.database)).find(({ id }) => id !== house.organisation.id)
  expect(next).toMatchObject({ sample: false, name: { en: 'New organisation' } })
  expect(await rowsOf(next?.id ?? '')).toMatchObject({ member: 1, api_token: 1, ledger_head: 1 })
})

test('members who have another organisation get no second one', async () => {
  const again = await createOrganisation(house.database, {
    name: say('샘플 2', 'Sample 2'),
    sample: true,
    at: house.now(),
  })
  await member(again.id, 'only-here')
  const before = await listOrganisations(house.database)
  expect(await removeSampleOf(house, again.id)).toMatchObject({ ok: true, value: { removedRecords: 0 } })
  expect(await listOrganisations(house.database)).toHaveLength(before.length - 1)
})
