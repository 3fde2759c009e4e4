import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { readFeedAddress } from '@maek/domain/vulnerabilities/feed-address.ts'
import { instantOf } from '@maek/domain/vulnerabilities/feed-source.ts'
import { say } from '@maek/domain/words.ts'

export type Fetched =
  | { readonly unchanged: true }
  | {
      readonly unchanged: false
      readonly bytes: Buffer
      readonly etag: string | null
      readonly lastModified: string | null
      /** When its publisher last changed it, ISO UTC. */
      readonly changedAt: string | null
    }

export type FetchAsked = {
  readonly url: string
  readonly etag?: string | null
  readonly lastModified?: string | null
  readonly bytesMax?: number
  readonly timeMs?: number
}

const redirectsMax = 3
const bytesMaxUsual = 1_500_000_000
const timeMsUsual = 15 * 60_000

/**
 * Fetches a feed: HTTPS only (plain HTTP from this machine), redirects within the same host only, at most so many
 * bytes in at most so long, and nothing at all where the publisher says that nothing changed. One try; when the next
 * one comes is for `feedDue` to say.
 */
export async function fetchFeed(asked: FetchAsked): Promise<Answer<Fetched>> {
  const end = AbortSignal.timeout(asked.timeMs ?? timeMsUsual)
  try {
    let url = asked.url
    for (let redirects = 0; redirects <= redirectsMax; redirects++) {
      const allowed = readFeedAddress(url)
      if (!allowed.ok) return allowed
      const answer = await fetch(url, { redirect: 'manual', signal: end, headers: headersOf(asked) })
      const next = answer.status >= 300 && answer.status < 400 ? answer.headers.get('location') : null
      if (next === null) return await readAnswer(answer, asked)
      await answer.body?.cancel()
      const target = URL.canParse(next, url) ? new URL(next, url) : null
      if (target?.host !== new URL(url).host) return elsewhere
      url = target.href
    }
    return elsewhere
  } catch (error) {
    return end.aborted ? tooSlow : unreachable(error)
  }
}

function headersOf({ etag, lastModified }: FetchAsked): Record<string, string> {
  return {
    accept: '*/*',
    'user-agent': 'maek-feeds',
    ...(etag ? { 'if-none-match': etag } : {}),
    ...(lastModified ? { 'if-modified-since': lastModified } : {}),
  }
}

async function readAnswer(answer: Response, asked: FetchAsked): Promise<Answer<Fetched>> {
  if (answer.status === 304) {
    await answer.body?.cancel()
    return accept({ unchanged: true })
  }
  const bytesMax = asked.bytesMax ?? bytesMaxUsual
  if (answer.status !== 200 || Number(answer.headers.get('content-length') ?? 0) > bytesMax) {
    await answer.body?.cancel()
    return answer.status === 200 ? tooLarge : refusedBy(answer.status)
  }
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of answer.body ?? []) {
    size += piece.length
    // Leaving the loop ends the connection: what else was coming is never read.
    if (size > bytesMax) return tooLarge
    pieces.push(piece)
  }
  const lastModified = headerOf(answer, 'last-modified')
  const at = lastModified === null ? Number.NaN : Date.parse(lastModified)
  return accept({
    unchanged: false,
    bytes: Buffer.concat(pieces),
    etag: headerOf(answer, 'etag'),
    lastModified,
    changedAt: Number.isNaN(at) ? null : (instantOf(new Date(at).toISOString()) ?? null),
  })
}

/** Sent back to the same publisher later, so: short, and nothing but printable signs. */
function headerOf(answer: Response, name: string): string | null {
  const value = answer.headers.get(name)
  return value !== null && /^[\x20-\x7e]{1,200}$/.test(value) ? value : null
}

const elsewhere = refuse(
  'unavailable',
  say(
    '다른 호스트로 돌려보냈습니다. 따라가지 않았습니다.',
    'It redirects to another host. We did not follow.',
  ),
)

const tooLarge = refuse(
  'too-large',
  say(
    '파일이 한도보다 큽니다. 받다가 멈췄습니다.',
    'The file is larger than the limit. The download was stopped.',
  ),
)

const tooSlow = refuse('unavailable', say('정해진 시간 안에 받지 못했습니다.', 'It did not arrive in time.'))

function refusedBy(status: number) {
  return refuse(
    'unavailable',
    say(`상대 서버가 거절했습니다(HTTP ${status}).`, `The server refused (HTTP ${status}).`),
  )
}

function unreachable(error: unknown) {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : ''
  const told = /^[A-Z_]{3,40}$/.test(code) ? ` (${code})` : ''
  return refuse(
    'unavailable',
    say(
      `연결할 수 없습니다${told}. 주소와 방화벽을 확인하십시오.`,
      `Cannot be reached${told}. Check the address and the firewall.`,
    ),
  )
}
