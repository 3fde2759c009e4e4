import { listRecords, search } from '@maek/domain/api.ts'
import type { Kind } from '@maek/domain/kind.ts'
import { kinds } from '@maek/domain/kinds.ts'
import { may } from '@maek/domain/permissions.ts'
import type { Row } from '@maek/domain/record.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import type pg from 'pg'
import { z } from 'zod'
import { withOrganisation } from '../database/scope.ts'
import { actorOf, handle } from '../http/handler.ts'
import { kindFor } from './kind-for.ts'
import { headColumns, headFrom, type RecordTableRow } from './row.ts'
import { sortedExpression } from './sorted-expression.ts'

const countMax = 10_000
const limitUsual = 50
const timeOrder = 'record.updated_at'

/** What a list can be ordered by: built-in columns, and the fields a kind declares `sorted` (they have an index). */
function orderOf(kind: Kind, name: string): Answer<string> {
  if (name === 'updatedAt') return accept(timeOrder)
  if (name === 'number') return accept('record.number collate "C"')
  if (name === 'title') return accept('record.title collate "C"')
  if (kind.fields[name]?.sorted) return accept(sortedExpression(name))
  return refuse(
    'invalid',
    say('이 항목으로는 정렬할 수 없습니다.', 'The list cannot be sorted by this.'),
    'sort',
  )
}

type Query = { readonly where: string[]; readonly values: unknown[] }

function add(query: Query, condition: (place: string) => string, value: unknown): void {
  query.values.push(value)
  query.where.push(condition(`$${query.values.length}`))
}

export const listRecordsHandler = handle(listRecords, async (input, call) => {
  const actor = actorOf(call)
  const kind = kindFor(input.kind, actor, 'read')
  if (!kind.ok) return kind
  const order = orderOf(kind.value, input.sort ?? 'updatedAt')
  if (!order.ok) return order
  const cursor = input.after === undefined ? accept(null) : readCursor(input.after, order.value === timeOrder)
  if (!cursor.ok) return cursor
  const query: Query = {
    where: ['record.org_id = $1', 'record.kind = $2'],
    values: [actor.organisation, kind.value.name],
  }
  if (input.state !== undefined)
    add(query, (at) => `record.state = any(${at}::text[])`, input.state.split(','))
  if (input.q !== undefined) add(query, (at) => `record.search like ${at}`, likeOf(input.q))
  if (input.filter !== undefined) {
    if (!kind.value.fields[input.filter]?.sorted)
      return refuse(
        'invalid',
        say('이 항목으로는 거를 수 없습니다.', 'The list cannot be filtered by this.'),
        'filter',
      )
    add(query, (at) => `${sortedExpression(input.filter ?? '')} = ${at}`, input.value ?? '')
  }
  const limit = input.limit ?? limitUsual
  const descending = (input.order ?? (input.sort === undefined ? 'desc' : 'asc')) === 'desc'
  return withOrganisation(call.house.database, actor.organisation, async (client) => {
    const count = await boundedCount(client, query)
    const page = await readPage(client, kind.value, {
      query,
      order: order.value,
      descending,
      limit,
      cursor: cursor.value,
    })
    return accept({ ...page, count })
  })
})

async function boundedCount(client: pg.PoolClient, query: Query): Promise<{ number: number; more: boolean }> {
  const found = await client.query<{ n: number }>(
    `select count(*)::int as n from (select 1 from record where ${query.where.join(' and ')} limit ${countMax + 1}) bounded`,
    query.values,
  )
  const n = found.rows[0]?.n ?? 0
  return { number: Math.min(n, countMax), more: n > countMax }
}

type Page = {
  readonly query: Query
  readonly order: string
  readonly descending: boolean
  readonly limit: number
  readonly cursor: readonly [string, string] | null
}

/** Keyset paging: the thousandth page costs what the first does. */
async function readPage(
  client: pg.PoolClient,
  kind: Kind,
  page: Page,
): Promise<{ rows: Row[]; next: string | null }> {
  const { where, values } = page.query
  const conditions = [...where]
  const all = [...values]
  const timed = page.order === timeOrder
  if (page.cursor) {
    all.push(page.cursor[0], page.cursor[1])
    const cast = timed ? 'timestamptz' : 'text'
    conditions.push(
      `(${page.order}, record.id) ${page.descending ? '<' : '>'} ($${all.length - 1}::${cast}, $${all.length}::uuid)`,
    )
  }
  const direction = page.descending ? 'desc' : 'asc'
  const found = await client.query<RecordTableRow & { sort_key: string }>(
    `select ${headColumns}, record.body, ${page.order} ${timed ? '::text' : ''} as sort_key from record
     where ${conditions.join(' and ')} order by ${page.order} ${direction}, record.id ${direction} limit ${page.limit + 1}`,
    all,
  )
  const rows = found.rows.slice(0, page.limit)
  const last = found.rows.length > page.limit ? rows.at(-1) : undefined
  return {
    rows: rows.map((row) => rowFrom(kind, row)),
    next: last ? writeCursor(last.sort_key, last.id) : null,
  }
}

function rowFrom(kind: Kind, row: RecordTableRow): Row {
  const listed: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(kind.fields)) {
    if (field.listed && row.body[name] !== undefined) listed[name] = row.body[name]
  }
  return { ...headFrom(row), listed }
}

function writeCursor(key: string, id: string): string {
  return Buffer.from(JSON.stringify([key, id])).toString('base64url')
}

const cursorShape = z.tuple([z.string().regex(/^\P{Cc}*$/u), z.uuid()])
const instant = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/

function readCursor(text: string, timed: boolean): Answer<readonly [string, string]> {
  try {
    const parsed = cursorShape.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
    if (!timed || (instant.test(parsed[0]) && !Number.isNaN(Date.parse(parsed[0])))) return accept(parsed)
  } catch {
    // Not ours: answered below like any other wrong cursor.
  }
  return refuse(
    'invalid',
    say(
      '다음 쪽 표시가 올바르지 않습니다. 첫 쪽부터 다시 여십시오.',
      'The page mark is not valid. Start again from the first page.',
    ),
    'after',
  )
}

/** A search text as a LIKE pattern: its own wildcards are taken literally. */
function likeOf(text: string): string {
  return `%${text
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .replaceAll(/[\\%_]/g, '\\$&')}%`
}

export const searchHandler = handle(search, async (input, call) => {
  const actor = actorOf(call)
  const readable = kinds.filter((kind) => may(actor.roles, 'read', kind.domain)).map((kind) => kind.name)
  return withOrganisation(call.house.database, actor.organisation, async (client) => {
    const found = await client.query<RecordTableRow>(
      `select ${headColumns} from record where org_id = $1 and search like $2 and kind = any($3::text[])
       order by (number = upper($4)) desc, updated_at desc limit $5`,
      [actor.organisation, likeOf(input.q), readable, input.q.trim(), input.limit ?? 20],
    )
    return accept({ found: found.rows.map(headFrom) })
  })
})
