import { decideAction } from '@maek/domain/decide.ts'
import { performanceGap } from '@maek/domain/models/performance-gap.ts'
import { say } from '@maek/domain/words.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accepted, rowsOf, written } from '../../test/house-records.ts'
import { person, type StandingHouse, standingHouse } from '../../test/standing-house.ts'
import { withOrganisation } from '../database/scope.ts'
import { createOrganisation, type Organisation } from '../organisations.ts'
import { findLinks, findRecord } from '../records/find.ts'
import { furnishSample } from '../sample/furnish.ts'
import { draftGapsOf, readGapsOf } from './gaps.ts'

// The sample company has one evaluation whose gaps are decided in part.
let house: StandingHouse
let organisation: Organisation
let evaluation: string
beforeAll(async () => {
  house = await standingHouse()
  const name = say('샘플 (샘플 데이터)', 'Sample (sample data)')
  organisation = await createOrganisation(house.database, { name, sample: true, at: house.now() })
  await furnishSample(house, organisation.id)
  const [found] = await rowsOf<{ id: string }>(
    house,
    organisation.id,
    "select id from record where kind = 'evaluation' and state = 'approved' order by number",
  )
  evaluation = found?.id ?? ''
})
afterAll(() => house.close())

const quality = () => person(organisation, '김품질', 'quality')
const draft = () => draftGapsOf(house, quality(), { id: evaluation, key: undefined })
const gapRecords = () =>
  rowsOf<{ id: string; body: Record<string, unknown> }>(
    house,
    organisation.id,
    "select id, body from record where kind = 'performance-gap' order by number",
  )

async function retire(id: string): Promise<void> {
  const decided = await withOrganisation(house.database, organisation.id, async (client) => {
    const { record } = accepted(await findRecord(client, organisation.id, { kind: 'performance-gap', id }))
    const links = await findLinks(client, organisation.id, id)
    return decideAction(
      { kind: performanceGap, record },
      { action: 'retire', version: record.version, signature: undefined, links },
      { actor: quality(), at: house.now(), reason: '시험' },
    )
  })
  accepted(await house.committer.commit({ organisation: organisation.id, decisions: [accepted(decided)] }))
}

test('decided gaps count, the others are named as missing, those too small to say among them', async () => {
  const told = accepted(await readGapsOf(house, quality(), evaluation))
  const standings = told.gaps.map(({ standing }) => standing)
  expect(standings.filter((one) => one === 'decided')).toHaveLength(2)
  expect(told.undecided).toBe(standings.length - 2)
  expect(standings).toContain('missing')
  expect(told.gaps.filter(({ finding }) => finding === 'unknown').map(({ group }) => group)).toEqual([
    'nucleus_size=large',
    'nucleus_size=small',
  ])
})

test('drafting opens one record for each gap without one, and asked again opens none', async () => {
  const before = accepted(await readGapsOf(house, quality(), evaluation))
  const missing = before.gaps.filter(({ standing }) => standing === 'missing').length
  const first = accepted(await draft())
  expect(first.drafted).toHaveLength(missing)
  expect(first.gaps.every(({ record }) => record !== null)).toBe(true)
  const again = accepted(await draft())
  expect(again.drafted).toEqual([])
  expect(await gapRecords()).toHaveLength(missing + 2)
})

test('a record somebody wrote with other numbers decides nothing', async () => {
  const [one] = accepted(await readGapsOf(house, quality(), evaluation)).gaps.filter(
    ({ standing, measure }) => standing === 'open' && measure !== null,
  )
  const [own] = (await gapRecords()).filter(({ id }) => id === one?.record?.id)
  await retire(own?.id ?? '')
  const { decision: _, ...facts } = own?.body ?? {}
  await written(house, quality(), { kind: 'performance-gap', body: { ...facts, pAdjusted: '0.999' } })
  const after = accepted(await readGapsOf(house, quality(), evaluation))
  expect(
    after.gaps.find(({ group, measure }) => group === one?.group && measure === one?.measure),
  ).toMatchObject({ standing: 'altered' })
})

test('an auditor reads the gaps and opens none; a stranger learns nothing', async () => {
  const auditor = person(organisation, '심사원', 'auditor')
  expect(accepted(await readGapsOf(house, auditor, evaluation)).gaps.length).toBeGreaterThan(0)
  const stranger = person(house.organisation, '남', 'quality')
  expect((await readGapsOf(house, stranger, evaluation)).ok).toBe(false)
})
