import { hash } from 'node:crypto'
import type { Endpoint } from '@maek/domain/endpoint.ts'
import { refusalOf } from '@maek/domain/parse.ts'
import { type Answer, accept, type Refusal, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { generalRules, type JsonRules } from '@maek/ledger/canonical.ts'
import { isJsonObject, parseJson } from '@maek/ledger/json.ts'
import { z } from 'zod'
import { receiveUpload, tooLarge, type Upload } from '../files/upload.ts'

/** A record with its longest texts fits; larger things come as files. */
export const jsonBytesMax = 2_000_000
const uploadBytesMax = 500_000_000

/** JSON from outside: no record has ten thousand fields, and no text of ours holds NUL or an escape code. */
export const doorRules: JsonRules = { ...generalRules, namesMax: 10_000, controls: 'refused' }

export type Input = {
  readonly input: unknown
  readonly digest: Buffer
  readonly bytes: Buffer
  /** The body of an endpoint that takes files larger than memory, in a file that the door removes afterwards. */
  readonly upload: Upload | null
}

/** What a request brings beside its body. */
export type Arrived = { readonly path: Readonly<Record<string, string>>; readonly uploads: string }

/** Path, query and body as one object, parsed by the endpoint's schema. Nothing unknown passes, nothing is guessed. */
export async function readInput(
  endpoint: Endpoint,
  request: Request,
  { path, uploads }: Arrived,
): Promise<Answer<Input>> {
  const carriesJson =
    endpoint.bytesMax === undefined && (request.method === 'POST' || request.method === 'PUT')
  const unreadable = wrongForm(request)
  if (unreadable) return unreadable
  if (endpoint.toFile) return readToFile(endpoint, request, { path, uploads })
  const read = await readBytes(request, endpoint.bytesMax ?? jsonBytesMax)
  if (!read.ok) return read
  const body = carriesJson ? jsonBody(request, read.value) : accept({})
  if (!body.ok) return body
  const parsed = parametersOf(endpoint, request, { path, body: body.value, carriesJson })
  if (!parsed.ok) return parsed
  const bytes = carriesJson ? Buffer.alloc(0) : read.value
  return accept({ input: parsed.value, digest: digestOf(request, read.value), bytes, upload: null })
}

/** The parameters are judged first: a body of gigabytes is not received for a call that is refused anyway. */
async function readToFile(
  endpoint: Endpoint,
  request: Request,
  { path, uploads }: Arrived,
): Promise<Answer<Input>> {
  const parsed = parametersOf(endpoint, request, { path, body: {}, carriesJson: false })
  if (!parsed.ok) return parsed
  const max = endpoint.bytesMax ?? jsonBytesMax
  if (Number(request.headers.get('content-length') ?? 0) > max) return tooLarge(max)
  const upload = await receiveUpload(uploads, request.body, max)
  if (!upload.ok) return upload
  const digest = digestOf(request, Buffer.from(upload.value.sha256, 'hex'))
  return accept({ input: parsed.value, digest, bytes: Buffer.alloc(0), upload: upload.value })
}

function digestOf(request: Request, content: Buffer): Buffer {
  const { pathname, search } = new URL(request.url)
  return hash(
    'sha256',
    Buffer.concat([Buffer.from(`${request.method} ${pathname}${search}\n`), content]),
    'buffer',
  )
}

function parametersOf(
  endpoint: Endpoint,
  request: Request,
  {
    path,
    body,
    carriesJson,
  }: Pick<Arrived, 'path'> & { body: Record<string, unknown>; carriesJson: boolean },
): Answer<unknown> {
  const query = queryOf(request)
  if (!query.ok) return query
  // What carries JSON says everything there: a parameter beside it would be a second truth.
  const [beside] = carriesJson ? Object.keys(query.value) : []
  if (beside !== undefined) return unknownParameter(beside)
  const unsafe = Object.entries({ ...path, ...query.value }).find(([, value]) => controls.test(value))
  if (unsafe)
    return refuse(
      'invalid',
      say('제어 문자가 들어 있습니다.', 'A parameter contains a control character.'),
      unsafe[0],
    )
  const doubled = Object.keys({ ...query.value, ...body }).find((name) => Object.hasOwn(path, name))
  if (doubled !== undefined)
    return refuse(
      'invalid',
      say(
        '주소에 있는 값을 본문에 다시 보낼 수 없습니다.',
        'A value given in the path must not be sent again in the body.',
      ),
      doubled,
    )
  const given = { ...withKey(endpoint, request), ...query.value, ...body, ...path }
  const parsed = endpoint.input.safeParse(given, { reportInput: true })
  if (!parsed.success) return { ok: false, refusal: refusalOf(parsed.error, {}, '') }
  return accept(parsed.data)
}

/** The idempotency key of a write, from its header. */
function withKey(endpoint: Endpoint, request: Request): { key?: string } {
  const key = request.headers.get('idempotency-key')
  const takesKey = endpoint.input instanceof z.ZodObject && 'key' in endpoint.input.shape
  return key !== null && takesKey ? { key } : {}
}

const controls = /\p{Cc}/u

function queryOf(request: Request): Answer<Record<string, string>> {
  const query = new Map<string, string>()
  for (const [name, value] of new URL(request.url).searchParams) {
    // As a property it would be no parameter but the object's own nature.
    if (name === '__proto__') return unknownParameter(name)
    if (query.has(name))
      return refuse(
        'invalid',
        say('같은 매개변수가 두 번 있습니다.', 'The same parameter is given twice.'),
        name.slice(0, 60),
      )
    query.set(name, value)
  }
  return accept(Object.fromEntries(query))
}

function unknownParameter(name: string) {
  return refuse(
    'invalid',
    say(
      '주소에 이 매개변수를 쓸 수 없습니다. 빼고 다시 보내십시오.',
      'This parameter is not allowed in the address. Remove it and send again.',
    ),
    name.slice(0, 60),
  )
}

/** What we cannot read as it was meant: compressed bodies, forms with parts. */
function wrongForm(request: Request): { ok: false; refusal: Refusal } | null {
  const encoding = request.headers.get('content-encoding') ?? 'identity'
  if (encoding.toLowerCase() !== 'identity')
    return refuse(
      'wrong-type',
      say('압축하지 않은 본문을 보내십시오.', 'Send the body uncompressed.'),
      'content-encoding',
    )
  if (!/^multipart\//i.test(request.headers.get('content-type') ?? '')) return null
  return refuse(
    'wrong-type',
    say(
      '양식이 아니라 파일 내용 그대로를 본문으로 보내십시오.',
      'Send the file itself as the body, not a form.',
    ),
    'content-type',
  )
}

function jsonBody(request: Request, bytes: Buffer): Answer<Record<string, unknown>> {
  if (bytes.length === 0) return accept({})
  if (!/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(request.headers.get('content-type') ?? '')) {
    return refuse(
      'wrong-type',
      say('본문은 UTF-8 application/json이어야 합니다.', 'The body must be application/json in UTF-8.'),
      'content-type',
    )
  }
  const parsed = parseJson(bytes, { ...doorRules, bytesMax: jsonBytesMax })
  if (!parsed.ok) return { ok: false, refusal: { ...parsed.refusal, field: parsed.refusal.field ?? 'body' } }
  if (!isJsonObject(parsed.value))
    return refuse('invalid', say('본문은 JSON 객체여야 합니다.', 'The body must be a JSON object.'), 'body')
  return accept({ ...parsed.value })
}

/** Reads at most `max` bytes; what is larger is refused before it is all in memory. */
export async function readBytes(request: Request, max: number): Promise<Answer<Buffer>> {
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
