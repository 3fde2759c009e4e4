import { hash, randomBytes, randomUUID } from 'node:crypto'
import { roles as knownRoles, type Role } from '@maek/domain/permissions.ts'
import type { Actor } from '@maek/domain/record.ts'
import type { Database } from '../database/open.ts'
import { weatherRefusal } from '../database/weather.ts'
import { type Library, openLibrary } from './library.ts'
import type { Passkey, People } from './people.ts'

type Options = {
  readonly database: Database
  readonly folder: string
  readonly address: string
  readonly now: () => string
  readonly log: (line: Readonly<Record<string, unknown>>) => void
}

/** The session of a browser, with the membership it works in. */
export type Session = {
  readonly id: string
  readonly userId: string
  readonly name: string
  readonly email: string
  readonly secondFactor: boolean
}

export type OpenPeople = People & {
  readonly library: Library
  readonly sessionOf: (request: Request) => Promise<Session | null>
  readonly close: () => Promise<void>
}

const failuresMax = 10
const invitationDays = 7

export async function openPeople(options: Options): Promise<OpenPeople> {
  const library = await openLibrary({
    url: options.database.url,
    folder: options.folder,
    address: options.address,
  })
  const { pool } = options.database

  async function sessionOf(request: Request): Promise<Session | null> {
    if (request.headers.has('authorization')) return null
    if (!request.headers.get('cookie')?.includes('maek.session_token')) return null
    const { headers } = request
    const found = await library.uncovered(() => library.auth.api.getSession({ headers }))
    if (!found) return null
    const { session, user } = found
    return {
      id: session.id,
      userId: user.id,
      name: user.name,
      email: user.email,
      secondFactor: user.twoFactorEnabled === true,
    }
  }

  async function actorOf(request: Request): Promise<Actor | null> {
    const authorization = request.headers.get('authorization')
    // With this header the origin is not checked (http/app.ts), so a cookie beside it counts for nothing.
    if (authorization !== null) {
      const bearer = /^Bearer (maek_[A-Za-z0-9_-]{20,100})$/.exec(authorization)?.[1]
      return bearer === undefined ? null : serviceOf(options, bearer)
    }
    const session = await sessionOf(request)
    return session && memberOf(options, session)
  }

  return {
    library,
    sessionOf,
    actorOf,
    answerAuth: (request) => library.uncovered(() => library.auth.handler(request)),
    relyingParty: () => ({ id: library.rpId, origin: library.origin }),
    passwordHolds: (userId, password) => passwordHolds(options, library, { userId, password }),
    passkeysOf: (userId) => passkeysOf(options, userId),
    passkeyUsed: async (passkey, counter) => {
      await pool.query('update "passkey" set counter = $2 where id = $1', [passkey, counter])
    },
    unclaimed: async () => (await pool.query('select 1 from member limit 1')).rowCount === 0,
    invite: (invitation) => invite(options, invitation),
    localToken: (organisation) => localToken(options, organisation),
    close: library.close,
  }
}

export const digestOfToken = (token: string) => hash('sha256', token, 'buffer')

function rolesFrom(names: readonly string[]): Role[] {
  return names.filter((name): name is Role => name in knownRoles)
}

async function memberOf({ database }: Options, session: Session): Promise<Actor | null> {
  const found = await database.pool.query<{ org_id: string; roles: string[] }>(
    `select member.org_id, member.roles from member
     join organisation on organisation.id = member.org_id
     left join session_organisation chosen on chosen.session_id = $2 and chosen.org_id = member.org_id
     where member.user_id = $1 and not member.disabled
     order by (chosen.session_id is not null) desc, organisation.created_at limit 1`,
    [session.userId, session.id],
  )
  const row = found.rows[0]
  return row
    ? {
        id: session.userId,
        name: session.name,
        kind: 'human',
        roles: rolesFrom(row.roles),
        organisation: row.org_id,
      }
    : null
}

/** A token acts as itself and names its maker: an API write is never put down to a person who did not make it. */
async function serviceOf({ database, now }: Options, token: string): Promise<Actor | null> {
  const found = await database.pool.query<{
    id: string
    org_id: string
    name: string
    roles: string[]
    created_by: string | null
    maker: string[] | null
    last_used_at: string | null
  }>(
    `select token.id, token.org_id, token.name, token.roles, token.created_by, member.roles as maker, token.last_used_at
     from api_token token left join member on member.org_id = token.org_id and member.user_id = token.created_by
       and not member.disabled
     where token.token_digest = $1 and token.revoked_at is null`,
    [digestOfToken(token)],
  )
  const row = found.rows[0]
  if (!row) return null
  // Never more than its maker holds now: who lost a role lost it in every token too.
  const roles = row.created_by === null ? row.roles : row.roles.filter((role) => row.maker?.includes(role))
  if (roles.length === 0) return null
  await noteUse(database, row, now())
  return {
    id: `token-${row.id}`,
    name: row.name,
    kind: 'service',
    roles: rolesFrom(roles),
    organisation: row.org_id,
  }
}

const useNotedEveryMs = 60_000

/** When it was last used, to the minute: reading must not wait for a write, nor fail because a disk is full. */
async function noteUse(
  database: Database,
  token: { org_id: string; id: string; last_used_at: string | null },
  at: string,
): Promise<void> {
  if (token.last_used_at !== null && Date.parse(at) - Date.parse(token.last_used_at) < useNotedEveryMs) return
  try {
    await database.pool.query('update api_token set last_used_at = $3 where org_id = $1 and id = $2', [
      token.org_id,
      token.id,
      at,
    ])
  } catch (error) {
    if (weatherRefusal(error) === null) throw error
  }
}

/**
 * Counted before it is checked and taken back when it was right: a hundred guesses sent at once are a hundred
 * failures, not one look at an empty count.
 */
async function passwordHolds(
  { database, now }: Options,
  library: Library,
  given: { userId: string; password: string },
): Promise<'yes' | 'no' | 'locked'> {
  const at = now()
  const { pool } = database
  const attempt = await pool.query<{ place: string }>(
    'insert into signing_failure (user_id, at) values ($1, $2) returning ctid::text as place',
    [given.userId, at],
  )
  const failures = await pool.query<{ n: number }>(
    "select count(*)::int as n from signing_failure where user_id = $1 and at > $2::timestamptz - interval '15 minutes'",
    [given.userId, at],
  )
  const takeBack = () =>
    pool.query('delete from signing_failure where user_id = $1 and ctid = $2::tid', [
      given.userId,
      attempt.rows[0]?.place,
    ])
  if ((failures.rows[0]?.n ?? 0) > failuresMax) {
    // A locked door is not pushed further shut by knocking: it opens fifteen minutes after the last real try.
    await takeBack()
    return 'locked'
  }
  const account = await pool.query<{ password: string | null }>(
    `select password from "account" where "userId" = $1 and "providerId" = 'credential'`,
    [given.userId],
  )
  const stored = account.rows[0]?.password
  const context = await library.auth.$context
  if (!stored || !(await context.password.verify({ hash: stored, password: given.password }))) return 'no'
  await takeBack()
  return 'yes'
}

async function passkeysOf({ database }: Options, userId: string): Promise<Passkey[]> {
  const found = await database.pool.query<{
    id: string
    credentialID: string
    publicKey: string
    counter: number
    transports: string | null
  }>('select id, "credentialID", "publicKey", counter, transports from "passkey" where "userId" = $1', [
    userId,
  ])
  return found.rows.map((row) => ({
    id: row.id,
    credentialId: row.credentialID,
    publicKey: new Uint8Array(Buffer.from(row.publicKey, 'base64')),
    counter: row.counter,
    transports: row.transports?.split(',') ?? [],
  }))
}

async function invite({ database, now }: Options, invitation: Parameters<People['invite']>[0]) {
  const token = randomBytes(24).toString('base64url')
  const expiresAt = new Date(Date.parse(now()) + invitationDays * 86_400_000).toISOString()
  const on = invitation.on ?? database.pool
  if (invitation.by === null) {
    await on.query(
      'update invitation set expires_at = $2 where org_id = $1 and invited_by is null and used_at is null',
      [invitation.organisation, now()],
    )
  }
  await on.query(
    'insert into invitation (org_id, id, token_digest, email, roles, invited_by, expires_at) values ($1, $2, $3, $4, $5, $6, $7)',
    [
      invitation.organisation,
      randomUUID(),
      digestOfToken(token),
      invitation.email,
      invitation.roles,
      invitation.by?.id ?? null,
      expiresAt,
    ],
  )
  return { token, expiresAt }
}

const localName = '이 컴퓨터의 명령줄 / Command line of this machine'

/** One actor with a new secret at each start: what it sent before a crash and sends again is still its own. */
async function localToken({ database, now }: Options, organisation: string): Promise<string> {
  const token = `maek_${randomBytes(24).toString('base64url')}`
  const at = now()
  await database.pool.query(
    'update api_token set revoked_at = $1 where created_by is null and revoked_at is null and org_id <> $2',
    [at, organisation],
  )
  const renewed = await database.pool.query(
    'update api_token set token_digest = $2 where org_id = $1 and created_by is null and revoked_at is null',
    [organisation, digestOfToken(token)],
  )
  if (renewed.rowCount === 1) return token
  await database.pool.query(
    'insert into api_token (org_id, id, token_digest, name, roles, created_by, created_at) values ($1, $2, $3, $4, $5, null, $6)',
    [organisation, randomUUID(), digestOfToken(token), localName, ['administrator', 'quality'], at],
  )
  return token
}
