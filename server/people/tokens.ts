import { randomBytes, randomUUID } from 'node:crypto'
import { createToken, listTokens, revokeToken } from '@maek/domain/people/api.ts'
import type { Role } from '@maek/domain/permissions.ts'
import { accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { actorOf, handle } from '../http/handler.ts'
import { changeAccess } from './change-access.ts'
import { digestOfToken } from './sign-in.ts'

export const createTokenHandler = handle(createToken, async (input, call) => {
  const actor = actorOf(call)
  // A token never holds more than its maker, and a token makes no tokens.
  if (actor.kind !== 'human' || input.roles.some((role) => !actor.roles.includes(role))) {
    return refuse(
      'not-allowed',
      say('자신이 가진 역할만 토큰에 줄 수 있습니다.', 'A token can only have roles that you hold.'),
      'roles',
    )
  }
  const token = `maek_${randomBytes(24).toString('base64url')}`
  const id = randomUUID()
  const changed = await changeAccess(call, {
    act: 'token.create',
    subject: id,
    detail: { roles: input.roles },
    alongside: (on) =>
      on.query(
        'insert into api_token (org_id, id, token_digest, name, roles, created_by, created_at) values ($1, $2, $3, $4, $5, $6, $7)',
        [actor.organisation, id, digestOfToken(token), input.name, input.roles, actor.id, call.house.now()],
      ),
  })
  return changed.ok ? accept({ token }) : changed
})

export const listTokensHandler = handle(listTokens, async (_input, call) => {
  const actor = actorOf(call)
  const found = await call.house.database.pool.query<{
    id: string
    name: string
    roles: Role[]
    created_at: string
    last_used_at: string | null
  }>(
    'select id, name, roles, created_at, last_used_at from api_token where org_id = $1 and created_by = $2 and revoked_at is null order by created_at',
    [actor.organisation, actor.id],
  )
  return accept({
    tokens: found.rows.map((row) => ({
      id: row.id,
      name: row.name,
      roles: row.roles,
      createdAt: row.created_at,
      lastUsedAt: row.last_used_at,
    })),
  })
})

export const revokeTokenHandler = handle(revokeToken, async (input, call) => {
  const actor = actorOf(call)
  const found = await call.house.database.pool.query(
    'select 1 from api_token where org_id = $1 and id = $2 and created_by = $3 and revoked_at is null',
    [actor.organisation, input.id, actor.id],
  )
  if (found.rowCount === 0) return accept({ revoked: false })
  const changed = await changeAccess(call, {
    act: 'token.revoke',
    subject: input.id,
    detail: {},
    alongside: (on) =>
      on.query('update api_token set revoked_at = $3 where org_id = $1 and id = $2 and revoked_at is null', [
        actor.organisation,
        input.id,
        call.house.now(),
      ]),
  })
  return changed.ok ? accept({ revoked: true }) : changed
})
