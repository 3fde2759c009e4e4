import { randomUUID } from 'node:crypto'
import { decideCreate } from '@maek/domain/decide.ts'
import { kindByName } from '@maek/domain/kinds.ts'
import { parseBody } from '@maek/domain/parse.ts'
import type { Actor } from '@maek/domain/record.ts'
import type { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { person, type StandingHouse, standingHouse } from '../../test/standing-house.ts'
import { type Visitor, visitor } from '../../test/visitor.ts'
import { handlers } from '../handlers.ts'
import { openApp } from '../http/app.ts'

let house: StandingHouse
let app: Hono
let quality: Visitor
let actor: Actor

beforeAll(async () => {
  house = await standingHouse()
  app = openApp(house, handlers)
  quality = await visitor(app, house, {
    organisation: house.organisation,
    name: '김품질',
    roles: ['quality'],
  })
  actor = person(house.organisation, '김품질', 'quality')
})
afterAll(() => house.close())

const bodyOf = (name: string, rest: Readonly<Record<string, unknown>> = {}) => ({
  name,
  supplies: ['cloud'],
  criticality: 'high',
  outsourcedProcess: false,
  handlesPersonalData: false,
  ...rest,
})

/** Straight through the door of commits, many at once. */
async function write(
  bodies: readonly Readonly<Record<string, unknown>>[],
  kindName = 'supplier',
): Promise<void> {
  const kind = kindByName(kindName)
  if (!kind) throw new Error(kindName)
  const decisions = bodies.map((body) => {
    const parsed = parseBody(kind, body)
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal))
    const decided = decideCreate(kind, { id: randomUUID(), body: parsed.value }, { actor, at: house.now() })
    if (!decided.ok) throw new Error(decided.refusal.because.en)
    return decided.value
  })
  const done = await house.committer.commit({ organisation: house.organisation.id, decisions })
  if (!done.ok) throw new Error(done.refusal.because.en)
}

const page = z.object({
  rows: z.array(
    z.looseObject({ id: z.string(), title: z.string(), number: z.string(), updatedAt: z.string() }),
  ),
  next: z.string().nullable(),
  count: z.object({ number: z.number(), more: z.boolean() }),
})

async function listed(query: string, kind = 'supplier') {
  const told = await quality.ask('GET', `/records/${kind}?${query}`)
  if (told.status !== 200) throw new Error(told.text)
  return page.parse(told.body)
}
const titles = async (q: string) => (await listed(`q=${encodeURIComponent(q)}`)).rows.map((row) => row.title)

test('Korean is found by two characters, in whichever form it was typed', async () => {
  await write([
    bodyOf('가온클라우드 주식회사'),
    bodyOf('나래의료기 (주)'),
    bodyOf('ＧＡＯＮ'),
    bodyOf('Gaon Cloud GmbH'),
  ])
  expect(await titles('가온')).toEqual(['가온클라우드 주식회사'])
  expect(await titles('가온'.normalize('NFD'))).toEqual(['가온클라우드 주식회사'])
  expect(await titles('라우')).toEqual(['가온클라우드 주식회사'])
  expect(await titles('의료')).toEqual(['나래의료기 (주)'])
  expect(await titles('gaon')).toEqual(['Gaon Cloud GmbH'])
  expect(await titles('GAON cloud')).toEqual(['Gaon Cloud GmbH'])
  const made = await quality.ask('POST', '/records/supplier', {
    json: { body: bodyOf('다솜'.normalize('NFD')) },
  })
  expect(made.status).toBe(200)
  expect(await titles('다솜')).toEqual(['다솜'])
  const found = await quality.ask('GET', `/search?q=${encodeURIComponent('다솜'.normalize('NFD'))}`)
  expect(found.text).toContain('다솜')
})

test('wildcards of LIKE are only characters in a search', async () => {
  await write([bodyOf('100% 순면'), bodyOf('100_순면'), bodyOf('100\\순면'), bodyOf('100X순면')])
  expect(await titles('100%')).toEqual(['100% 순면'])
  expect(await titles('100_')).toEqual(['100_순면'])
  expect(await titles('0\\순')).toEqual(['100\\순면'])
  expect(await titles('%')).toEqual(['100% 순면'])
  expect(await titles('_')).toEqual(['100_순면'])
})

test('a searched text that is cut inside an emoji is stored all the same', async () => {
  const long = { criteria: '가'.repeat(8000 - 2) }
  for (const shift of ['', 'x']) {
    const name = `${shift}${'🧪'.repeat(99)}`
    const told = await quality.ask('POST', '/records/supplier', {
      json: { body: bodyOf(name, { ...long, offering: '🧪'.repeat(100) }) },
    })
    expect(told.status, told.text).toBe(200)
  }
})

const sorts = ['updatedAt', 'number', 'title', 'evaluatedOn', 'reevaluateOn'] as const
const ways = sorts.flatMap((sort) => (['asc', 'desc'] as const).map((order) => ({ sort, order })))

test.for(ways)(
  'pages by $sort, $order, show every record once while others are written',
  async ({ sort, order }) => {
    const mark = `쪽 ${sort} ${order}`
    const title = (n: number) => `${mark} ${'긴제목'.repeat(n % 3 === 0 ? 55 : 1)} ${n % 7}`
    const days = (n: number) =>
      n % 4 === 0 ? {} : { evaluatedOn: `2026-0${(n % 9) + 1}-15`, reevaluateOn: '2027-01-01' }
    await write(Array.from({ length: 60 }, (_, n) => bodyOf(title(n), days(n))))
    const all = new Set(
      (await everyRow(mark, { sort: 'number', order: 'asc', limit: 200 })).map((row) => row.id),
    )
    expect(all.size).toBe(60)
    let late = 0
    const seen = await everyRow(mark, { sort, order, limit: 7 }, async () => {
      late += 1
      await write([bodyOf(`${mark} 새 ${late}`, days(late)), bodyOf(`${mark} ㄱ ${late}`)])
    })
    const ids = seen.map((row) => row.id)
    expect(new Set(ids).size).toBe(ids.length)
    expect([...all].filter((id) => !ids.includes(id))).toEqual([])
    const keys = seen.map((row) =>
      sort === 'updatedAt' || sort === 'number' || sort === 'title' ? row[sort] : null,
    )
    const sorted = [...keys].sort((one, two) =>
      Buffer.compare(Buffer.from(one ?? ''), Buffer.from(two ?? '')),
    )
    expect(keys).toEqual(order === 'asc' ? sorted : sorted.reverse())
  },
)

type Walk = { readonly sort: string; readonly order: string; readonly limit: number }

async function everyRow(
  mark: string,
  { sort, order, limit }: Walk,
  between: () => Promise<void> = async () => undefined,
) {
  const rows: z.infer<typeof page>['rows'] = []
  let after = ''
  do {
    const query = `q=${encodeURIComponent(mark)}&sort=${sort}&order=${order}&limit=${limit}`
    const got = await listed(`${query}${after === '' ? '' : `&after=${after}`}`)
    rows.push(...got.rows)
    after = got.next ?? ''
    await between()
    if (rows.length > 1_000) throw new Error('the pages do not end')
  } while (after !== '')
  return rows
}

test('the longest Korean titles still have a next page', async () => {
  await write([1, 2].map((n) => bodyOf(`${'뷁'.repeat(199)}${n}`)))
  const query = `sort=title&order=desc&limit=1&q=${encodeURIComponent('뷁'.repeat(60))}`
  const first = await listed(query)
  expect(first.rows[0]?.title.endsWith('2')).toBe(true)
  const second = await listed(`${query}&after=${first.next ?? ''}`)
  expect(second.rows[0]?.title.endsWith('1')).toBe(true)
})

test('the count is exact up to ten thousand and says when there are more', async () => {
  const batch = (mark: string, size: number) =>
    write(Array.from({ length: size }, (_, n) => bodyOf(`${mark} ${n}`)))
  await batch('세는 것', 25)
  expect((await listed(`q=${encodeURIComponent('세는 것')}&limit=1`)).count).toEqual({
    number: 25,
    more: false,
  })
  for (let n = 0; n < 4; n += 1) await batch('많은 것', 2_500)
  expect((await listed(`q=${encodeURIComponent('많은 것')}&limit=1`)).count).toEqual({
    number: 10_000,
    more: false,
  })
  await batch('많은 것', 1)
  expect((await listed(`q=${encodeURIComponent('많은 것')}&limit=1`)).count).toEqual({
    number: 10_000,
    more: true,
  })
})
