import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { withOrganisation } from '@maek/server/database/scope.ts'
import { expect } from 'vitest'
import { z } from 'zod'
import { releaseOf } from '../house-records.ts'
import { type ServedHouse, servedHouse } from '../served-house.ts'
import { person } from '../standing-house.ts'

export type Told = { readonly status: number; readonly body: unknown; readonly text: string }

export type Sent = {
  readonly body?: Iterable<Uint8Array | string>
  /** Announced, whatever is sent; without it the body comes in chunks. */
  readonly length?: number
}

/** A house on a real port, asked by a program with a token, and how to tell that nothing was half-stored. */
export type StormedHouse = ServedHouse & {
  readonly release: { readonly id: string; readonly number: string }
  readonly send: (method: string, path: string, sent?: Sent) => Promise<Told>
  readonly takeIn: (bytes: Uint8Array | string, name?: string) => Promise<Told>
  readonly import: (bytes: Uint8Array | string) => Promise<Told>
  /** Rows of every table and files on disk are the same before and after, but in tables that keep attempts. */
  readonly unchanged: (work: () => Promise<void>, ...attempts: readonly string[]) => Promise<void>
}

export async function stormedHouse(): Promise<StormedHouse> {
  const served = await servedHouse()
  const { house, address } = served
  const quality = person(house.organisation, '김품질', 'quality')
  const release = await releaseOf(house, quality)
  // The one the command line has: a new one would end it.
  const [, token = ''] = (await readFile(join(served.folder, 'cli-token'), 'utf8')).split('\n')
  const send = (method: string, path: string, sent: Sent = {}) =>
    sendTo(`${address}/api${path}`, { method, token, ...sent })
  const takeIn = (bytes: Uint8Array | string, name = 'bom.json') =>
    send('POST', `/intake/sbom?name=${encodeURIComponent(name)}&release=${release.id}`, { body: [bytes] })
  return {
    ...served,
    release: { id: release.id, number: release.number },
    send,
    takeIn,
    import: (bytes) => send('POST', '/feeds/import?name=all.zip', { body: [bytes] }),
    unchanged: async (work, ...attempts) => {
      const before = await stored(served, attempts)
      await work()
      expect(await stored(served, attempts)).toEqual(before)
    },
  }
}

type Asked = Sent & { readonly method: string; readonly token: string }

/** Ends with the answer even where the server stops listening in the middle. */
function sendTo(address: string, { method, token, body = [], length }: Asked): Promise<Told> {
  return new Promise((done, fail) => {
    const asking = request(address, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(length === undefined ? {} : { 'content-length': length }),
      },
    })
    let answered = false
    asking.on('response', (response) => {
      answered = true
      text(response).then((told) => {
        asking.destroy()
        done({ status: response.statusCode ?? 0, body: jsonOf(told), text: told })
      }, fail)
    })
    asking.on('error', (error) => {
      if (!answered) fail(error)
    })
    void write(asking, body, () => answered).then(() => {
      // What was announced and not sent is waited for by the server, not by us.
      if (length === undefined) asking.end()
      else asking.flushHeaders()
    })
  })
}

type Asking = ReturnType<typeof request>

async function write(asking: Asking, body: Iterable<Uint8Array | string>, answered: () => boolean) {
  for (const part of body) {
    if (answered() || asking.destroyed) return
    if (asking.write(part)) continue
    const enough = new AbortController()
    await Promise.race(
      ['drain', 'close', 'response'].map((name) => once(asking, name, { signal: enough.signal })),
    ).catch(() => undefined) // it broke off: the answer, or its absence, says so
    enough.abort()
  }
}

function jsonOf(told: string): unknown {
  try {
    return JSON.parse(told)
  } catch {
    return undefined // a page or a file: the test looks at its text
  }
}

/** Counts of all that is durable. */
async function stored({ house }: ServedHouse, attempts: readonly string[]): Promise<Record<string, number>> {
  const columns = await house.database.pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  )
  const sql = columns.rows
    .filter(({ name }) => !attempts.includes(name))
    .map(({ name }) => `select '${name}' as name, count(*)::int as rows from "${name}"`)
    .join(' union all ')
  const counted = await withOrganisation(house.database, house.organisation.id, (client) =>
    client.query<{ name: string; rows: number }>(sql),
  )
  const files = attempts.includes('files on disk')
    ? []
    : await readdir(house.files.folder, { recursive: true }).catch(() => [])
  return {
    ...Object.fromEntries(counted.rows.map(({ name, rows }) => [name, rows])),
    'files on disk': files.length,
  }
}

const refusal = z.looseObject({
  code: z.string(),
  because: z.object({ ko: z.string().regex(/[가-힣]/), en: z.string().regex(/[a-z]/) }),
})

/** A refusal in both languages that shows nothing of our inside, and is no longer than a page. */
export function expectRefusal(told: Told, ...statuses: readonly number[]): void {
  expect(statuses, told.text.slice(0, 500)).toContain(told.status)
  expect(refusal.safeParse(told.body).success, told.text.slice(0, 500)).toBe(true)
  expect(told.text).not.toMatch(/node_modules|\.ts:\d+|at async|syntax error|ZodError/)
  expect(told.text.length).toBeLessThan(20_000)
}

/** What an accepted intake answered. */
export function accepted(told: Told) {
  expect(told.status, told.text.slice(0, 500)).toBe(200)
  return z
    .looseObject({
      record: z.object({ id: z.string(), number: z.string() }),
      components: z.number(),
      faults: z.array(z.object({ place: z.string(), because: z.object({ ko: z.string(), en: z.string() }) })),
    })
    .parse(told.body)
}

export const cycloneDx = (more: object) =>
  JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, ...more })
