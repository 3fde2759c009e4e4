import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { may } from '@maek/domain/permissions.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { removeSample } from '@maek/domain/reports/api.ts'
import { say } from '@maek/domain/words.ts'
import pg from 'pg'
import { inTransaction } from '../database/scope.ts'
import { keptTables } from '../database/tables.ts'
import type { House } from '../house.ts'
import { actorOf, handle } from '../http/handler.ts'
import { signerFiles } from '../ledger/signer-files.ts'
import { removeObservations } from '../monitoring/places.ts'
import { insertOrganisation } from '../organisations.ts'

export const removeSampleHandler = handle(removeSample, async (_input, call) => {
  const actor = actorOf(call)
  if (!may(actor.roles, 'administer', 'reports')) {
    return refuse(
      'not-allowed',
      say('샘플은 시스템 관리자만 삭제할 수 있습니다.', 'Only an administrator can remove the sample.'),
    )
  }
  return removeSampleOf(call.house, actor.organisation)
})

type Removed = { readonly removedRecords: number; readonly origin: string }

/**
 * Takes the sample company out wholly: rows, files, and its signer's key. History of a real organisation is only ever
 * added to; the triggers that keep it so let a whole organisation go only in a transaction that names it, and this is
 * the one place that does, after reading under a lock that it is the sample.
 */
export async function removeSampleOf(
  house: House,
  organisation: string,
): Promise<Answer<{ removedRecords: number }>> {
  await house.checkpoints.idle()
  const client = await house.database.owner.connect()
  let removed: Removed | undefined
  try {
    removed = await inTransaction(client, async () => {
      const origin = await lockSample(client, organisation)
      if (origin === undefined) return undefined
      await moveMembers(client, organisation, house.now())
      return { removedRecords: await removeRows(client, organisation), origin }
    })
  } finally {
    client.release()
  }
  if (removed === undefined) {
    return refuse(
      'conflict',
      say(
        '샘플 회사가 아닙니다. 실제 조직의 기록은 삭제할 수 없습니다.',
        'This is not the sample company. Records of a real organisation cannot be removed.',
      ),
    )
  }
  // Rows first: a crash here leaves files nobody can reach, never rows without their files.
  await house.files.removeAll(organisation)
  await removeObservations(house, organisation)
  const { key, memory } = signerFiles(join(house.folder, 'signer'), removed.origin)
  for (const path of [key, memory]) await rm(path, { force: true })
  return accept({ removedRecords: removed.removedRecords })
}

/** The name of the sample's log; undefined when the organisation is none. No act can enter from here on. */
async function lockSample(client: pg.PoolClient, organisation: string): Promise<string | undefined> {
  const found = await client.query<{ origin: string }>(
    'select origin from organisation where id = $1 and sample for update',
    [organisation],
  )
  if (found.rows[0] === undefined) return undefined
  await setScope(client, organisation)
  await client.query('select 1 from ledger_head where org_id = $1 for update', [organisation])
  return found.rows[0].origin
}

async function removeRows(client: pg.PoolClient, organisation: string): Promise<number> {
  await setScope(client, organisation)
  await client.query(`select set_config('maek.removing', $1, true)`, [organisation])
  const own = (await keptTables(client)).filter((table) => table.holder === 'organisation')
  const passing = ['signing_ticket', 'session_organisation'].map((name) => ({ name, where: 'org_id = $1' }))
  let records = 0
  for (const { name, where } of [...passing, ...own.toReversed()]) {
    const gone = await client.query(`delete from public.${pg.escapeIdentifier(name)} where ${where}`, [
      organisation,
    ])
    if (name === 'record') records = gone.rowCount ?? 0
  }
  return records
}

/** Row-level security is forced on the owner too, unless it is a superuser. */
async function setScope(client: pg.PoolClient, organisation: string): Promise<void> {
  await client.query(`select set_config('maek.org', $1, true)`, [organisation])
}

/**
 * Whoever would be left without an organisation gets an empty one with the same roles, and so does a house that would
 * have none; the command line's token and unused first links go with them, or nobody could enter any more.
 */
async function moveMembers(client: pg.PoolClient, organisation: string, at: string): Promise<void> {
  const needed = await client.query(
    `select 1 where not exists (select 1 from organisation where id <> $1)
     or exists (select 1 from member where org_id = $1 and not disabled
       and not exists (select 1 from member other where other.user_id = member.user_id and other.org_id <> $1))`,
    [organisation],
  )
  if (needed.rowCount === 0) return
  const next = await insertOrganisation(client, {
    name: say('새 조직', 'New organisation'),
    sample: false,
    at,
  })
  await client.query(
    `insert into member (org_id, user_id, roles, disabled, created_at)
     select $2, user_id, roles, disabled, created_at from member where org_id = $1`,
    [organisation, next.id],
  )
  await client.query('update api_token set org_id = $2 where org_id = $1 and created_by is null', [
    organisation,
    next.id,
  ])
  await client.query(
    'update invitation set org_id = $2 where org_id = $1 and invited_by is null and used_at is null',
    [organisation, next.id],
  )
}
