import { kindByName } from '@maek/domain/kinds.ts'
import { judgeGate } from '@maek/domain/reports/gate.ts'
import { say } from '@maek/domain/words.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accepted, rowsOf } from '../../test/house-records.ts'
import { type StandingHouse, standingHouse } from '../../test/standing-house.ts'
import { withOrganisation } from '../database/scope.ts'
import { readDatasetPassport } from '../models/datasets/passport.ts'
import { createOrganisation } from '../organisations.ts'
import { loadGateFacts } from '../reports/gate-facts.ts'
import { furnishSample } from './furnish.ts'

let house: StandingHouse
let organisation: string
beforeAll(async () => {
  house = await standingHouse()
  const name = say('샘플 (샘플 데이터)', 'Sample (sample data)')
  organisation = (await createOrganisation(house.database, { name, sample: true, at: house.now() })).id
  await furnishSample(house, organisation)
})
afterAll(() => house.close())

type Row = { kind: string; title: string; state: string; body: Record<string, unknown> }
const records = (where = 'true') =>
  rowsOf<Row>(house, organisation, `select kind, title, state, body from record where ${where}`)

test('every record of the sample says in both languages that it is sample data', async () => {
  for (const { kind, title, body } of await records()) {
    expect(`${kind}: ${title}`).toMatch(/sample data/)
    const whole = JSON.stringify(body)
    if (kindByName(kind)?.titleField !== 'name' || kind !== 'sbom')
      expect(`${kind}: ${whole}`).toMatch(/샘플/)
  }
})

test('the sample shows most kinds of record, written by one person and signed by another', async () => {
  const kinds = new Set((await records()).map(({ kind }) => kind))
  for (const kind of ['device', 'release', 'site', 'hazard', 'model-version', 'sbom', 'incident', 'audit'])
    expect(kinds).toContain(kind)
  const signers = await rowsOf<{ signer_id: string; statement: { en: string } }>(
    house,
    organisation,
    'select distinct signer_id, statement from signature',
  )
  expect(new Set(signers.map(({ signer_id }) => signer_id))).toEqual(new Set(['sample-doyun']))
  for (const { statement } of signers) expect(statement.en).toMatch(/^Sample data: no real person signed/)
})

test('the evaluation was computed from the predictions and met its criteria', async () => {
  const [judged] = await records("kind = 'evaluation' order by number")
  expect(judged).toMatchObject({ state: 'approved', body: { verdict: 'met' } })
})

test('both datasets carry a keyed manifest of their own rows, and no subject is in both', async () => {
  const datasets = await records("kind = 'dataset' order by body ->> 'subjects'")
  expect(datasets.map(({ state, body }) => [state, body.items, body.subjects, body.leakCheck])).toEqual([
    ['approved', 226, 226, 'not-split'],
    ['approved', 343, 343, 'not-split'],
  ])
  const [held] = await rowsOf<{ id: string }>(
    house,
    organisation,
    "select id from record where kind = 'dataset' and body ->> 'subjects' = '226'",
  )
  const passport = accepted(await readDatasetPassport(house, organisation, held?.id ?? ''))
  expect(passport.manifest).toMatchObject({ items: 226, labelled: true, unit: 'row' })
  expect(passport.history).toHaveLength(1)
  expect(passport.evaluations[0]?.against[0]?.overlap).toMatchObject({
    comparable: true,
    shared: { subjects: 0 },
  })
})

test('two gaps between groups are decided, a restriction and one nobody can say yet', async () => {
  const gaps = await records("kind = 'performance-gap' and state = 'approved'")
  expect(gaps.map(({ body }) => body.decision).sort()).toEqual(['accept', 'restrict'])
})

test('the gate of the sample release names the gaps left on purpose, and only those', async () => {
  const { number } = (
    await rowsOf<{ number: string }>(
      house,
      organisation,
      "select number from record where kind = 'release' and body ->> 'version' = '1.4.0'",
    )
  )[0] ?? { number: '' }
  const facts = await withOrganisation(house.database, organisation, (client) =>
    loadGateFacts(client, organisation, { release: number, now: house.now() }),
  )
  const answer = judgeGate(accepted(facts))
  // The clock of this house stands still, so nothing here can be newer than the impact assessment.
  expect(answer.blockers.map(({ rule }) => rule)).toEqual(['findings-decided'])
})

test('half a year in the field was looked at by a signed plan, and its alarm waits for a decision', async () => {
  const [plan] = await records("kind = 'monitoring-plan'")
  expect(plan).toMatchObject({ state: 'in-force', body: { designs: expect.anything() } })
  const [look] = await records("kind = 'monitoring-look'")
  expect(look).toMatchObject({ body: { outcome: 'alarm', labelsSuffice: 'yes' } })
  const alerts = await records("kind = 'alert'")
  expect(
    alerts.map(({ state, body }) => [state, String(body.cause).split('/').slice(1, 3).join('/')]),
  ).toEqual([['open', 'chart/1']])
})

test('an update of the model was decided to be within its plan, and signed', async () => {
  const [decided] = await records("kind = 'update-decision'")
  expect(decided).toMatchObject({ state: 'approved', body: { outcome: 'within-plan', look: 1 } })
  const plans = await records("kind = 'change-plan'")
  expect(plans.map(({ state }) => state)).toEqual(['authorised'])
})

test('statutory clocks run from the incident, and the notice that was sent has stopped its own', async () => {
  const clocks = await rowsOf<{ duty: string; stopped: boolean }>(
    house,
    organisation,
    'select duty, stopped_at is not null as stopped from clock order by duty',
  )
  expect(clocks.some(({ stopped }) => !stopped)).toBe(true)
  expect(clocks.find(({ duty }) => duty === 'kr-infringement-notice-mfds')).toMatchObject({ stopped: true })
})
