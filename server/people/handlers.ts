import { randomBytes, randomUUID } from 'node:crypto'
import {
  changeMember,
  chooseOrganisation,
  claimInvitation,
  createToken,
  inviteMember,
  listMembers,
  listSessions,
  listTokens,
  readSession,
  revokeSession,
  revokeToken,
} from '@maek/domain/people/api.ts'
import type { Role } from '@maek/domain/permissions.ts'
import { accept, refuse } from '@maek/domain/refusal.ts'
import { say, type Words } from '@maek/domain/words.ts'
import { canonicalText } from '@maek/ledger/canonical.ts'
import { actorOf, type Call, type Handler, handle } from '../http/handler.ts'
import { notFound } from '../http/problems.ts'
import { claim } from './claim.ts'
import { digestOfToken } from './sign-in.ts'

const readSessionHandler = handle(readSession, async (_input, call) => {
  const { people, database } = call.house
  const session = await people.sessionOf(call.request)
  const actor = call.actor
  const mine = session
    ? await database.pool.query<{ id: string; name: Words; sample: boolean }>(
        `select organisation.id, name, sample from organisation join member on member.org_id = organisation.id
         where member.user_id = $1 and not member.disabled order by organisation.created_at`,
        [session.userId],
      )
    : { rows: [] }
  return accept({
    signedIn: actor !== null,
    user: session && { id: session.userId, name: session.name, email: session.email },
    organisation: mine.rows.find((one) => one.id === actor?.organisation) ?? null,
    organisations: mine.rows,
    roles: [...(actor?.roles ?? [])],
    passkeys: session ? (await people.passkeysOf(session.userId)).length : 0,
    secondFactor: session?.secondFactor ?? false,
    unclaimed: session ? false : await people.unclaimed(),
  })
})

const chooseOrganisationHandler = handle(chooseOrganisation, async (input, call) => {
  const session = await call.house.people.sessionOf(call.request)
  if (!session) return { ok: false, refusal: notFound }
  const chosen = await call.house.database.pool.query(
    `insert into session_organisation (session_id, org_id)
     select $1, org_id from member where user_id = $2 and org_id = $3 and not disabled
     on conflict (session_id) do update set org_id = excluded.org_id`,
    [session.id, session.userId, input.organisation],
  )
  return chosen.rowCount === 1
    ? accept({ organisation: input.organisation })
    : { ok: false, refusal: notFound }
})

const claimHandler = handle(claimInvitation, claim)

const listMembersHandler = handle(listMembers, async (_input, call) => {
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

const inviteMemberHandler = handle(inviteMember, async (input, call) => {
  const actor = actorOf(call)
  const { token, expiresAt } = await call.house.people.invite({
    organisation: actor.organisation,
    email: input.email,
    roles: input.roles,
    by: actor,
  })
  await noteAccess(call, 'member.invite', { subject: randomUUID(), roles: input.roles })
  return accept({ link: `${call.house.people.relyingParty().origin}/claim#${token}`, expiresAt })
})

const changeMemberHandler = handle(changeMember, async (input, call) => {
  const actor = actorOf(call)
  if (input.userId === actor.id && (input.disabled || !input.roles.includes('administrator'))) {
    return refuse(
      'conflict',
      say(
        '자신의 관리자 역할은 스스로 없앨 수 없습니다.',
        'You cannot take the administrator role from yourself.',
      ),
      'roles',
    )
  }
  const { pool } = call.house.database
  const changed = await pool.query(
    'update member set roles = $3, disabled = $4 where org_id = $1 and user_id = $2',
    [actor.organisation, input.userId, input.roles, input.disabled],
  )
  if (changed.rowCount === 0) return { ok: false, refusal: notFound }
  if (input.disabled) await pool.query('delete from "session" where "userId" = $1', [input.userId])
  await noteAccess(call, 'role.grant', {
    subject: input.userId,
    roles: input.roles,
    disabled: input.disabled,
  })
  const [member] = await findMembers(call, actor.organisation, input.userId)
  return member ? accept(member) : { ok: false, refusal: notFound }
})

const listSessionsHandler = handle(listSessions, async (_input, call) => {
  const session = await call.house.people.sessionOf(call.request)
  const found = await call.house.database.pool.query<{
    id: string
    createdAt: string
    expiresAt: string
    userAgent: string | null
  }>(
    'select id, "createdAt", "expiresAt", "userAgent" from "session" where "userId" = $1 and "expiresAt" > $2 order by "createdAt" desc',
    [session?.userId ?? '', call.house.now()],
  )
  return accept({
    sessions: found.rows.map((row) => ({
      id: row.id,
      current: row.id === session?.id,
      startedAt: row.createdAt,
      expiresAt: row.expiresAt,
      agent: (row.userAgent ?? '').slice(0, 200),
    })),
  })
})

const revokeSessionHandler = handle(revokeSession, async (input, call) => {
  const session = await call.house.people.sessionOf(call.request)
  const gone = await call.house.database.pool.query('delete from "session" where id = $1 and "userId" = $2', [
    input.id,
    session?.userId ?? '',
  ])
  return accept({ revoked: gone.rowCount === 1 })
})

const createTokenHandler = handle(createToken, async (input, call) => {
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
  await call.house.database.pool.query(
    'insert into api_token (org_id, id, token_digest, name, roles, created_by, created_at) values ($1, $2, $3, $4, $5, $6, $7)',
    [actor.organisation, id, digestOfToken(token), input.name, input.roles, actor.id, call.house.now()],
  )
  await noteAccess(call, 'token.create', { subject: id, roles: input.roles })
  return accept({ token })
})

const listTokensHandler = handle(listTokens, async (_input, call) => {
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

const revokeTokenHandler = handle(revokeToken, async (input, call) => {
  const actor = actorOf(call)
  const gone = await call.house.database.pool.query(
    'update api_token set revoked_at = $4 where org_id = $1 and id = $2 and created_by = $3 and revoked_at is null',
    [actor.organisation, input.id, actor.id, call.house.now()],
  )
  await noteAccess(call, 'token.revoke', { subject: input.id })
  return accept({ revoked: gone.rowCount === 1 })
})

/** Every change of access is an act in the log, with who did it; e-mail addresses stay out of it. */
async function noteAccess(
  call: Call,
  act: string,
  told: Readonly<Record<string, unknown>> & { readonly subject: string },
): Promise<void> {
  const actor = actorOf(call)
  const at = call.house.now()
  await call.house.committer.commit({
    organisation: actor.organisation,
    decisions: [],
    notes: [
      {
        kind: 'access',
        id: told.subject,
        act,
        canonical: canonicalText({ v: 1, by: actor.id, at, ...told }),
        actor,
        at,
      },
    ],
  })
}

export const peopleHandlers: readonly Handler[] = [
  readSessionHandler,
  chooseOrganisationHandler,
  claimHandler,
  listMembersHandler,
  inviteMemberHandler,
  changeMemberHandler,
  listSessionsHandler,
  revokeSessionHandler,
  createTokenHandler,
  listTokensHandler,
  revokeTokenHandler,
]
