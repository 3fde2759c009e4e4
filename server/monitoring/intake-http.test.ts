import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { intakeObservations } from '@maek/domain/monitoring/api.ts'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { accepted, rowsOf } from '../../test/house-records.ts'
import { type ServedHouse, servedHouse } from '../../test/served-house.ts'
import { person } from '../../test/standing-house.ts'
import { withOrganisation } from '../database/scope.ts'
import { receiveUpload, uploadFolder } from '../files/upload.ts'
import { standingBatches } from './batches.ts'
import { manifestsOf } from './make.ts'
import { modelFolder } from './places.ts'
import { takeInObservations } from './take-in.ts'
import { casesOf, type Field, fieldOf, predictionsCsv } from './test/field.ts'

let served: ServedHouse
let field: Field
let token: string
beforeAll(async () => {
  served = await servedHouse()
  const [, line = ''] = (await readFile(join(served.folder, 'cli-token'), 'utf8')).split('\n')
  token = line
})
afterAll(() => served.close())
beforeEach(async () => {
  field = await fieldOf(served.house)
})

const csv = predictionsCsv(casesOf({ seed: 11, from: '2026-08-03T00:00:00.000Z', days: 2, perDay: 5 }))
const headers = () => ({ authorization: `Bearer ${token}`, 'x-maek': '1' })
const pathOf = (given: Record<string, string> = {}) =>
  `/api/observations?${new URLSearchParams({ name: 'week.csv', contents: 'predictions', model: field.model.number, ...given })}`
const send = (body: string, given?: Record<string, string>) =>
  fetch(`${served.address}${pathOf(given)}`, { method: 'POST', headers: headers(), body })

const left = async (folder: string) => (existsSync(folder) ? readdir(folder) : [])
/** All that a refused file could have left behind. */
const traces = async () => ({
  files: (await rowsOf(served.house, served.house.organisation.id, 'select 1 from file')).length,
  records: (
    await rowsOf(
      served.house,
      served.house.organisation.id,
      `select 1 from record where kind = 'observation-batch'`,
    )
  ).length,
  uploads: await left(uploadFolder(served.house)),
  receiving: await left(join(served.house.folder, 'receiving')),
})

test('a file is received on disk, kept byte for byte, and its place there is cleared', async () => {
  const answer = await send(csv)
  expect(answer.status, await answer.clone().text()).toBe(200)
  expect(await answer.json()).toMatchObject({ known: false, rows: 10 })
  const again = await send(csv)
  expect(await again.json()).toMatchObject({ known: true, rows: 10 })
  const { organisation, files } = served.house
  const [kept] = await rowsOf<{ sha256: string }>(
    served.house,
    organisation.id,
    `select encode(sha256, 'hex') as sha256 from file where size = ${Buffer.byteLength(csv)}`,
  )
  const stored = await files.get(organisation.id, kept?.sha256 ?? '')
  expect(stored.ok && stored.value.toString()).toBe(csv)
  expect(await traces()).toMatchObject({ uploads: [], receiving: [] })
})

test('how far a file is can be asked for by its number, and of a number nobody sent nothing is known', async () => {
  const asked = async (progress: string) => {
    const answer = await fetch(`${served.address}/api/observations/progress?progress=${progress}`, {
      headers: headers(),
    })
    return { status: answer.status, told: await answer.json() }
  }
  expect((await send(csv, { progress: 'week-1-of-site-a' })).status).toBe(200)
  expect((await asked('week-1-of-site-a')).told).toEqual({ step: 'keeping', part: 0 })
  expect((await asked('nobody-sent-this')).told).toEqual({ step: 'unknown', part: 0 })
  expect((await asked('short')).status).toBe(422)
})

test('from its turn to its record every step of a file is told', async () => {
  const { house } = served
  const { get } = house.intakeProgresses
  const told: string[] = []
  const watching = {
    ...house,
    intakeProgresses: { get, set: (_o: string, _t: unknown, { step }: { step: string }) => told.push(step) },
  }
  const actor = person(house.organisation, '김품질', 'quality')
  accepted(
    await takeInObservations(watching, actor, {
      ...{ name: 'week.csv', contents: 'predictions', model: field.model.number, names: {} },
      ...{ bytes: Buffer.from(csv), progress: 'week-1-of-site-b', request: Buffer.alloc(32) },
    }),
  )
  expect([...new Set(told)]).toEqual(['waiting', 'reading', 'checking', 'writing', 'keeping'])
})

test.each([
  ['personal data', `${csv}010-1234-5678,2026-08-03T00:00:00Z,0.5,F\n`],
  ['another encoding', `${csv}E-1,2026-08-03T00:00:00Z,0.5,\u0000\n`],
  ['no table', 'no,table\n1,2\n'],
  ['nothing', ''],
])('of a file with %s nothing is kept, and no cell is repeated', async (_what, body) => {
  const before = await traces()
  const answer = await send(body)
  expect([415, 422]).toContain(answer.status)
  expect(await answer.text()).not.toContain('1234-5678')
  expect(await traces()).toEqual({ ...before, uploads: [], receiving: [] })
})

test('text is told from other bytes piece by piece: a letter over two pieces is whole, a cut one is not', async () => {
  // One byte off, so that a letter of three bytes lies on the border of the first million.
  const many = `${'x'.repeat((1 << 20) - 1)}가${'나'.repeat(1 << 18)}`
  const body = Buffer.from(`event_id,predicted_at,score\n${many}`)
  for (const [bytes, code] of [
    [body, 'invalid'],
    [body.subarray(0, -1), 'wrong-type'],
  ] as const) {
    const answer = await fetch(`${served.address}${pathOf()}`, {
      method: 'POST',
      headers: headers(),
      body: bytes,
    })
    const told = JSON.stringify(await answer.json())
    expect(told).toContain(code === 'wrong-type' ? '.csv' : 'Line')
  }
})

test('a body larger than the limit is refused before it comes', async () => {
  const before = await traces()
  const asked = request(`${served.address}${pathOf()}`, {
    method: 'POST',
    headers: { ...headers(), 'content-length': String((intakeObservations.bytesMax ?? 0) + 1) },
  })
  asked.on('error', () => undefined) // The door may close while we still write.
  asked.write('event_id')
  const [answer] = await once(asked, 'response')
  expect(answer.statusCode).toBe(413)
  asked.destroy()
  expect(await traces()).toEqual(before)
})

test('one that grows beyond the limit while it comes, or breaks off, leaves nothing', async () => {
  const folder = uploadFolder(served.house)
  const growing = async function* () {
    yield Buffer.from('event_id,')
    yield Buffer.from('predicted_at')
  }
  expect(await receiveUpload(folder, growing(), 12)).toMatchObject({
    ok: false,
    refusal: { code: 'too-large' },
  })
  const breaking = async function* () {
    yield Buffer.from('event_id,')
    throw new Error('broken off')
  }
  await expect(receiveUpload(folder, breaking(), 100)).rejects.toThrow('broken off')
  expect(await left(folder)).toEqual([])
})

test('columns called otherwise are named by parameters or flags, and are remembered with the batch', async () => {
  const body =
    'image,when,p,call,event_id\nC-1,2026-08-03T00:00:00Z,0.7,1,X\nC-2,2026-08-03T00:00:00Z,0.2,0,Y\n'
  await writeFile(join(served.folder, 'mapped.csv'), body)
  const ran = await served.run(
    ...['observe', 'predictions', 'mapped.csv', '--model', field.model.number, '--json'],
    ...['--event', 'image', '--predicted-at', 'when', '--score', 'p', '--decision', 'call'],
  )
  expect(ran.exit, ran.error).toBe(0)
  const { record } = JSON.parse(ran.out)
  const [batch] = await rowsOf<{ columns: unknown }>(
    served.house,
    served.house.organisation.id,
    `select body -> 'columns' as columns from record where id = '${record.id}'`,
  )
  expect(batch?.columns).toEqual([
    { column: 'image', means: 'event' },
    { column: 'when', means: 'predictedAt' },
    { column: 'p', means: 'score' },
    { column: 'call', means: 'decision' },
  ])
})

test('a column whose usual name means something else is not read, and neither when it is made again', async () => {
  const body =
    'event_id,predicted_at,score,decision\nC-1,2026-08-03T00:00:00Z,0.7,yes\nC-2,2026-08-03T00:00:00Z,0.2,no\n'
  expect((await send(body)).status).toBe(422)
  expect((await send(body, { decision: '' })).status).toBe(200)
  const { organisation } = served.house
  const batches = await withOrganisation(served.house.database, organisation.id, (client) =>
    standingBatches(client, organisation.id, field.model.id),
  )
  const asked = { organisation: organisation.id, model: field.model.id, now: served.house.now() }
  const first = accepted(await manifestsOf(served.house, asked, batches))
  await rm(modelFolder(served.house, organisation.id, field.model.id), { recursive: true })
  expect(accepted(await manifestsOf(served.house, asked, batches))).toEqual(first)
  expect(first[0]?.columns.map(({ means }) => means)).toEqual(['event', 'predictedAt', 'score'])
})
