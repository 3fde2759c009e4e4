import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { domains, may } from '@maek/domain/permissions.ts'
import type { Actor } from '@maek/domain/record.ts'
import { type Refusal, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { Hono } from 'hono'
import { weatherRefusal } from '../database/weather.ts'
import { uploadFolder } from '../files/upload.ts'
import type { House } from '../house.ts'
import type { Call, Download, Handler } from './handler.ts'
import { readInput } from './input.ts'
import { openApiDocument } from './openapi.ts'
import { fault, notFound, problem } from './problems.ts'
import { answerSignIn } from './sign-in-door.ts'

/** Folds the endpoint list into routes. Every call passes the same steps: origin, who, may, input, act, answer. */
export function openApp(house: House, handlers: readonly Handler[]): Hono {
  const app = new Hono()
  app.onError((error, context) => {
    const weather = weatherRefusal(error)
    if (weather) {
      const because = error instanceof Error ? error.message : String(error)
      house.log({ level: 'warn', what: 'weather', path: context.req.path, error: because })
      return problem(weather)
    }
    const id = randomUUID()
    house.log({
      level: 'error',
      id,
      path: context.req.path,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    })
    return fault(id)
  })
  app.all('/api/auth/*', (context) => answerSignIn(house, context.req.raw, context.env))
  for (const handler of handlers) {
    const { method, path } = handler.endpoint
    app.on(method, `/api${path.replaceAll(/\{(\w+)\}/g, ':$1')}`, (context) =>
      answer(house, handler, { request: context.req.raw, path: context.req.param() }),
    )
  }
  app.get('/api/openapi.json', (context) => context.json(openApiDocument()))
  app.all('/api/*', () => problem(notFound))
  return app
}

async function answer(
  house: House,
  handler: Handler,
  { request, path }: { request: Request; path: Record<string, string> },
): Promise<Response> {
  const foreign = foreignOrigin(request)
  if (foreign) return problem(foreign)
  const actor = await house.people.actorOf(request)
  const barred = barredFrom(handler, actor)
  if (barred) return problem(barred)
  const read = await readInput(handler.endpoint, request, { path, uploads: uploadFolder(house) })
  if (!read.ok) return problem(read.refusal)
  const { input, digest, bytes, upload } = read.value
  const call: Call = { house, actor, request, digest, bytes, upload, headers: new Headers() }
  const answered = await runAndClear(handler, input, call)
  if (!answered.ok) return problem(answered.refusal, call.headers)
  if (handler.endpoint.download) return downloadResponse(answered.value as Download) // handle() types it so
  call.headers.set('content-type', 'application/json; charset=utf-8')
  call.headers.set('cache-control', 'no-store')
  call.headers.set('x-content-type-options', 'nosniff')
  return new Response(JSON.stringify(answered.value), { headers: call.headers })
}

/** Coarse permission of the endpoint: granted in any domain. The decision of each act asks for its own domain. */
function barredFrom(handler: Handler, actor: Actor | null): Refusal | null {
  const { access } = handler.endpoint
  if (access === 'open') return null
  if (!actor) return refuse('not-signed-in', say('로그인이 필요합니다.', 'Sign in first.')).refusal
  if (access === 'session') return null
  const names = Object.keys(domains) as (keyof typeof domains)[] // keys of a literal table
  if (names.some((domain) => may(actor.roles, access, domain))) return null
  return refuse('not-allowed', say('이 작업을 할 권한이 없습니다.', 'Your role may not do this.')).refusal
}

/**
 * A write must come from our own page or from a program with a token: a form on another site can send neither our
 * header nor JSON, and browsers name the site a request comes from (OWASP ASVS 3.5.1).
 */
function foreignOrigin(request: Request): Refusal | null {
  // An authorization header is never beside a cookie's power (people/sign-in.ts), so no page can lend it.
  const isSafe = request.method === 'GET' || request.method === 'HEAD'
  if (isSafe || request.headers.has('authorization')) return null
  const site = request.headers.get('sec-fetch-site')
  const origin = request.headers.get('origin')
  const sameSite = site === null || site === 'same-origin' || site === 'none'
  const sameHost = origin === null || hostOf(origin) === request.headers.get('host')
  if (sameSite && sameHost && request.headers.get('x-maek') === '1') return null
  return refuse(
    'not-allowed',
    say('다른 사이트에서 온 요청은 받지 않습니다.', 'Requests from other sites are not accepted.'),
    'origin',
  ).refusal
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}

function downloadResponse(download: Download): Response {
  const ascii = download.name.replaceAll(/[^A-Za-z0-9._-]/g, '_')
  return new Response(download.content, {
    headers: {
      'content-type': download.mediaType,
      // RFC 6266: the plain name for old clients, the true one beside it. Always a download, never rendered.
      'content-disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${extendedName(download.name)}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'no-store',
    },
  })
}

/** RFC 8187 value: encodeURIComponent leaves four characters that may not stand there. */
function extendedName(name: string): string {
  const percent = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
  return encodeURIComponent(name.toWellFormed()).replaceAll(/['()*]/g, percent)
}

/** What an upload left behind is removed, whatever came of it; a kept one has been moved away. */
async function runAndClear(handler: Handler, input: unknown, call: Call): ReturnType<Handler['run']> {
  try {
    return await handler.run(input, call)
  } finally {
    if (call.upload) await rm(call.upload.path, { force: true })
  }
}
