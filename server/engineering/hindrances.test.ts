import { updateDecision } from '@maek/domain/engineering/update-decision.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accepted, rowsOf } from '../../test/house-records.ts'
import { type UpdatedHouse, updatedHouse } from '../../test/updated-house.ts'
import { withOrganisation } from '../database/scope.ts'
import { findRecord } from '../records/find.ts'
import { hinderChangedFacts } from './hindrances.ts'

let updated: UpdatedHouse
beforeAll(async () => {
  updated = await updatedHouse()
})
afterAll(() => updated.served.close())

test('a decision on an update is signed only while the records it rests on say the same', async () => {
  const { house } = updated.served
  const { id: organisation } = house.organisation
  const kind = updateDecision
  const [row] = await rowsOf<{ id: string }>(
    house,
    organisation,
    `select id from record where kind = '${kind.name}' order by number`,
  )
  const { record } = accepted(
    await withOrganisation(house.database, organisation, (client) =>
      findRecord(client, organisation, { kind: kind.name, id: row?.id ?? '' }),
    ),
  )
  expect(await hinderChangedFacts(house, organisation, { kind, record })).toBeNull()
  const before = { ...record, body: { ...record.body, factsDigest: 'ab'.repeat(32) } }
  expect(await hinderChangedFacts(house, organisation, { kind, record: before })).toMatchObject({
    code: 'conflict',
    because: { ko: expect.stringContaining('다시 판단') },
  })
})
