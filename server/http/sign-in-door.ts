import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { parseJson } from '@maek/ledger/json.ts'
import { z } from 'zod'
import type { House } from '../house.ts'
import { peerHeader } from '../people/library.ts'
import { doorRules, readBytes } from './input.ts'
import { problem } from './problems.ts'

const bodyBytesMax = 64_000

/**
 * The sign-in library's own routes, which anybody on the network reaches, behind the same door as ours: bounded
 * bodies, strict JSON, the caller's true address, nothing cached. The library itself would read a gigabyte.
 */
export async function answerSignIn(house: House, request: Request, environment: unknown): Promise<Response> {
  const checked = await boundedRequest(request, environment)
  if (!checked.ok) return problem(checked.refusal)
  const answer = await house.people.answerAuth(checked.value)
  answer.headers.set('cache-control', 'no-store')
  answer.headers.set('x-content-type-options', 'nosniff')
  return answer
}

async function boundedRequest(request: Request, environment: unknown): Promise<Answer<Request>> {
  const read = await readBytes(request, bodyBytesMax)
  if (!read.ok) return read
  const bytes = read.value
  if (bytes.length > 0) {
    if (!/^application\/json\s*(;|$)/i.test(request.headers.get('content-type') ?? ''))
      return refuse(
        'wrong-type',
        say('본문은 application/json이어야 합니다.', 'The body must be application/json.'),
        'content-type',
      )
    const parsed = parseJson(bytes, { ...doorRules, depthMax: 8, bytesMax: bodyBytesMax })
    if (!parsed.ok)
      return { ok: false, refusal: { ...parsed.refusal, field: parsed.refusal.field ?? 'body' } }
  }
  const { method, url } = request
  const body = bytes.length > 0 ? new Uint8Array(bytes) : null
  return accept(new Request(url, { method, headers: headersWithPeer(request, environment), body }))
}

/** Who is connected, for the limits of sign-in; what a client claims under that name is replaced. */
function headersWithPeer(request: Request, environment: unknown): Headers {
  const headers = new Headers(request.headers)
  const incoming = z
    .object({ incoming: z.object({ socket: z.object({ remoteAddress: z.string() }) }) })
    .safeParse(environment)
  headers.set(peerHeader, incoming.data?.incoming.socket.remoteAddress ?? '127.0.0.1')
  return headers
}
