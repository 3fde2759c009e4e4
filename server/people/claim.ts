import type { claimInvitation } from '@maek/domain/people/api.ts'
import type { Role } from '@maek/domain/permissions.ts'
import type { Actor } from '@maek/domain/record.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { canonicalText } from '@maek/ledger/canonical.ts'
import type { z } from 'zod'
import type { Call } from '../http/handler.ts'
import { digestOfToken } from './sign-in.ts'

/**
 * A one-time link makes a person a member and signs them in. Spending the link, the membership and its entry in
 * the log are one transaction, so two clicks make one member; an existing account must prove its password first.
 */
export async function claim(
  input: z.output<typeof claimInvitation.input>,
  call: Call,
): Promise<Answer<{ userId: string }>> {
  const { pool } = call.house.database
  const email = input.email.toLowerCase()
  const found = await pool.query<{ org_id: string; id: string; roles: Role[]; email: string | null }>(
    'select org_id, id, roles, email from invitation where token_digest = $1 and used_at is null and expires_at > $2',
    [digestOfToken(input.token), call.house.now()],
  )
  const invitation = found.rows[0]
  if (!invitation) return spent()
  if (invitation.email !== null && invitation.email.toLowerCase() !== email) {
    return refuse(
      'invalid',
      say('초대받은 이메일 주소로만 등록할 수 있습니다.', 'Use the email address that was invited.'),
      'email',
    )
  }
  const name = input.name.normalize('NFC').trim()
  // Hangul fillers are letters that show nothing.
  if (!/[^\P{L}\u115f\u1160\u3164\uffa0]/u.test(name) || /[\p{C}\p{Zl}\p{Zp}]/u.test(name)) return unfitName()
  const person = await findOrMakeUser(call, { name, email, password: input.password })
  if (!person.ok) return person
  const joined = await join(call, invitation, person.value)
  if (!joined.ok) {
    if (person.value.isFresh) await removeUser(call, person.value.id)
    return joined
  }
  await signIn(call, { email, password: input.password })
  return accept({ userId: person.value.id })
}

type Person = { readonly id: string; readonly name: string; readonly isFresh: boolean }
type Invitation = { readonly org_id: string; readonly id: string; readonly roles: Role[] }

const spentMeanwhile = new Error('the invitation was spent by somebody else in the same moment')

async function join(call: Call, invitation: Invitation, person: Person): Promise<Answer<unknown>> {
  const { org_id: organisation, roles } = invitation
  const at = call.house.now()
  const actor: Actor = { id: person.id, name: person.name, kind: 'human', roles, organisation }
  const canonical = canonicalText({ v: 1, subject: person.id, by: person.id, at, roles })
  try {
    return await call.house.committer.commit({
      organisation,
      decisions: [],
      notes: [{ kind: 'access', id: person.id, act: 'member.join', canonical, actor, at }],
      alongside: async (on) => {
        const spend = await on.query(
          'update invitation set used_at = $3 where org_id = $1 and id = $2 and used_at is null and expires_at > $3',
          [organisation, invitation.id, at],
        )
        if (spend.rowCount !== 1) throw spentMeanwhile
        await on.query(
          `insert into member (org_id, user_id, roles, created_at) values ($1, $2, $3, $4)
           on conflict (org_id, user_id) do update set roles = excluded.roles, disabled = false`,
          [organisation, person.id, roles, at],
        )
      },
    })
  } catch (error) {
    if (error === spentMeanwhile) return spent()
    throw error
  }
}

async function findOrMakeUser(
  call: Call,
  given: { name: string; email: string; password: string },
): Promise<Answer<Person>> {
  const { library, passwordHolds } = call.house.people
  const context = await library.auth.$context
  const known = await context.internalAdapter.findUserByEmail(given.email)
  if (!known) return makeUser(call, given)
  const outcome = await passwordHolds(known.user.id, given.password)
  if (outcome === 'yes') return accept({ id: known.user.id, name: known.user.name, isFresh: false })
  if (outcome === 'locked')
    return refuse(
      'too-many',
      say(
        '비밀번호를 여러 번 틀려 잠시 잠겼습니다. 15분 뒤 다시 하십시오.',
        'Too many wrong passwords. Try again in 15 minutes.',
      ),
      'password',
    )
  return refuse(
    'invalid',
    say(
      '이미 있는 계정입니다. 그 계정의 비밀번호를 입력하십시오.',
      'This account exists. Enter its password.',
    ),
    'password',
  )
}

async function makeUser(
  call: Call,
  given: { name: string; email: string; password: string },
): Promise<Answer<Person>> {
  const context = await call.house.people.library.auth.$context
  const { name, email } = given
  const password = await context.password.hash(given.password)
  const user = await context.internalAdapter
    .createUser({ name, email, emailVerified: false }, { method: 'email-password' })
    .catch(async (error: unknown) => {
      // Two clicks at once: the other one made the account, and with it the link is as good as spent.
      if (await context.internalAdapter.findUserByEmail(email)) return null
      throw error
    })
  if (!user) return spent()
  await context.internalAdapter.linkAccount({
    userId: user.id,
    providerId: 'credential',
    accountId: user.id,
    password,
  })
  return accept({ id: user.id, name, isFresh: true })
}

/** An account nobody joined with must not stay behind. */
async function removeUser(call: Call, id: string): Promise<void> {
  const { internalAdapter } = await call.house.people.library.auth.$context
  await internalAdapter.deleteUser(id)
}

async function signIn(call: Call, given: { email: string; password: string }): Promise<void> {
  const { auth, uncovered } = call.house.people.library
  const { headers } = await uncovered(() =>
    auth.api.signInEmail({ body: given, headers: call.request.headers, returnHeaders: true }),
  )
  for (const cookie of headers.getSetCookie()) call.headers.append('set-cookie', cookie)
}

function unfitName() {
  return refuse(
    'invalid',
    say(
      '서명에 쓸 이름을 한 줄로, 보이는 글자로 적으십시오.',
      'Write the name for your signature in one line of visible characters.',
    ),
    'name',
  )
}

function spent() {
  return refuse(
    'invalid',
    say(
      '이미 사용했거나 만료된 초대 주소입니다. 관리자에게 새 주소를 받으십시오.',
      'This link was used or has expired. Ask the administrator for a new one.',
    ),
    'token',
  )
}
