import { hash } from 'node:crypto'
import type { Endpoint } from '@maek/domain/endpoint.ts'
import { refusalOf } from '@maek/domain/parse.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { generalRules } from '@maek/ledger/canonical.ts'
import { isJsonObject, parseJson } from '@maek/ledger/json.ts'
import { z } from 'zod'

/** A record with its longest texts fits; larger things come as files. */
export const jsonBytesMax = 2_000_000
const uploadBytesMax = 500_000_000

export type Input = { readonly input: unknown; readonly digest: Buffer; readonly bytes: Buffer }

/** Path, query and body as one object, parsed by the endpoint's schema. Nothing unknown passes, nothing is guessed. */
export async function readInput(
  endpoint: Endpoint,
  request: Request,
  path: Readonly<Record<string, string>>,
): Promise<Answer<Input>> {
  const carriesJson =
    endpoint.bytesMax === undefined && (request.method === 'POST' || request.method === 'PUT')
  const read = await readBytes(request, endpoint.bytesMax ?? jsonBytesMax)
  if (!read.ok) return read
  const body = carriesJson ? jsonBody(request, read.value) : accept({})
  if (!body.ok) return body
  const query = carriesJson ? accept({}) : queryOf(request)
  if (!query.ok) return query
  const doubled = Object.keys({ ...query.value, ...body.value }).find((name) => name in path)
  if (doubled !== undefined)
    return refuse(
      'invalid',
      say('주소에 있는 값을 본문에 다시 보낼 수 없습니다.', 'A value of the path must not be sent again.'),
      doubled,
    )
  const parsed = endpoint.input.safeParse({
    ...withKey(endpoint, request),
    ...query.value,
    ...body.value,
    ...path,
  })
  if (!parsed.success) return { ok: false, refusal: refusalOf(parsed.error, {}, '') }
  const digest = hash(
    'sha256',
    Buffer.concat([Buffer.from(`${request.method} ${new URL(request.url).pathname}\n`), read.value]),
    'buffer',
  )
  return accept({ input: parsed.data, digest, bytes: carriesJson ? Buffer.alloc(0) : read.value })
}

/** The idempotency key of a write, from its header. */
function withKey(endpoint: Endpoint, request: Request): { key?: string } {
  const key = request.headers.get('idempotency-key')
  const takesKey = endpoint.input instanceof z.ZodObject && 'key' in endpoint.input.shape
  return key !== null && takesKey ? { key } : {}
}

function queryOf(request: Request): Answer<Record<string, string>> {
  const query: Record<string, string> = {}
  for (const [name, value] of new URL(request.url).searchParams) {
    if (name in query)
      return refuse(
        'invalid',
        say('같은 매개변수가 두 번 있습니다.', 'The same parameter is given twice.'),
        name,
      )
    query[name] = value
  }
  return accept(query)
}

function jsonBody(request: Request, bytes: Buffer): Answer<Record<string, unknown>> {
  if (bytes.length === 0) return accept({})
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) {
    return refuse(
      'wrong-type',
      say('본문은 application/json 이어야 합니다.', 'The body must be application/json.'),
      'content-type',
    )
  }
  const parsed = parseJson(bytes, { ...generalRules, bytesMax: jsonBytesMax })
  if (!parsed.ok) return { ok: false, refusal: { ...parsed.refusal, field: parsed.refusal.field ?? 'body' } }
  if (!isJsonObject(parsed.value))
    return refuse('invalid', say('본문은 JSON 객체여야 합니다.', 'The body must be a JSON object.'), 'body')
  return accept({ ...parsed.value })
}

/** Reads at most `max` bytes; what is larger is refused before it is all in memory. */
async function readBytes(request: Request, max: number): Promise<Answer<Buffer>> {
  const limit = Math.min(max, uploadBytesMax)
  if (Number(request.headers.get('content-length') ?? 0) > limit) return tooLarge(limit)
  if (!request.body) return accept(Buffer.alloc(0))
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of request.body) {
    size += part.length
    if (size > limit) return tooLarge(limit)
    parts.push(part)
  }
  return accept(Buffer.concat(parts))
}

function tooLarge(limit: number) {
  const megabytes = limit / 1_000_000
  return refuse(
    'too-large',
    say(
      `너무 큽니다. 최대 ${megabytes} MB까지 보낼 수 있습니다.`,
      `Too large. At most ${megabytes} MB may be sent.`,
    ),
    'body',
  )
}
