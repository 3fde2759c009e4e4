import { hash } from 'node:crypto'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { accepted, rowsOf, written } from '../../test/house-records.ts'
import { type StandingHouse, standingHouse } from '../../test/standing-house.ts'
import { usualBounds } from '../models/engine/bounds.ts'
import { openDuck } from '../models/engine/duck.ts'
import { checkSource } from '../models/engine/tasks/observe-checks.ts'
import { meaningsOf } from '../models/engine/tasks/observe-meanings.ts'
import { openSource } from '../models/engine/tasks/observe-source.ts'
import { lookBy } from './look.ts'
import { openPlan } from './plan.ts'
import { casesOf, type Field, fieldOf, labelsCsv, planBody, predictionsCsv, send } from './test/field.ts'

let house: StandingHouse
let field: Field
beforeAll(async () => {
  house = await standingHouse()
})
afterAll(() => house.close())
beforeEach(async () => {
  field = await fieldOf(house)
})

const few = casesOf({ seed: 3, from: '2026-08-03T00:00:00.000Z', days: 40, perDay: 5 })

async function looked() {
  const organisation = field.quality.organisation
  const plan = await written(house, field.quality, {
    kind: 'monitoring-plan',
    body: planBody(field, '2026-08-03'),
  })
  const opened = accepted(await openPlan(house, organisation, plan))
  return accepted(await lookBy(house, organisation, { plan: opened, at: house.now() })).result
}

const labels = (...rows: string[]) =>
  `event_id,label,labelled_at,source,label_id,supersedes\n${rows.join('\n')}\n`

test('labels that replace one another in a circle settle nothing, and neither do two of one moment', async () => {
  accepted(await send(house, field, predictionsCsv(few), { contents: 'predictions' }))
  const csv = labels(
    'E-3-0,1,2026-08-10T00:00:00Z,p,A,B',
    'E-3-0,0,2026-08-11T00:00:00Z,p,B,A',
    'E-3-1,1,2026-08-10T00:00:00Z,p,C,',
    'E-3-1,0,2026-08-10T00:00:00Z,p,D,',
    'E-3-2,1,2026-08-10T00:00:00Z,p,E,',
    'E-3-2,0,2026-08-12T00:00:00Z,p,F,E',
    'E-3-3,1,2026-08-10T00:00:00Z,p,G,NOBODY',
    'E-3-4,1,2026-08-01T00:00:00Z,p,H,',
    'E-3-5,1,2026-08-10T00:00:00Z,p,I,',
    'E-3-5,0,2026-10-10T00:00:00Z,p,J,I',
    'E-9-9,1,2026-08-10T00:00:00Z,p,K,',
  )
  accepted(await send(house, field, csv, { contents: 'labels' }))
  const { labels: found } = await looked()
  expect(found).toMatchObject({
    ...{ events: 11, circular: 1, contradictory: 1, dangling: 1, early: 1, unknown: 1, revised: 4 },
    // Of E-3-5 the chart keeps what was known at maturity.
    ...{ labelled: 4, revisedLate: 1 },
  })
})

test('labels before predictions are kept, told, and counted in when the predictions come', async () => {
  const taken = accepted(await send(house, field, labelsCsv(few), { contents: 'labels' }))
  expect(taken).toMatchObject({ rows: 200, unknown: 200 })
  expect((await looked()).labels).toMatchObject({ predictions: 0, unknown: 200 })
  accepted(await send(house, field, predictionsCsv(few), { contents: 'predictions' }))
  expect((await looked()).labels).toMatchObject({ predictions: 200, labelled: 200, unknown: 0 })
})

test('a time without its zone and a time in the future are refused with their row', async () => {
  const rows = [
    'a,2026-08-03T00:00:00Z,0.5',
    'b,2026-08-03T00:00:00,0.5',
    'c,2027-08-03T00:00:00Z,0.5',
    'd,2026-08-03T09:00:00+09:00,1.5',
  ]
  const refused = await send(house, field, `event_id,predicted_at,score\n${rows.join('\n')}\n`, {
    contents: 'predictions',
  })
  const places = refused.ok ? [] : (refused.refusal.more ?? []).map(({ field: place }) => place)
  expect(places).toEqual(['row 2, column predicted_at', 'row 3, column predicted_at', 'row 4, column score'])
})

test('a case at midnight belongs to its day in Seoul, and to the month of its instant on disk', async () => {
  const rows = [
    'm-1,2026-08-31T23:59:59.999+09:00,0.9',
    'm-2,2026-09-01T00:00:00+09:00,0.9',
    'm-3,2026-08-31T15:00:00Z,0.9',
  ]
  accepted(
    await send(house, field, `event_id,predicted_at,score\n${rows.join('\n')}\n`, {
      contents: 'predictions',
    }),
  )
  const { periods } = await looked()
  // The week from Monday 31 August holds all three; none is counted twice where two months meet.
  expect(periods.find(({ from }) => from === '2026-08-31')).toMatchObject({ predictions: 3 })
})

test('ties of time and score are counted the same in any order of rows', async () => {
  const tied = Array.from({ length: 60 }, (_, at) => `T-${at},2026-08-05T00:00:00Z,0.5`)
  const csv = (rows: readonly string[]) => `event_id,predicted_at,score\n${rows.join('\n')}\n`
  const known = tied.map((_, at) => `T-${at},${at % 3 === 0 ? 1 : 0},2026-08-06T00:00:00Z,p,,`)
  accepted(await send(house, field, csv(tied), { contents: 'predictions' }))
  accepted(await send(house, field, labels(...known), { contents: 'labels' }))
  const first = await looked()
  field = await fieldOf(house)
  accepted(await send(house, field, csv(tied.toReversed()), { contents: 'predictions' }))
  accepted(await send(house, field, labels(...known.toReversed()), { contents: 'labels' }))
  const second = await looked()
  expect(second.charts).toEqual(first.charts)
  expect(second.metrics).toEqual(first.metrics)
})

const surnames = ['김', '이', '박', '최', '정']
const planted = [
  (at: number) =>
    `${String(50 + (at % 50))}0${1 + (at % 9)}1${at % 9}-${1 + (at % 4)}${String(100_000 + at * 37).slice(0, 6)}`,
  (at: number) => `010-${String(1000 + at * 7).slice(0, 4)}-${String(1000 + at * 13).slice(0, 4)}`,
  (at: number) => `patient${at}@hospital.example.org`,
  (at: number) => `1.2.840.113619.2.${at + 1}.3.${at + 100}`,
  (at: number) => hash('sha256', `patient ${at}`, 'hex'),
  (at: number) => hash('md5', `patient ${at}`, 'hex'),
  (at: number) => `19${String(40 + (at % 55))}-0${1 + (at % 9)}-1${at % 9}`,
  (at: number) => `${surnames[at % 5]}${['민준', '서연', '도윤', '지우', '하은'][at % 4]}`,
  (at: number) => `${['봉', '태', '예'][at % 3]}${['준호', '진아', '지원'][at % 3]}`,
  (at: number) => `${surnames[at % 5]} ${['민준', '서연', '도윤', '지우', '하은'][at % 4]}`,
  (at: number) => `${surnames[at % 5]}${['*', '○'][at % 2]}${['준', '연'][at % 2]}`,
  (at: number) =>
    `8${at % 10}0${1 + (at % 9)}1${at % 9}${1 + (at % 4)}${String(100_000 + at * 37).slice(0, 6)}`,
  (at: number) => `010${String(1000 + at * 7).slice(0, 4)}${String(1000 + at * 13).slice(0, 4)}`,
  (at: number) => `02${String(1000 + at * 7).slice(0, 4)}${String(1000 + at * 13).slice(0, 4)}`,
  (at: number) => `82-10-${String(1000 + at * 7).slice(0, 4)}-${String(1000 + at * 13).slice(0, 4)}`,
  (at: number) => hash('sha256', `patient ${at}`, 'base64'),
  (at: number) => `1${at % 9}.0${1 + (at % 9)}.19${40 + (at % 55)}`,
  (at: number) => `1${at % 9}-${['Jan', 'Jul', 'Dec'][at % 3]}-19${40 + (at % 55)}`,
]

test('1,000 planted personal rows: none passes, in whichever column it stands', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'maek-planted-'))
  const path = join(folder, 'planted.csv')
  const duck = await openDuck({
    ...{ folder, threads: 1, memoryMegabytes: 256, places: [path] },
    diskMegabytes: usualBounds.diskMegabytes,
  })
  const passed: string[] = []
  for (let from = 0; from < 1000; from += 10) {
    const values = Array.from(
      { length: 10 },
      (_, at) => planted[(from + at) % planted.length]?.(from + at) ?? '',
    )
    const rows = values.map((value, at) => {
      const cells = [`E-${at}`, '2026-08-03T00:00:00Z', '0.5', 'F', 'x']
      cells[[0, 3, 4][(from + at) % 3] ?? 0] = value
      return cells.join(',')
    })
    await writeFile(path, `event_id,predicted_at,score,attribute_sex,note\n${rows.join('\n')}\n`)
    await duck.run('drop view if exists source')
    const columns = accepted(await openSource({ duck, bounds: usualBounds }, { path, syntax: 'csv' }))
    const meanings = accepted(meaningsOf('predictions', columns, { names: {}, isKnown: false }))
    const checked = await checkSource(duck, meanings, { now: '2026-11-21T00:00:00.000Z', isKnown: false })
    const told = checked.ok ? '' : JSON.stringify(checked.refusal)
    passed.push(...values.filter((value, at) => !told.includes(`row ${at + 1},`) || told.includes(value)))
  }
  duck.closeSync()
  await rm(folder, { recursive: true })
  expect(passed).toEqual([])
})

test('observations accepted before are read again although more is recognised as personal since', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'maek-known-'))
  const path = join(folder, 'known.csv')
  // Stands for a cell and a column name that an earlier version of the house let pass.
  await writeFile(path, 'event_id,predicted_at,score,환자번호\nE-1,2026-08-03T00:00:00Z,0.5,900101-1234567\n')
  const duck = await openDuck({
    ...{ folder, threads: 1, memoryMegabytes: 256, places: [path] },
    diskMegabytes: usualBounds.diskMegabytes,
  })
  const columns = accepted(await openSource({ duck, bounds: usualBounds }, { path, syntax: 'csv' }))
  expect(meaningsOf('predictions', columns, { names: {}, isKnown: false }).ok).toBe(false)
  const meanings = accepted(meaningsOf('predictions', columns, { names: {}, isKnown: true }))
  const now = '2026-11-21T00:00:00.000Z'
  expect((await checkSource(duck, meanings, { now, isKnown: false })).ok).toBe(false)
  expect(await checkSource(duck, meanings, { now, isKnown: true })).toMatchObject({
    ok: true,
    value: { rows: 1 },
  })
  duck.closeSync()
  await rm(folder, { recursive: true })
})

test('of a refused file nothing is stored: no record, no file, nothing on disk', async () => {
  const files = () => rowsOf(house, field.quality.organisation, 'select sha256 from file')
  const before = (await files()).length
  const rows = planted.map((make, at) => `P-${at},2026-08-03T00:00:00Z,0.5,${make(at)}`)
  const refused = await send(house, field, `event_id,predicted_at,score,attribute_x\n${rows.join('\n')}\n`, {
    contents: 'predictions',
  })
  expect(refused).toMatchObject({
    ok: false,
    refusal: { code: 'invalid', field: expect.stringMatching(/^row 1, column/) },
  })
  expect((await files()).length).toBe(before)
  expect(
    await rowsOf(
      house,
      field.quality.organisation,
      `select id from record where kind = 'observation-batch' and body ->> 'modelVersion' = '${field.model.id}'`,
    ),
  ).toEqual([])
  expect(await readdir(join(house.folder, 'receiving'))).toEqual([])
})

test('sums kept by month and added equal one count over everything, whatever came in which order', async () => {
  const organisation = field.quality.organisation
  const parts =
    fc.sample(fc.shuffledSubarray([0, 1], { minLength: 2, maxLength: 2 }), {
      numRuns: 1,
      seed: 5,
    })[0] ?? []
  for (const part of parts) {
    const cases = few.slice(part * 100, part * 100 + 100)
    if (cases.length === 0) continue
    accepted(
      await send(house, field, part % 2 === 0 ? labelsCsv(cases) : predictionsCsv(cases), {
        contents: part % 2 === 0 ? 'labels' : 'predictions',
      }),
    )
    accepted(
      await send(house, field, part % 2 === 0 ? predictionsCsv(cases) : labelsCsv(cases), {
        contents: part % 2 === 0 ? 'predictions' : 'labels',
      }),
    )
    // What is counted now is kept, and only what changes after it is counted anew.
    await looked()
  }
  const kept = await looked()
  await rm(join(house.folder, 'observations', `org=${organisation}`, `model=${field.model.id}`, 'sums'), {
    recursive: true,
  })
  const anew = await looked()
  expect({ ...anew, plan: null }).toEqual({ ...kept, plan: null })
  expect(anew.labels).toMatchObject({ predictions: few.length, labelled: few.length })
})
