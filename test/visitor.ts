import { hash } from 'node:crypto'
import type { Role } from '@maek/domain/permissions.ts'
import { withOrganisation } from '@maek/server/database/scope.ts'
import type { House } from '@maek/server/house.ts'
import type { Organisation } from '@maek/server/organisations.ts'
import type { Hono } from 'hono'
import { z } from 'zod'

/** Somebody at the door: asks the real app with real cookies. */
export type Visitor = {
  readonly userId: string
  readonly cookie: string
  readonly ask: Ask
}

export type Ask = (method: string, path: string, asked?: Asked) => Promise<Told>

export type Asked = {
  readonly json?: unknown
  readonly bytes?: Uint8Array | string
  readonly headers?: Readonly<Record<string, string>>
}

export type Told = {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: Readonly<Record<string, unknown>>
}

export const password = 'correct horse battery'

const anything = z.record(z.string(), z.unknown())

/** The app as nobody in particular meets it. */
export function askAt(app: Hono): Ask {
  return async (method, path, asked = {}) => {
    const { body, headers } = sentBy(asked)
    const response = await app.request(`http://localhost:4173/api${path}`, { method, headers, body })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson && text !== '' ? (anything.safeParse(JSON.parse(text)).data ?? {}) : {},
    }
  }
}

/** A request as our own page sends it; headers given replace ours, an empty one is left out. */
function sentBy(asked: Asked) {
  const body = asked.json === undefined ? asked.bytes : JSON.stringify(asked.json)
  const headers = new Headers({ host: 'localhost:4173', 'x-maek': '1' })
  if (asked.json !== undefined) headers.set('content-type', 'application/json')
  for (const [name, value] of Object.entries(asked.headers ?? {})) {
    if (value === '') headers.delete(name)
    else headers.set(name, value)
  }
  // A fresh Uint8Array: the fetch types ask for one that no other thread can hold.
  const carried = body === undefined ? null : typeof body === 'string' ? body : new Uint8Array(body)
  return { headers, body: carried }
}

/** A person who came in by a one-time link, with roles in the organisation. */
export async function visitor(
  app: Hono,
  house: House,
  who: { readonly organisation: Organisation; readonly name: string; readonly roles: readonly Role[] },
): Promise<Visitor> {
  const invited = await house.people.invite({
    organisation: who.organisation.id,
    email: null,
    roles: who.roles,
    by: null,
  })
  const claimed = await askAt(app)('POST', '/session/claim', {
    json: { token: invited.token, name: who.name, email: emailOf(who.name), password },
  })
  if (claimed.status !== 200) throw new Error(claimed.text)
  const cookie = cookiesOf(claimed.headers)
  return {
    userId: z.string().parse(claimed.body['userId']),
    cookie,
    ask: (method, path, asked = {}) =>
      askAt(app)(method, path, { ...asked, headers: { cookie, ...asked.headers } }),
  }
}

export const emailOf = (name: string) => `${hash('sha256', name, 'hex').slice(0, 12)}@test.example`

/** What a browser would send back. */
export function cookiesOf(headers: Headers): string {
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .join('; ')
}

/** A program with a token. */
export function program(app: Hono, token: string): Ask {
  return (method, path, asked = {}) =>
    askAt(app)(method, path, { ...asked, headers: { authorization: `Bearer ${token}`, ...asked.headers } })
}

const organisationTables = [
  'record',
  'record_revision',
  'record_link',
  'ledger_entry',
  'ledger_note',
  'disclosure',
  'signature',
  'clock',
  'file',
  'act_key',
  'record_number',
]
const sharedColumns: Readonly<Record<string, string>> = {
  organisation: 't',
  member: 't',
  invitation: 't',
  api_token: '(t.id, t.roles, t.revoked_at)',
  '"user"': 't',
  account: 't',
}

/** A digest of all that is durable: equal before and after whatever must change nothing. */
export async function databaseDigest(house: House, organisations: readonly Organisation[]): Promise<string> {
  const parts: string[] = []
  for (const { id } of organisations) {
    const sql = organisationTables.map((table) => digestSql(table, 't')).join(' union all ')
    const found = await withOrganisation(house.database, id, (client) =>
      client.query<{ digest: string }>(sql),
    )
    parts.push(...found.rows.map((row) => row.digest))
  }
  const shared = Object.entries(sharedColumns).map(([table, columns]) => digestSql(table, columns))
  const found = await house.database.pool.query<{ digest: string }>(shared.join(' union all '))
  return hash('sha256', [...parts, ...found.rows.map((row) => row.digest)].join('\n'), 'hex')
}

function digestSql(table: string, columns: string): string {
  return `select coalesce(string_agg(md5(${columns}::text), '' order by md5(${columns}::text)), '') as digest from ${table} t`
}
