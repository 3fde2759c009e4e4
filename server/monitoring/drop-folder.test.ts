import { mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { say } from '@maek/domain/words.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rowsOf } from '../../test/house-records.ts'
import { type StandingHouse, standingHouse } from '../../test/standing-house.ts'
import { createOrganisation } from '../organisations.ts'
import { watchOnce } from './schedule.ts'
import { casesOf, type Field, fieldOf, predictionsCsv } from './test/field.ts'

let house: StandingHouse
let field: Field
let folder: string
const logged: Readonly<Record<string, unknown>>[] = []
beforeAll(async () => {
  house = await standingHouse({ log: (line) => logged.push(line) })
  field = await fieldOf(house)
  folder = await mkdtemp(join(tmpdir(), 'maek-drop-'))
})
afterAll(async () => {
  await house.close()
  await rm(folder, { recursive: true, force: true })
})

const csv = predictionsCsv(casesOf({ seed: 5, from: '2026-08-03T00:00:00.000Z', days: 2, perDay: 3 }))
const past = new Date('2026-01-01T00:00:00Z')

async function laid(name: string, text: string | Buffer, under = folder): Promise<string> {
  const place = join(under, field.model.number, 'predictions')
  await mkdir(place, { recursive: true })
  await writeFile(join(place, name), text)
  await utimes(join(place, name), past, past)
  return place
}
const batchesOf = async (organisation: string) =>
  (await rowsOf(house, organisation, `select 1 from record where kind = 'observation-batch'`)).length

test('what lies in the folder is taken in once; what is refused is kept, however often its name comes', async () => {
  const place = await laid('a.csv', csv)
  await laid('bad.csv', 'no,table\n1,2\n')
  await watchOnce(house, { folder })
  await laid('bad.csv', 'no,table\n3,4\n')
  await watchOnce(house, { folder })
  expect(await batchesOf(house.organisation.id)).toBe(1)
  expect(await readdir(join(place, 'done'))).toEqual(['a.csv'])
  const refused = await readdir(join(place, 'refused'))
  expect(refused.filter((name) => name.endsWith('.csv'))).toHaveLength(2)
})

test('of a dropped file with personal data nothing is kept but the file itself, where the site put it', async () => {
  const files = () => rowsOf(house, house.organisation.id, 'select 1 from file')
  const before = (await files()).length
  const place = await laid('person.csv', `${csv}010-1234-5678,2026-08-03T00:00:00Z,0.5,F\n`)
  await watchOnce(house, { folder })
  expect(await readdir(join(place, 'refused'))).toContain('person.csv')
  expect(await readFile(join(place, 'refused', 'person.csv.txt'), 'utf8')).not.toContain('1234-5678')
  expect((await files()).length).toBe(before)
  expect(await readdir(join(house.folder, 'uploads'))).toEqual([])
})

test('a gzipped file is taken in as what is zipped, and one with personal data leaves nothing', async () => {
  const before = await batchesOf(house.organisation.id)
  const fresh = predictionsCsv(casesOf({ seed: 6, from: '2026-08-05T00:00:00.000Z', days: 2, perDay: 3 }))
  const place = await laid('zipped.csv.gz', gzipSync(fresh))
  await laid('person.csv.gz', gzipSync(`${fresh}010-1234-5678,2026-08-03T00:00:00Z,0.5,F\n`))
  await watchOnce(house, { folder })
  expect(await batchesOf(house.organisation.id)).toBe(before + 1)
  expect(await readdir(join(place, 'done'))).toContain('zipped.csv.gz')
  expect(await readdir(join(place, 'refused'))).toContain('person.csv.gz')
  expect(await readdir(join(house.folder, 'uploads'))).toEqual([])
})

test('a link out of the folder is not followed', async () => {
  const place = await laid('b.csv', csv)
  await symlink(join(place, 'b.csv'), join(place, 'linked.csv'))
  await rm(join(place, 'b.csv'))
  await writeFile(join(folder, 'secret.csv'), 'event_id\n')
  await symlink(join(folder, 'secret.csv'), join(place, 'secret.csv'))
  const before = await batchesOf(house.organisation.id)
  await watchOnce(house, { folder })
  expect(await batchesOf(house.organisation.id)).toBe(before)
  expect(await readdir(place)).toContain('secret.csv')
  await rm(join(place, 'linked.csv'))
  await rm(join(place, 'secret.csv'))
})

test('a folder that cannot be worked in is logged and keeps nobody from being looked after', async () => {
  const place = await laid('c.csv', csv)
  await rm(join(place, 'done'), { recursive: true, force: true })
  await writeFile(join(place, 'done'), 'a file where the folder should be')
  await utimes(join(place, 'done'), new Date('2100-01-01'), new Date('2100-01-01'))
  await expect(watchOnce(house, { folder })).resolves.toBe(0)
  expect(logged).toContainEqual(expect.objectContaining({ level: 'error', what: 'dropped' }))
  await rm(place, { recursive: true })
})

test('with several organisations a file is taken in only from the folder of its own', async () => {
  const at = '2026-11-21T00:00:00.000Z'
  const other = await createOrganisation(house.database, { name: say('둘째', 'Second'), sample: false, at })
  const second = await fieldOf({ ...house, organisation: other })
  expect(second.model.number).toBe(field.model.number)
  const before = await batchesOf(house.organisation.id)
  const fresh = predictionsCsv(casesOf({ seed: 9, from: '2026-08-03T00:00:00.000Z', days: 2, perDay: 3 }))
  const root = await laid('d.csv', fresh)
  await watchOnce(house, { folder })
  expect(await readdir(root)).toContain('d.csv')
  await laid('e.csv', fresh, join(folder, other.id))
  await watchOnce(house, { folder })
  expect(await batchesOf(other.id)).toBe(1)
  expect(await batchesOf(house.organisation.id)).toBe(before)
})
