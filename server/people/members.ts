import { randomUUID } from 'node:crypto'
import { changeMember, inviteMember, listMembers } from '@maek/domain/people/api.ts'
import type { Role } from '@maek/domain/permissions.ts'
import type { Actor } from '@maek/domain/record.ts'
import { accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { actorOf, type Call, handle } from '../http/handler.ts'
import { notFound } from '../http/problems.ts'
import { changeAccess } from './change-access.ts'

export const listMembersHandler = handle(listMembers, async (_input, call) => {
  const actor = actorOf(call)
  const { pool } = call.house.database
  const members = await findMembers(call, actor.organisation)
  const invitations = await pool.query<{
    id: string
    email: string | null
    roles: Role[]
    expires_at: string
  }>(
    'select id, email, roles, expires_at from invitation where org_id = $1 and used_at is null and expires_at > $2 order by expires_at',
    [actor.organisation, call.house.now()],
  )
  return accept({
    members,
    invitations: invitations.rows.map((row) => ({
      id: row.id,
      email: row.email ?? '',
      roles: row.roles,
      expiresAt: row.expires_at,
    })),
  })
})

async function findMembers(call: Call, organisation: string, userId?: string) {
  const found = await call.house.database.pool.query<{
    id: string
    name: string
    email: string
    roles: Role[]
    disabled: boolean
    second: boolean | null
    passkeys: number
  }>(
    `select "user".id, "user".name, "user".email, member.roles, member.disabled, "twoFactorEnabled" as second,
       (select count(*)::int from "passkey" where "userId" = "user".id) as passkeys
     from member join "user" on "user".id = member.user_id
     where member.org_id = $1 and ($2::text is null or member.user_id = $2) order by "user".name`,
    [organisation, userId ?? null],
  )
  return found.rows.map((row) => ({
    userId: row.id,
    name: row.name,
    email: row.email,
    roles: row.roles,
    disabled: row.disabled,
    secondFactor: row.second === true,
    passkeys: row.passkeys,
  }))
}

export const inviteMemberHandler = handle(inviteMember, async (input, call) => {
  const actor = actorOf(call)
  if (actor.kind !== 'human') return onlyPeople()
  let invited: Awaited<ReturnType<typeof call.house.people.invite>> | undefined
  const changed = await changeAccess(call, {
    act: 'member.invite',
    subject: randomUUID(),
    detail: { roles: input.roles },
    alongside: async (on) => {
      const { organisation } = actor
      invited = await call.house.people.invite({ ...input, organisation, by: actor, on })
    },
  })
  if (!changed.ok) return changed
  if (!invited) throw new Error('an invitation was logged but not made')
  const { token, expiresAt } = invited
  return accept({ link: `${call.house.people.relyingParty().origin}/claim#${token}`, expiresAt })
})

export const changeMemberHandler = handle(changeMember, async (input, call) => {
  const actor = actorOf(call)
  if (actor.kind !== 'human') return onlyPeople()
  const refused = input.userId === actor.id ? refusedForSelf(actor, input) : null
  if (refused) return refused
  const [standing] = await findMembers(call, actor.organisation, input.userId)
  if (!standing) return { ok: false, refusal: notFound }
  const changed = await changeAccess(call, {
    act: 'role.grant',
    subject: input.userId,
    detail: { roles: input.roles, disabled: input.disabled },
    alongside: async (on) => {
      await on.query('update member set roles = $3, disabled = $4 where org_id = $1 and user_id = $2', [
        actor.organisation,
        input.userId,
        input.roles,
        input.disabled,
      ])
      if (!input.disabled) return
      // Neither an open session nor a link still lying in a mailbox lets a disabled person back in.
      await on.query('delete from "session" where "userId" = $1', [input.userId])
      await on.query(
        'update invitation set expires_at = $3 where org_id = $1 and lower(email) = lower($2) and used_at is null',
        [actor.organisation, standing.email, call.house.now()],
      )
    },
  })
  if (!changed.ok) return changed
  const [member] = await findMembers(call, actor.organisation, input.userId)
  return member ? accept(member) : { ok: false, refusal: notFound }
})

function refusedForSelf(actor: Actor, input: { roles: readonly Role[]; disabled: boolean }) {
  if (input.disabled || !input.roles.includes('administrator')) {
    return refuse(
      'conflict',
      say(
        '자신의 관리자 역할은 스스로 없앨 수 없습니다.',
        'You cannot take the administrator role from yourself.',
      ),
      'roles',
    )
  }
  if (input.roles.every((role) => actor.roles.includes(role))) return null
  return refuse(
    'not-allowed',
    say(
      '자신에게 새 역할을 줄 수 없습니다. 다른 관리자가 주어야 합니다.',
      'You cannot give yourself a role; another administrator must.',
    ),
    'roles',
  )
}

function onlyPeople() {
  return refuse(
    'not-allowed',
    say('사용자와 역할은 사람만 바꿀 수 있습니다.', 'Only a person can change who may do what.'),
  )
}
