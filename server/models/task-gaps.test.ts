import { afterAll, beforeAll, expect, test } from 'vitest'
import { accepted, rowsOf } from '../../test/house-records.ts'
import { person, type StandingHouse, standingHouse } from '../../test/standing-house.ts'
import { draftGapsOf, readGapsOf } from './gaps.ts'
import { takeInPredictions } from './intake.ts'
import { signedEvaluation } from './test/signed-evaluation.ts'

// A grader of three classes that errs at one of two sites, and knows hardly a severe case of the third.
let house: StandingHouse
beforeAll(async () => {
  house = await standingHouse()
})
afterAll(() => house.close())

const grades = ['none', 'mild', 'severe']
const lines = [
  'case_id,label,predicted,site',
  ...Array.from({ length: 300 }, (_, at) => {
    const [truth, site] = [at % 3, at < 120 ? 'a' : 'b']
    const isWrong = site === 'b' && truth === 2 && at % 2 === 0
    return `C${at},${grades[truth]},${grades[isWrong ? 0 : truth]},${site}`
  }),
  ...Array.from({ length: 40 }, (_, at) => `D${at},${grades[at % 2]},${grades[at % 2]},c`),
]

test('gaps of classes are drafted as records of their own, and an unknown class of a group as one', async () => {
  const quality = person(house.organisation, '김품질', 'quality')
  const id = await signedEvaluation(house, quality, {
    task: 'multi-class',
    classes: grades.map((code) => ({ code })),
    strata: [{ column: 'site' }],
    acceptanceCriteria: [{ measure: 'accuracy', judgedBy: 'lower', comparison: 'at-least', limit: '0.7' }],
  })
  const file = { name: 'p.csv', bytes: Buffer.from(`${lines.join('\n')}\n`), evaluation: id }
  accepted(await takeInPredictions(house, quality, file))
  const told = accepted(await readGapsOf(house, quality, id))
  expect(told.gaps).toContainEqual(
    expect.objectContaining({
      group: 'site=b',
      measure: 'sensitivity',
      of: 'severe',
      finding: 'shown',
      standing: 'missing',
    }),
  )
  expect(told.gaps).toContainEqual(
    expect.objectContaining({ group: 'site=c', measure: null, of: 'severe', finding: 'unknown', n: null }),
  )
  // The third site has too few of each class, not too few cases to be right in.
  const accuracy = told.spreads?.find(({ measure }) => measure === 'accuracy')
  expect(accuracy).toMatchObject({ column: 'site', of: null, groups: 3, lowest: { group: 'site=b', n: 180 } })
  expect(Number(accuracy?.lower)).toBeGreaterThan(0)
  expect(told.spreads?.find(({ of }) => of === 'severe')).toMatchObject({ groups: 2 })
  expect(told.spreadsLeftOut).toEqual([])
  const [row] = await rowsOf<{ found: number }>(
    house,
    house.organisation.id,
    `select (body ->> 'gapsFound')::int as found from record where id = '${id}'`,
  )
  expect(row?.found).toBe(told.gaps.length)
  const drafted = accepted(await draftGapsOf(house, quality, { id, key: undefined }))
  expect(drafted.drafted).toHaveLength(told.gaps.length)
  expect(drafted.gaps.every(({ standing }) => standing === 'open')).toBe(true)
  const again = accepted(await draftGapsOf(house, quality, { id, key: undefined }))
  expect(again.drafted).toEqual([])
})

test('a column of more sites than are ranked is named with their number, instead of having no highest and lowest', async () => {
  const quality = person(house.organisation, '이품질', 'quality')
  const id = await signedEvaluation(house, quality, {
    task: 'multi-class',
    classes: grades.map((code) => ({ code })),
    strata: [{ column: 'site' }],
    acceptanceCriteria: [{ measure: 'accuracy', judgedBy: 'lower', comparison: 'at-least', limit: '0.7' }],
  })
  const rows = Array.from(
    { length: 51 * 20 },
    (_, at) => `C${at},none,${at % 9 ? 'none' : 'mild'},s${at % 51}`,
  )
  const bytes = Buffer.from(`case_id,label,predicted,site\n${rows.join('\n')}\n`)
  accepted(await takeInPredictions(house, quality, { name: 'p.csv', bytes, evaluation: id }))
  const told = accepted(await readGapsOf(house, quality, id))
  expect(told.spreads).toEqual([])
  expect(told.spreadsLeftOut).toEqual([{ column: 'site', groups: 51 }])
})
