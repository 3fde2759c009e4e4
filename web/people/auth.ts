import type { Refusal, RefusalCode } from '@maek/domain/refusal.ts'
import { say, type Words } from '@maek/domain/words.ts'
import { Refused } from '../api.ts'

/* The sign-in library's own routes under /api/auth. Its English messages are never shown: ours stand here. */

const answers: Readonly<Record<string, { readonly code: RefusalCode; readonly because: Words }>> = {
  INVALID_EMAIL_OR_PASSWORD: {
    code: 'invalid',
    because: say('이메일 주소나 비밀번호가 맞지 않습니다.', 'The email address or the password is wrong.'),
  },
  INVALID_PASSWORD: {
    code: 'invalid',
    because: say('비밀번호가 맞지 않습니다.', 'The password is wrong.'),
  },
  INVALID_CODE: {
    code: 'invalid',
    because: say(
      '인증 번호가 맞지 않습니다. 앱에 지금 보이는 여섯 자리를 입력하십시오.',
      'The code is wrong. Enter the six digits the app shows now.',
    ),
  },
  INVALID_BACKUP_CODE: {
    code: 'invalid',
    because: say(
      '복구 코드가 맞지 않거나 이미 쓰였습니다.',
      'The recovery code is wrong or was used before.',
    ),
  },
  INVALID_TWO_FACTOR_COOKIE: {
    code: 'invalid',
    because: say(
      '인증 시간이 지났습니다. 비밀번호부터 다시 입력하십시오.',
      'This step has expired. Start again with your password.',
    ),
  },
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: {
    code: 'too-many',
    because: say(
      '여러 번 틀렸습니다. 비밀번호부터 다시 입력하십시오.',
      'Too many wrong codes. Start again with your password.',
    ),
  },
  ACCOUNT_TEMPORARILY_LOCKED: {
    code: 'too-many',
    because: say(
      '여러 번 틀려 계정이 잠시 잠겼습니다. 잠시 뒤 다시 시도하십시오.',
      'Too many failures: the account is locked for a while. Try again later.',
    ),
  },
  PASSKEY_NOT_FOUND: {
    code: 'invalid',
    because: say(
      '이 서버에 등록되지 않은 패스키입니다. 비밀번호로 로그인하십시오.',
      'This passkey is not registered here. Sign in with your password.',
    ),
  },
  SESSION_NOT_FRESH: {
    code: 'not-signed-in',
    because: say(
      '로그인한 지 오래되었습니다. 다시 로그인한 뒤 시도하십시오.',
      'You signed in long ago. Sign in again, then repeat this.',
    ),
  },
  PREVIOUSLY_REGISTERED: {
    code: 'conflict',
    because: say('이미 등록된 패스키입니다.', 'This passkey is registered already.'),
  },
  PASSWORD_TOO_SHORT: {
    code: 'invalid',
    because: say('비밀번호는 12자 이상이어야 합니다.', 'A password has at least 12 characters.'),
  },
}

const tooMany: Refusal = {
  code: 'too-many',
  because: say(
    '짧은 시간에 너무 많이 시도했습니다. 1분 뒤 다시 시도하십시오.',
    'Too many attempts in a short time. Try again in a minute.',
  ),
}
const unreachable: Refusal = {
  code: 'unavailable',
  because: say(
    '서버에 연결할 수 없습니다. 연결을 확인하고 다시 시도하십시오.',
    'The server cannot be reached. Check the connection and try again.',
  ),
}
const other: Refusal = {
  code: 'unavailable',
  because: say(
    '인증을 마치지 못했습니다. 다시 시도하십시오.',
    'The check could not be completed. Try again.',
  ),
}

/** Posts to (or, without a body, gets from) a route of the sign-in library; throws `Refused` in our words. */
export async function askAuth(path: string, body?: object): Promise<unknown> {
  const answer = await fetch(`/api/auth${path}`, {
    method: body ? 'POST' : 'GET',
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      'x-maek': '1',
      ...(body && { 'content-type': 'application/json' }),
    },
    body: body ? JSON.stringify(body) : null,
  }).catch(() => null)
  if (!answer) throw new Refused(unreachable, 0)
  const value: unknown = await answer.json().catch(() => null)
  if (answer.ok) return value
  if (answer.status === 429) throw new Refused(tooMany, 429)
  throw new Refused(answers[textOf(value, 'code')] ?? other, answer.status)
}

/** A text property of an answer whose shape is not ours; empty where it has none. */
export function textOf(value: unknown, name: string): string {
  const found = propertyOf(value, name)
  return typeof found === 'string' ? found : ''
}

export function propertyOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined
}
