import { afterAll, beforeAll, expect, test } from 'vitest'
import { accepted } from '../../test/house-records.ts'
import { withOrganisation } from '../database/scope.ts'
import { findRecord } from '../records/find.ts'
import { readCarried } from './carry-over.ts'
import { continueDecisions } from './continue-decisions.ts'
import { advisoryOf } from './test/archives.ts'
import { notAffected, type TriageHouse, triageHouse } from './test/triage-house.ts'

let at: TriageHouse
let first: string
let second: string
let sbom: string
beforeAll(async () => {
  at = await triageHouse()
  first = await at.release('1.0.0')
  second = await at.release('2.0.0', first)
  const of = (name: string, fixed: string) => ({
    affected: [
      {
        package: { ecosystem: 'npm', name },
        ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed }] }],
      },
    ],
  })
  await at.feed(
    advisoryOf('OSV-ALL'),
    advisoryOf('OSV-CONFIRM'),
    advisoryOf('OSV-RANGE'),
    advisoryOf('OSV-FRESH'),
    advisoryOf('OSV-FIXED', of('brittle', '1.2.0')),
    advisoryOf('OSV-LEFT', of('left', '9.0.0')),
  )
  await at.sbom(first, 'brittle@1.0.0', 'left@1.0.0')
  const row = (vulnerability: string, name = 'brittle') => ({
    vulnerabilities: [{ vulnerability, package: `pkg:npm/${name}` }],
  })
  const here = { ...notAffected, scope: 'release', releases: [first] }
  await at.decided({ ...notAffected, ...row('OSV-ALL'), scope: 'all' })
  await at.decided({ ...here, ...row('OSV-CONFIRM') })
  await at.decided({ ...notAffected, ...row('OSV-RANGE'), scope: 'component', versions: 'vers:npm/<1.2.0' })
  await at.decided({ ...here, ...row('OSV-FIXED') })
  await at.decided({ ...here, ...row('OSV-LEFT', 'left') })
  sbom = await at.sbom(second, 'brittle@1.3.0')
})
afterAll(() => at.house.close())

const carried = async () =>
  accepted(
    await withOrganisation(at.house.database, at.organisation, (client) =>
      readCarried(client, at.organisation, { release: second, now: at.house.now() }),
    ),
  ).view

test('every decision of the earlier release is in exactly one group, and none is lost', async () => {
  const view = await carried()
  expect(view.from).toMatchObject({ id: first })
  expect(view.counts).toEqual({ holds: 1, 'to-confirm': 1, 'out-of-range': 1, gone: 2, all: 5 })
  expect(view.decisions).toHaveLength(view.counts.all)
  expect(view.decisions.find(({ group }) => group === 'out-of-range')?.rows).toMatchObject([
    { vulnerability: 'OSV-RANGE', before: '1.0.0', now: '1.3.0' },
  ])
  expect(view.fresh).toBe(2)
})

test('one act proposes what is to be confirmed, and nothing counts before somebody else signs it', async () => {
  const asked = { release: second, propose: true, request: Buffer.alloc(32) }
  const { made } = accepted(await continueDecisions(at.house, at.actor, asked))
  expect(made).toMatchObject([{ rows: 1, record: { state: 'proposed' } }])
  const states = async () =>
    Object.entries(await at.statesIn(sbom)).find(([name]) => name.endsWith('OSV-CONFIRM'))?.[1]
  expect(await states()).toBe('in-triage')
  expect((await carried()).decisions.find(({ group }) => group === 'to-confirm')?.carried).toMatchObject({
    state: 'proposed',
  })
  // A second time there is nothing left to carry over.
  expect(accepted(await continueDecisions(at.house, at.actor, asked)).made).toEqual([])
  const found = await withOrganisation(at.house.database, at.organisation, (client) =>
    findRecord(client, at.organisation, { kind: 'triage-decision', id: made[0]?.record.id ?? '' }),
  )
  const { record } = accepted(found)
  expect(record.body).toMatchObject({ carriedFrom: [made[0]?.from.id], releases: [second] })
  await at.pen.lead(record, 'approve')
  expect(await states()).toBe('not-affected')
  expect((await carried()).counts).toEqual({ holds: 2, 'to-confirm': 0, 'out-of-range': 1, gone: 2, all: 5 })
})

test('a decision that is not to be confirmed cannot be carried over', async () => {
  const [gone] = (await carried()).decisions.filter(({ group }) => group === 'gone')
  const asked = { release: second, decisions: [gone?.decision.id ?? ''], request: Buffer.alloc(32) }
  expect(await continueDecisions(at.house, at.actor, asked)).toMatchObject({
    ok: false,
    refusal: { code: 'conflict' },
  })
})

test('the first release of a device has nothing to carry over', async () => {
  const view = accepted(
    await withOrganisation(at.house.database, at.organisation, (client) =>
      readCarried(client, at.organisation, { release: first, now: at.house.now() }),
    ),
  ).view
  expect(view).toMatchObject({ from: null, counts: { all: 0 }, decisions: [] })
})

test('until a release has an SBOM, no decision is called gone from it', async () => {
  const third = await at.release('1.2')
  const view = accepted(
    await withOrganisation(at.house.database, at.organisation, (client) =>
      readCarried(client, at.organisation, { release: third, now: at.house.now() }),
    ),
  ).view
  expect(view.hasSbom).toBe(false)
  expect((await carried()).hasSbom).toBe(true)
})
