import { createReadStream } from 'node:fs'
import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Connection } from './connection.ts'
import { byteText, openProgress } from './progress.ts'
import type { Plan } from './request.ts'

/** A file sent as the body of a call. */
export type Upload = { readonly path: string; readonly size: number; readonly label: string }

/** Long packs are made before their first byte comes; a server silent for longer is taken for gone. */
const silenceMs = 600_000

/**
 * Sends one request and gives the response as it begins. Rejects only for the network. node:http and not fetch:
 * fetch gives up after five silent minutes and cannot tell how much of an upload has gone.
 */
export async function send(
  connection: Connection,
  plan: Plan,
  extra: { readonly upload: Upload | undefined; readonly key: string },
): Promise<IncomingMessage> {
  const { upload, key } = extra
  const url = new URL(plan.target, connection.address)
  const body = plan.json === null ? null : Buffer.from(plan.json)
  const length = upload?.size ?? body?.length
  const headers: Record<string, string> = {
    accept: 'application/json, application/octet-stream',
    ...(connection.token !== null && { authorization: `Bearer ${connection.token}` }),
    ...(plan.method !== 'GET' && { 'idempotency-key': key, 'x-maek': '1' }),
    ...(body && { 'content-type': 'application/json' }),
    ...(upload && { 'content-type': 'application/octet-stream' }),
    ...(length !== undefined && { 'content-length': String(length) }),
  }
  const open = url.protocol === 'https:' ? requestHttps : requestHttp
  const request = open(url, { method: plan.method, headers })
  request.setTimeout(silenceMs, () => request.destroy(new Error('silent')))
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    request.on('response', resolve)
    // After the response has begun this rejects a settled promise: a server may answer before all is sent.
    request.on('error', reject)
  })
  if (!upload) {
    request.end(body ?? undefined)
    return answered
  }
  const progress = openProgress(connection.terminal, {
    label: upload.label,
    total: upload.size,
    show: byteText,
  })
  const counted = new Transform({
    transform(part: Buffer, _encoding, done) {
      progress.advance(part.length)
      done(null, part)
    },
  })
  // A broken pipe here shows as the request's own error, or not at all when the answer came first.
  const sent = pipeline(createReadStream(upload.path), counted, request).catch((error: unknown) => {
    request.destroy(error instanceof Error ? error : undefined)
  })
  try {
    const response = await answered
    // Refused before all was sent: the rest need not travel.
    response.on('end', () => {
      if (!request.writableFinished) request.destroy()
    })
    return response
  } finally {
    progress.end()
    void sent
  }
}

/** Reads an answer that is not saved, at most `max` bytes. */
export async function readAll(response: IncomingMessage, max: number): Promise<Buffer | null> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of response) {
    const bytes = Buffer.from(part)
    size += bytes.length
    if (size > max) {
      response.destroy()
      return null
    }
    parts.push(bytes)
  }
  return Buffer.concat(parts)
}
