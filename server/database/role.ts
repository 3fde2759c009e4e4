import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import pg from 'pg'

/**
 * The role all application work runs under. A superuser or a role with `bypassrls` walks through row-level
 * security, and an owner can take a trigger off; this role owns nothing and may do only what migrations grant.
 */
export const applicationRole = 'maek_app'

const insufficientPrivilege = '42501'
/** Another server made the role, or the membership, in the same moment. */
const madeMeanwhile = ['42710', '23505', 'XX000']
const triesMax = 5

/** Makes the application role if absent and the login a member of it; refuses with the SQL for an administrator. */
export async function ensureApplicationRole(client: pg.ClientBase): Promise<Answer<null>> {
  for (let attempt = 0; attempt < triesMax; attempt += 1) {
    try {
      await makeRole(client)
      await joinRole(client)
      return await checkPowerless(client)
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) throw error
      if (error.code === insufficientPrivilege) return refuseMissing(await loginName(client))
      if (!madeMeanwhile.includes(error.code ?? '')) throw error
    }
  }
  return refuseMissing(await loginName(client))
}

async function makeRole(client: pg.ClientBase): Promise<void> {
  const found = await client.query('select 1 from pg_roles where rolname = $1', [applicationRole])
  if (found.rowCount === 0) await client.query(`create role ${applicationRole} nologin`)
}

async function joinRole(client: pg.ClientBase): Promise<void> {
  if (await canBecome(client)) return
  await client.query(`grant ${applicationRole} to current_user`)
}

/** Asked by doing it: since PostgreSQL 16 a member may lack just the right to `set role`. */
async function canBecome(client: pg.ClientBase): Promise<boolean> {
  try {
    await client.query(`set role ${applicationRole}`)
    await client.query('reset role')
    return true
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === insufficientPrivilege) return false
    throw error
  }
}

async function checkPowerless(client: pg.ClientBase): Promise<Answer<null>> {
  const powers = await client.query(
    'select 1 from pg_roles where rolname = $1 and (rolsuper or rolbypassrls or rolcreaterole)',
    [applicationRole],
  )
  if (powers.rowCount === 0) return accept(null)
  return refuse(
    'unavailable',
    say(
      `데이터베이스 역할 ${applicationRole}의 권한이 너무 큽니다. 관리자가 다음을 실행해야 합니다: alter role ${applicationRole} nosuperuser nobypassrls nocreaterole;`,
      `The database role ${applicationRole} has too many privileges. Ask an administrator to run: alter role ${applicationRole} nosuperuser nobypassrls nocreaterole;`,
    ),
  )
}

async function loginName(client: pg.ClientBase): Promise<string> {
  const answer = await client.query<{ name: string }>('select quote_ident(session_user) as name')
  return answer.rows[0]?.name ?? 'session_user'
}

function refuseMissing(login: string): Answer<never> {
  const sql = `create role ${applicationRole} nologin; grant ${applicationRole} to ${login};`
  return refuse(
    'unavailable',
    say(
      `데이터베이스 로그인 ${login}에게는 맥이 쓰는 역할 ${applicationRole}을 만들거나 맡을 권한이 없습니다. 관리자가 한 번 다음을 실행한 뒤 다시 시작하십시오: ${sql}`,
      `The database login ${login} may not make or take the role ${applicationRole} that Maek works under. Ask an administrator to run this once, then start again: ${sql}`,
    ),
  )
}
