import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Endpoint } from '@maek/domain/endpoint.ts'
import { type Answer, accept, type Refusal, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { z } from 'zod'
import type { Connection } from './connection.ts'
import { readRefusal } from './refusals.ts'
import { type Plan, planOf } from './request.ts'
import { readAll, send, type Upload } from './wire.ts'

const triesMax = 3
const answerBytesMax = 256_000_000

/** Calls an endpoint and gives its answer, checked; a refusal of the server comes through as it is. */
export async function call<I extends z.ZodType, O extends z.ZodType>(
  connection: Connection,
  endpoint: Endpoint<I, O>,
  sent: { readonly input: z.input<I>; readonly upload?: Upload },
): Promise<Answer<z.output<O>>> {
  const answered = await open(connection, endpoint, sent)
  if (!answered.ok) return answered
  const bytes = await readAll(answered.value, answerBytesMax)
  const json = bytes && parsed(bytes)
  const output = endpoint.output.safeParse(json)
  return output.success ? accept(output.data) : notOurs(connection)
}

/** Calls an endpoint and gives the successful response as a stream, or the refusal. */
export async function open(
  connection: Connection,
  endpoint: Endpoint,
  sent: { readonly input: unknown; readonly upload?: Upload },
): Promise<Answer<IncomingMessage>> {
  const plan = planOf(endpoint, z.record(z.string(), z.unknown()).parse(sent.input))
  if (!plan.ok) return plan
  const response = await tryThrice(connection, plan.value, sent.upload)
  if (!response.ok) return response
  if (response.value.statusCode === 200) return response
  const bytes = await readAll(response.value, answerBytesMax)
  const refusal = bytes && readRefusal(parsed(bytes))
  return refusal ? { ok: false, refusal } : notOurs(connection)
}

/** One act, one key: however often it is sent, it happens once. */
async function tryThrice(
  connection: Connection,
  plan: Plan,
  upload: Upload | undefined,
): Promise<Answer<IncomingMessage>> {
  const key = randomUUID()
  for (let tried = 1; ; tried += 1) {
    const outcome = await tryOnce(connection, plan, { upload, key })
    const again = outcome.ok ? outcome.value.statusCode === 503 : mayRepeat(plan, outcome.code)
    if (!again || tried === triesMax) return outcome.ok ? accept(outcome.value) : unreachable(connection)
    if (outcome.ok) outcome.value.resume()
    await connection.terminal.wait(500 * tried)
  }
}

type Outcome =
  | { readonly ok: true; readonly value: IncomingMessage }
  | { readonly ok: false; readonly code: string }

async function tryOnce(
  connection: Connection,
  plan: Plan,
  extra: { readonly upload: Upload | undefined; readonly key: string },
): Promise<Outcome> {
  try {
    return { ok: true, value: await send(connection, plan, extra) }
  } catch (error) {
    // A file that cannot be read is not the network's fault: the caller's words fit better.
    if (error instanceof Error && 'path' in error) throw error
    return { ok: false, code: error instanceof Error && 'code' in error ? String(error.code) : '' }
  }
}

/** A POST without a key is repeated only when it surely never arrived. */
function mayRepeat(plan: Plan, code: string): boolean {
  return plan.method !== 'POST' || plan.takesKey || ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'].includes(code)
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined // Some other program's page: the caller says so.
  }
}

function unreachable(connection: Connection): { ok: false; refusal: Refusal } {
  const { origin } = connection.address
  return refuse(
    'unavailable',
    say(
      `${origin} 서버가 답하지 않습니다. maek up으로 시작하거나 --server로 주소를 정하십시오.`,
      `No answer from ${origin}. Start the server with maek up, or name its address with --server.`,
    ),
    'server',
  )
}

function notOurs(connection: Connection): { ok: false; refusal: Refusal } {
  const { origin } = connection.address
  return refuse(
    'unavailable',
    say(
      `${origin}의 답을 알아볼 수 없습니다. 주소가 맥 서버인지, 버전이 같은지 확인하십시오.`,
      `The answer of ${origin} is not understood. Check that it is a Maek server of the same version.`,
    ),
    'server',
  )
}
