import { hash, randomUUID } from 'node:crypto'
import { sbom } from '@maek/domain/components/sbom.ts'
import { sbomOfList } from '@maek/domain/components/sbom-of-list.ts'
import { decideCreate } from '@maek/domain/decide.ts'
import { parseBody } from '@maek/domain/parse.ts'
import type { Actor } from '@maek/domain/record.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accepted, releaseOf, rowsOf } from '../../test/house-records.ts'
import { judgeLog } from '../../test/judge-log.ts'
import { person, type StandingHouse, standingHouse } from '../../test/standing-house.ts'
import { takeInSbom } from './intake.ts'
import { prepareSbom } from './prepare-sbom.ts'

/* Uploads that wait for one another share a transaction; each is still an act of its own. */

let house: StandingHouse
let quality: Actor
let release: string
beforeAll(async () => {
  house = await standingHouse()
  quality = person(house.organisation, '김품질', 'quality')
  release = (await releaseOf(house, quality)).id
})
afterAll(() => house.close())

const bom = (name: string, count: number) =>
  Buffer.from(
    JSON.stringify({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      components: Array.from({ length: count }, (_, n) => ({
        type: 'library',
        name: n % 2 === 0 ? `shared-${n}` : `${name}-${n}`,
        version: '1',
        'bom-ref': `${name}-${n}`,
      })),
    }),
  )
const take = (name: string, count: number) =>
  takeInSbom(house, quality, { bytes: bom(name, count), name: `${name}.json`, release })
const rows = <T extends object>(sql: string) =>
  rowsOf<T & Record<string, unknown>>(house, quality.organisation, sql)

/** A commit whose rows no table takes. */
async function broken() {
  const id = randomUUID()
  const bytes = bom('broken', 5)
  const prepared = accepted(prepareSbom(bytes, id))
  const stored = await house.files.put(quality.organisation, bytes)
  const kept = { ...stored, mediaType: 'application/json' }
  const entered = sbomOfList(prepared.head, {
    release,
    file: { ...kept, name: 'broken.json' },
    syntax: 'json',
  })
  const body = accepted(parseBody(sbom, entered))
  const decision = accepted(decideCreate(sbom, { id, body }, { actor: quality, at: house.now() }))
  return {
    id,
    answer: house.committer.commit({
      organisation: quality.organisation,
      decisions: [decision],
      key: { key: `broken:${id}`, request: hash('sha256', id, 'buffer') },
      load: house.sbomLoads({
        id,
        prepared: { ...prepared, lines: new TextEncoder().encode('no row at all\n') },
        file: { ...kept, by: quality.id, at: house.now() },
        onMatching: () => undefined,
        onCounted: () => undefined,
      }),
    }),
  }
}

test('SBOMs that wait together share a transaction, and each has its own answer, record and entry', async () => {
  const before = await rows<{ size: number }>('select size from ledger_head')
  const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => take(`one-${n}`, n)))
  const taken = answers.map(accepted)
  expect(taken.map(({ components, known }) => [components, known])).toEqual(taken.map((_, n) => [n, false]))
  expect(new Set(taken.map(({ record }) => record.number)).size).toBe(12)
  const found = await rows<{ id: string; ledger_index: number; lines: number; place: string }>(
    `select id, ledger_index, xmin::text as place, (select count(*)::int from sbom_component line
       where line.org_id = record.org_id and line.sbom_id = record.id) as lines from record where kind = 'sbom'`,
  )
  const byId = new Map(found.map((row) => [row.id, row]))
  expect(taken.map(({ record }) => byId.get(record.id)?.lines)).toEqual(taken.map((_, n) => n))
  const size = before[0]?.size ?? 0
  expect(found.map((row) => row.ledger_index).sort((a, b) => a - b)).toEqual(taken.map((_, n) => size + n))
  expect(new Set(found.map((row) => row.place)).size).toBeLessThan(12)
  await judgeLog(house, quality.organisation)
})

test('one broken upload among them fails alone and leaves nothing; its neighbours are answered', async () => {
  const first = take('before', 7)
  const { id, answer } = await broken()
  const failed = expect(answer).rejects.toThrow()
  const neighbours = await Promise.all([first, ...[1, 2, 3].map((n) => take(`beside-${n}`, 10 * n))])
  await failed
  expect(neighbours.map(accepted).map(({ components }) => components)).toEqual([7, 10, 20, 30])
  for (const [table, column] of [
    ['record', 'id'],
    ['record_revision', 'record_id'],
    ['sbom_component', 'sbom_id'],
    ['sbom_reading', 'sbom_id'],
    ['ledger_entry', 'record_id'],
  ])
    expect(await rows(`select 1 from ${table} where ${column} = '${id}'`)).toEqual([])
  await judgeLog(house, quality.organisation)
})

test('a repeated upload among new ones is answered with the first record, and adds nothing', async () => {
  const first = accepted(await take('again', 9))
  const answers = (await Promise.all([take('new-1', 3), take('again', 9), take('new-2', 4)])).map(accepted)
  expect(answers.map(({ known }) => known)).toEqual([false, true, false])
  expect(answers[1]).toEqual({ ...first, known: true })
})
