import { afterAll, beforeAll, expect, test } from 'vitest'
import { rowsOf } from '../../test/house-records.ts'
import type { ServedHouse } from '../../test/served-house.ts'
import { servedSample } from '../../test/served-sample.ts'
import { gapsAsLines } from './gaps.ts'

let served: ServedHouse
let evaluation = ''
beforeAll(async () => {
  served = await servedSample()
  const { house } = served
  const [found] = await rowsOf<{ number: string }>(
    house,
    house.organisation.id,
    `select evaluation.number from record gap
     join record evaluation on evaluation.id = (gap.body ->> 'evaluation')::uuid
     where gap.kind = 'performance-gap' limit 1`,
  )
  evaluation = found?.number ?? ''
})
afterAll(() => served.close())

test('the gaps of an evaluation are listed with what was decided, and an open one makes the exit code say no', async () => {
  const ran = await served.run('gaps', evaluation)
  expect(ran.exit, ran.error).toBe(1)
  expect(ran.out).toMatch(/nucleus_size=small .*too few cases.* GAP-\d+-\d+ decided/)
  expect(ran.out).toMatch(/no record/)
  expect(ran.out).toMatch(/Undecided gaps: [1-9]/)
  expect(ran.out).toMatch(/Highest and lowest group[\s\S]*nucleus_size +Sensitivity +nucleus_size=/)
})

test('drafts are opened once, and machines read the same as people', async () => {
  const first = JSON.parse((await served.run('gaps', evaluation, '--draft', '--json')).out)
  expect(first.drafted.length).toBeGreaterThan(0)
  const again = JSON.parse((await served.run('gaps', evaluation, '--draft', '--json')).out)
  expect(again.drafted).toEqual([])
  expect(again.gaps.some(({ standing }: { standing: string }) => standing === 'missing')).toBe(false)
})

test('columns whose groups are too many to be ranked are named, and by machines they are told as well', async () => {
  const told = JSON.parse((await served.run('gaps', evaluation, '--json')).out)
  expect(told.spreadsLeftOut).toEqual([])
  const many = { ...told, spreads: [], spreadsLeftOut: [{ column: 'site × sex', groups: 52 }] }
  const text = (language: 'ko' | 'en') => gapsAsLines(many, { language, width: null }).at(-1)
  expect(text('en')).toContain('more than 50 groups with enough cases: site × sex (52)')
  expect(text('ko')).toContain('가리지 않은 열: site × sex(52개)')
})

test('without an evaluation, or with one that does not exist, it says what is wrong', async () => {
  expect(await served.run('gaps')).toMatchObject({ exit: 2, error: expect.stringContaining('Usage') })
  expect((await served.run('gaps', 'EVL-1999-0001')).exit).toBe(2)
})
