import {
  chooseOrganisation,
  claimInvitation,
  listSessions,
  readSession,
  revokeSession,
} from '@maek/domain/people/api.ts'
import { accept } from '@maek/domain/refusal.ts'
import type { Words } from '@maek/domain/words.ts'
import { type Handler, handle } from '../http/handler.ts'
import { notFound } from '../http/problems.ts'
import { claim } from './claim.ts'
import { changeMemberHandler, inviteMemberHandler, listMembersHandler } from './members.ts'
import { createTokenHandler, listTokensHandler, revokeTokenHandler } from './tokens.ts'

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
