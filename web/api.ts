import type { Endpoint } from '@maek/domain/endpoint.ts'
import type { Refusal } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import {
  queryOptions,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { z } from 'zod'

type Sent<I extends z.ZodType> = Omit<z.input<I>, 'key'>

export type CallOptions = {
  /** The body of an endpoint that carries bytes. */
  readonly bytes?: Blob
  /** Part sent so far, 0 to 1. */
  readonly onProgress?: (part: number) => void
  readonly signal?: AbortSignal
}

/** Thrown when the house says no. Not a bug: pages show `refusal.because` and what to do next. */
export class Refused extends Error {
  readonly refusal: Refusal
  readonly status: number
  constructor(refusal: Refusal, status: number) {
    super(refusal.because.en)
    this.refusal = refusal
    this.status = status
  }
}

/** Calls an endpoint of the house and answers its output; throws `Refused`. */
export async function call<I extends z.ZodType, O extends z.ZodType>(
  endpoint: Endpoint<I, O>,
  input: Sent<I>,
  options: CallOptions = {},
): Promise<z.output<O>> {
  const answer = await send(endpoint, input, options)
  return answer.json()
}

/** Fetches an endpoint whose answer is a file, for what may be refused or is no plain GET link; throws `Refused`. */
export async function download<I extends z.ZodType>(endpoint: Endpoint<I>, input: Sent<I>): Promise<File> {
  const answer = await send(endpoint, input, {})
  // RFC 8187, as server/http/app.ts writes it.
  const named = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get('content-disposition') ?? '')?.[1]
  return new File([await answer.blob()], decodeURIComponent(named ?? 'download'))
}

async function send(endpoint: Endpoint, input: object, options: CallOptions): Promise<Response> {
  const { address, rest } = addressOf(endpoint, input)
  const writes = endpoint.method !== 'GET'
  const headers: Record<string, string> = { accept: endpoint.download ?? 'application/json', 'x-maek': '1' }
  // One key for one act of the person: a repeat after a broken connection cannot write twice.
  if (writes) headers['idempotency-key'] = freshKey()
  const asQuery = endpoint.bytesMax !== undefined || !writes || endpoint.method === 'DELETE'
  if (writes && !asQuery) headers['content-type'] = 'application/json'
  if (options.bytes) headers['content-type'] = 'application/octet-stream'
  const request = {
    method: endpoint.method,
    address: asQuery ? withQuery(address, rest) : address,
    headers,
    body: options.bytes ?? (asQuery ? null : JSON.stringify(rest)),
  }
  const answer = options.onProgress
    ? await sendBytes(request, options)
    : await sendPatiently(request, options)
  if (answer.status >= 400) throw new Refused(await refusalOf(answer), answer.status)
  return answer
}

/** The address of a download or other GET, for a plain link. */
export function hrefOf<I extends z.ZodType, O extends z.ZodType>(
  endpoint: Endpoint<I, O>,
  input: Sent<I>,
): string {
  const { address, rest } = addressOf(endpoint, input)
  return withQuery(address, rest)
}

/** Query options of a reading endpoint: `useQuery(ask(readRecord, { kind, id }))`, or a loader's `ensureQueryData`. */
export function ask<I extends z.ZodType, O extends z.ZodType>(endpoint: Endpoint<I, O>, input: Sent<I>) {
  return queryOptions({
    queryKey: [endpoint.name, input],
    queryFn: ({ signal }) => call(endpoint, input, { signal }),
  })
}

export function useAsk<I extends z.ZodType, O extends z.ZodType>(
  endpoint: Endpoint<I, O>,
  input: Sent<I>,
): UseQueryResult<z.output<O>> {
  return useQuery(ask(endpoint, input))
}

/** Meta of a query that must not be asked again by itself: its answer serves one act (a signature's ticket). */
export const once: Readonly<Record<string, unknown>> = { once: true }

/** A writing endpoint: after a write everything shown is read anew, for one act may change clocks, links and counts. */
export function useTell<I extends z.ZodType, O extends z.ZodType>(endpoint: Endpoint<I, O>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (input: Sent<I>): Promise<z.output<O>> => call(endpoint, input),
    onSuccess: () => queries.invalidateQueries({ predicate: (query) => query.meta !== once }),
  })
}

function addressOf(endpoint: Endpoint, input: object): { address: string; rest: Record<string, unknown> } {
  const rest: Record<string, unknown> = { ...input }
  const address = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = rest[name]
    delete rest[name]
    return encodeURIComponent(String(value))
  })
  return { address: `/api${address}`, rest }
}

function withQuery(address: string, rest: Record<string, unknown>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(rest)) {
    if (value !== undefined && value !== '')
      query.set(name, typeof value === 'string' ? value : JSON.stringify(value))
  }
  const text = query.toString()
  return text === '' ? address : `${address}?${text}`
}

type Request = {
  readonly method: string
  readonly address: string
  readonly headers: Record<string, string>
  readonly body: Blob | string | null
}

const unreachable: Refusal = {
  code: 'unavailable',
  because: say(
    '서버에 연결할 수 없습니다. 연결을 확인하고 다시 시도하십시오.',
    'The server cannot be reached. Check the connection and try again.',
  ),
}

/** A broken connection is weather: tried twice more under the same key, then said. */
async function sendPatiently(request: Request, options: CallOptions): Promise<Response> {
  const { method, address, headers, body } = request
  for (let attempt = 1; ; attempt++) {
    try {
      return await fetch(address, {
        method,
        headers,
        body,
        signal: options.signal ?? null,
        credentials: 'same-origin',
      })
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      if (attempt === 3) throw new Refused(unreachable, 0)
      await new Promise((resolve) => setTimeout(resolve, attempt * 400))
    }
  }
}

/** fetch cannot tell how much has been sent; XMLHttpRequest can. */
function sendBytes(request: Request, options: CallOptions): Promise<Response> {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest()
    sending.open(request.method, request.address)
    for (const [name, value] of Object.entries(request.headers)) sending.setRequestHeader(name, value)
    sending.upload.onprogress = (event) => {
      if (event.lengthComputable) options.onProgress?.(event.loaded / event.total)
    }
    sending.onload = () => resolve(new Response(sending.responseText, { status: sending.status }))
    sending.onerror = () => reject(new Refused(unreachable, 0))
    sending.onabort = () => reject(new DOMException('aborted', 'AbortError'))
    options.signal?.addEventListener('abort', () => sending.abort())
    sending.send(request.body)
  })
}

/** Whatever the server answered, a refusal with words: its own, or ours where a proxy spoke instead. */
async function refusalOf(answer: Response): Promise<Refusal> {
  const value: unknown = await answer.json().catch(() => null)
  if (isRefusal(value)) return value
  return {
    code: 'unavailable',
    because: say(
      `서버가 답하지 못했습니다(${answer.status}). 잠시 뒤 다시 시도하십시오.`,
      `The server could not answer (${answer.status}). Try again in a moment.`,
    ),
  }
}

function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'code' in value && 'because' in value
}

/** Random in plain http too, where crypto.randomUUID is missing. */
export function freshKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}
