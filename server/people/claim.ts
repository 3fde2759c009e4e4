import type { claimInvitation } from '@maek/domain/people/api.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import type { z } from 'zod'
import type { Call } from '../http/handler.ts'
import { digestOfToken } from './sign-in.ts'

/**
 * A one-time link makes a person a member and signs them in. The link is spent in the same statement that finds
 * it, so two clicks make one account; an existing account must prove its password first.
 */
export async function claim(
  input: z.output<typeof claimInvitation.input>,
  call: Call,
): Promise<Answer<{ userId: string }>> {
  const { pool } = call.house.database
  const email = input.email.toLowerCase()
  const found = await pool.query<{ org_id: string; id: string; roles: string[]; email: string | null }>(
    'select org_id, id, roles, email from invitation where token_digest = $1 and used_at is null and expires_at > $2',
    [digestOfToken(input.token), call.house.now()],
  )
  const invitation = found.rows[0]
  if (!invitation) return spent()
  if (invitation.email !== null && invitation.email.toLowerCase() !== email) {
    return refuse(
      'invalid',
      say('초대받은 전자우편 주소로만 등록할 수 있습니다.', 'Use the e-mail address that was invited.'),
      'email',
    )
  }
  const person = await findOrMakeUser(call, { ...input, email })
  if (!person.ok) return person
  const spend = await pool.query(
    'update invitation set used_at = $3 where org_id = $1 and id = $2 and used_at is null',
    [invitation.org_id, invitation.id, call.house.now()],
  )
  if (spend.rowCount !== 1) return spent()
  await pool.query(
    `insert into member (org_id, user_id, roles, created_at) values ($1, $2, $3, $4)
     on conflict (org_id, user_id) do update set roles = excluded.roles, disabled = false`,
    [invitation.org_id, person.value, invitation.roles, call.house.now()],
  )
  await signIn(call, { email, password: input.password })
  return accept({ userId: person.value })
}

async function findOrMakeUser(
  call: Call,
  given: { name: string; email: string; password: string },
): Promise<Answer<string>> {
  const { library } = call.house.people
  const context = await library.auth.$context
  const known = await context.internalAdapter.findUserByEmail(given.email)
  if (known) {
    const outcome = await call.house.people.passwordHolds(known.user.id, given.password)
    if (outcome === 'yes') return accept(known.user.id)
    return refuse(
      'invalid',
      say(
        '이미 있는 계정입니다. 그 계정의 비밀번호를 입력하십시오.',
        'This account exists. Enter its password.',
      ),
      'password',
    )
  }
  const user = await context.internalAdapter.createUser(
    {
      name: given.name.normalize('NFC').trim(),
      email: given.email,
      emailVerified: false,
    },
    { method: 'email-password' },
  )
  const password = await context.password.hash(given.password)
  await context.internalAdapter.linkAccount({
    userId: user.id,
    providerId: 'credential',
    accountId: user.id,
    password,
  })
  return accept(user.id)
}

async function signIn(call: Call, given: { email: string; password: string }): Promise<void> {
  const { headers } = await call.house.people.library.auth.api.signInEmail({
    body: given,
    headers: call.request.headers,
    returnHeaders: true,
  })
  for (const cookie of headers.getSetCookie()) call.headers.append('set-cookie', cookie)
}

function spent() {
  return refuse(
    'invalid',
    say(
      '이미 쓰였거나 기한이 지난 초대 주소입니다. 관리자에게 새 주소를 받으십시오.',
      'This link was used or has expired. Ask the administrator for a new one.',
    ),
    'token',
  )
}
