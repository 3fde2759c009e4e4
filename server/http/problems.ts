import type { Refusal, RefusalCode } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'

/** What a status makes the caller do: mend the input, sign in, ask for a role, reload, wait. */
const statusOf: Readonly<Record<RefusalCode, number>> = {
  invalid: 422,
  'not-allowed': 403,
  'not-signed-in': 401,
  'not-found': 404,
  conflict: 409,
  'needs-signature': 428,
  'too-large': 413,
  'wrong-type': 415,
  'too-many': 429,
  unavailable: 503,
}

export function problem(refusal: Refusal, headers?: Headers): Response {
  const answer = new Headers(headers)
  answer.set('content-type', 'application/json; charset=utf-8')
  answer.set('cache-control', 'no-store')
  answer.set('x-content-type-options', 'nosniff')
  if (refusal.code === 'unavailable' || refusal.code === 'too-many') answer.set('retry-after', '5')
  return new Response(JSON.stringify(refusal), { status: statusOf[refusal.code], headers: answer })
}

/** A bug of ours: all of it goes to the log under an id, only the id to the caller. */
export function fault(id: string): Response {
  const because = say(
    `서버 오류입니다. 이 번호로 알려 주십시오: ${id}`,
    `The server has an error. Report it with this number: ${id}`,
  )
  return new Response(JSON.stringify({ code: 'fault', because }), {
    status: 500,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  })
}

export const notFound: Refusal = {
  code: 'not-found',
  because: say(
    '찾을 수 없습니다. 없는 것이거나 볼 권한이 없습니다.',
    'Not found: it does not exist, or you may not see it.',
  ),
}
