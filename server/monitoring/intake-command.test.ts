import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ServedHouse, servedHouse } from '../../test/served-house.ts'
import { casesOf, fieldOf, labelsCsv, predictionsCsv } from './test/field.ts'

let served: ServedHouse
let model: string
beforeAll(async () => {
  served = await servedHouse()
  model = (await fieldOf(served.house)).model.number
})
afterAll(() => served.close())

const cases = casesOf({ seed: 21, from: '2026-08-03T00:00:00.000Z', days: 1, perDay: 4 })
async function intake(name: string, text: string, ...options: string[]) {
  await writeFile(join(served.folder, name), text)
  return served.run('intake', name, ...options)
}

test('what can only be observations is taken in for the model that is named', async () => {
  const first = await intake('p.csv', predictionsCsv(cases), '--model', model)
  expect([first.exit, first.error]).toEqual([0, ''])
  expect(first.out).toContain('4 rows')
  const later = await intake('l.csv', labelsCsv(cases), '--model', model)
  expect([later.exit, later.out]).toEqual([0, expect.stringContaining('0 labels awaiting their prediction')])
  const record = '{"event_id":"J-1","predicted_at":"2026-08-03T00:00:00Z","score":0.5}'
  const array = await intake('one.json', `[${record}]`, '--model', model)
  expect([array.exit, array.out]).toEqual([0, expect.stringContaining('1 row,')])
})

test('what is zipped is looked into: observations go to their own door, and count once, zipped or not', async () => {
  await writeFile(join(served.folder, 'week.csv.gz'), gzipSync(predictionsCsv(cases)))
  const told = await served.run('intake', 'week.csv.gz')
  expect([told.exit, told.error]).toEqual([
    2,
    expect.stringContaining('maek observe predictions week.csv.gz'),
  ])
  const sent = await served.run('intake', 'week.csv.gz', '--model', model, '--json')
  expect([sent.exit, sent.error]).toEqual([0, ''])
  expect(JSON.parse(sent.out)).toMatchObject({ record: { title: 'p.csv' }, known: true })
  await writeFile(join(served.folder, 'bomb.csv.gz'), gzipSync(Buffer.alloc(3_000_000, 'a')))
  const bomb = await served.run('observe', 'predictions', 'bomb.csv.gz', '--model', model)
  expect([bomb.exit, bomb.error]).toEqual([2, expect.stringContaining('larger than')])
  await writeFile(join(served.folder, 'cut.csv.gz'), gzipSync(predictionsCsv(cases)).subarray(0, 60))
  const cut = await served.run('observe', 'predictions', 'cut.csv.gz', '--model', model)
  expect([cut.exit, cut.error]).toEqual([2, expect.stringContaining('gzip file is broken')])
})

test('without a model the command to use is told, and nothing is sent', async () => {
  const told = await intake('week.csv', predictionsCsv(cases))
  expect(told.exit).toBe(2)
  expect(told.error).toContain('maek observe predictions week.csv --model')
  const labels = await intake('labels.csv', labelsCsv(cases), '--lang', 'ko')
  expect(labels.error).toContain('maek observe labels labels.csv --model')
  expect((await intake('week.csv', predictionsCsv(cases), '--purposes', 'training')).error).toContain(
    '--purposes does not go with observations',
  )
})

test('what may be either is neither: the two commands are told', async () => {
  const both = 'event_id,predicted_at,score,label\nE-1,2026-08-03T00:00:00Z,0.5,1\n'
  const told = await intake('both.csv', both, '--model', model)
  expect(told.exit).toBe(2)
  expect(told.error).toMatch(/maek observe predictions\|labels both\.csv .*--as predictions/)
  // Told by an option that only an evaluation has, or by name, it is one: the server then asks for its plan.
  for (const options of [
    ['--case', 'event_id'],
    ['--as', 'predictions'],
  ]) {
    const evaluated = await intake('both.csv', both, '--model', model, ...options)
    expect(evaluated.error).not.toContain('observe')
  }
})

test('the usual table of an evaluation goes to the evaluation, whatever else stands in it', async () => {
  const told = await intake('e.csv', 'case_id,label,score,predicted_at\nC-1,1,0.5,x\n', '--model', model)
  expect(told.exit).toBe(2)
  expect(told.error).not.toContain('observe')
})
