import { randomUUID } from 'node:crypto'
import { listFrameworks, readFramework, readRequirement } from '@maek/domain/assurance/api.ts'
import { watched } from '@maek/domain/assurance/rules/every-rule.ts'
import type { Body, Kind } from '@maek/domain/kind.ts'
import { kindByName } from '@maek/domain/kinds.ts'
import type { Actor, Decision, StoredRecord } from '@maek/domain/record.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { examples as documents } from '../../test/examples/documents.ts'
import { examples as governance } from '../../test/examples/governance.ts'
import { examples as people } from '../../test/examples/people.ts'
import { examples as products } from '../../test/examples/products.ts'
import { edited, openedDecision, stepped, wanted } from '../../test/examples/walk.ts'
import { person, type StandingHouse, standingHouse } from '../../test/standing-house.ts'
import { poolsOn } from '../database/open.ts'
import type { Call } from '../http/handler.ts'
import { frameworkById } from './catalogues.ts'
import { assuranceHandlers } from './handlers.ts'
import { homeReadiness, provableAnswers, readinessAt } from './readiness.ts'

let house: StandingHouse
let other: StandingHouse
let actor: Actor
beforeAll(async () => {
  house = await standingHouse()
  // Another server on the same database.
  other = { ...house, database: poolsOn(house.database.url, async () => undefined) }
  actor = person(house.organisation, '김품질', 'quality')
})
afterAll(async () => {
  await other.database.close()
  await house.close()
})

function kindOf(name: string): Kind {
  const kind = kindByName(name)
  if (!kind) throw new Error(`no kind ${name}`)
  return kind
}

function frameworkOf(id: string) {
  const found = frameworkById(id)
  if (!found) throw new Error(`no framework ${id}`)
  return found
}

async function commit(decision: Decision): Promise<StoredRecord> {
  const at = house.now()
  const answer = await house.committer.commit({
    organisation: house.organisation.id,
    decisions: [
      {
        ...decision,
        at,
        after: { ...decision.after, updatedAt: at, approvedAt: decision.after.approvedAt && at },
      },
    ],
  })
  const [written] = wanted(answer)
  if (!written) throw new Error('nothing was written')
  return written.record
}

const create = (name: string, body: Body) => commit(wanted(openedDecision(kindOf(name), body, randomUUID())))

/** Takes the record through the actions, with what the guards would see of its links. */
async function act(record: StoredRecord, ...actions: string[]): Promise<StoredRecord> {
  let now = record
  for (const action of actions) now = await commit(wanted(stepped(kindOf(record.kind), now, action)))
  return now
}

async function verdictOf(ref: string, asked: { on?: StandingHouse; asOf?: string; framework?: string } = {}) {
  const moment = await readinessAt(asked.on ?? house, house.organisation.id, asked.asOf)
  const framework = frameworkOf(asked.framework ?? 'iso-42001')
  return moment.answers(framework).find(({ requirement }) => requirement.ref === ref)?.verdict
}

/** References to records of other kinds are left out: these tests are about one record at a time. */
function alone(name: string, body: Body | undefined): Body {
  const { fields } = kindOf(name)
  return Object.fromEntries(
    Object.entries(body ?? {}).filter(([field]) => {
      const widget = fields[field]?.widget
      return fields[field]?.reference === undefined && widget !== 'file' && widget !== 'files'
    }),
  )
}

test('an empty house is met nowhere, and its first hindrances are a dozen different steps', async () => {
  const home = await homeReadiness(house, actor)
  expect(home.frameworks.map(({ id, met }) => [id, met])).toEqual([
    ['iso-42001', 0],
    ['iso-13485', 0],
    ['kr-security-notice', 0],
    ['kr-digital-gmp', 0],
  ])
  expect(home.hindrances).toHaveLength(12)
})

test('an approved policy is seen at once, on this server and on another, and a past day does not know it', async () => {
  expect(await verdictOf('A.2.2')).toBe('not-met')
  expect(await verdictOf('A.2.2', { on: other })).toBe('not-met')
  const owner = await create('person', alone('person', people.person))
  house.at('2026-11-21T01:00:00.000Z')
  const draft = await create('policy', { ...governance.policy, owner: owner.id })
  expect(await verdictOf('A.2.2')).toBe('not-met')
  house.at('2026-11-21T02:00:00.000Z')
  const approved = await act(draft, 'submit', 'approve')
  expect(await verdictOf('A.2.2')).toBe('met')
  expect(await verdictOf('A.2.2', { on: other })).toBe('met')
  expect(await verdictOf('A.2.2', { asOf: '2026-11-21T01:30:00.000Z' })).toBe('not-met')

  house.at('2026-11-21T03:00:00.000Z')
  const revising = await act(approved, 'revise')
  await commit(wanted(edited(kindOf('policy'), revising, { covers: ['quality'] })))
  expect(await verdictOf('A.2.2'), 'the approved edition counts while a newer one is drafted').toBe('met')
  expect(await verdictOf('A.2.2', { asOf: '2026-11-21T03:00:00.000Z' })).toBe('met')
})

test('an answer for a past moment is the answer that was told then, whatever came after', async () => {
  house.at('2026-11-21T04:00:00.000Z')
  const said = async (id: string, asOf?: string) => {
    const found = await provableAnswers(house, house.organisation.id, { framework: frameworkOf(id), asOf })
    return found.answers.map(({ ref, verdict, because, inputs, counting }) => ({
      ref,
      verdict,
      because,
      inputs,
      counting: counting.records.map((record) => record.id),
    }))
  }
  const owner = await create('person', alone('person', people.person))
  const before = await said('iso-13485')
  house.at('2026-11-21T05:00:00.000Z')
  const manual = await create('document', {
    ...documents.document,
    documentType: 'manual',
    subjects: ['manual', 'scope'],
    owner: owner.id,
  })
  await act(manual, 'submit', 'approve')
  const device = await create('device', alone('device', products.device))
  expect(device.number).toMatch(/^DEV-/)
  const after = await said('iso-13485')
  expect(await verdictOf('4.2.2', { framework: 'iso-13485' })).toBe('met')
  expect(await said('iso-13485', '2026-11-21T04:30:00.000Z')).toEqual(before)
  expect(await said('iso-13485', '2026-11-21T05:00:00.000Z')).toEqual(after)
})

test('answers kept and partly renewed are those worked out from nothing', async () => {
  const fresh: StandingHouse = { ...house, database: poolsOn(house.database.url, async () => undefined) }
  try {
    for (const id of ['iso-42001', 'iso-13485', 'kr-security-notice', 'kr-digital-gmp', 'fda-524b']) {
      const told = async (on: StandingHouse) =>
        (await provableAnswers(on, house.organisation.id, { framework: frameworkOf(id) })).answers
      expect(await told(house)).toEqual(await told(fresh))
    }
  } finally {
    await fresh.database.close()
  }
})

test('a year later the same records no longer count, without any of them having changed', async () => {
  house.at('2027-11-21T14:59:59.000Z')
  expect(await verdictOf('A.2.2')).toBe('met')
  house.at('2027-11-21T15:00:00.000Z')
  expect(await verdictOf('A.2.2')).toBe('partly')
  house.at('2026-11-22T00:00:00.000Z')
  expect(await verdictOf('A.2.2')).toBe('met')
})

test('one organisation never sees another through the answers', async () => {
  const stranger = await readinessAt(house, randomUUID())
  expect(stranger.answers(frameworkOf('iso-42001')).some(({ verdict }) => verdict === 'met')).toBe(false)
})

async function answer(name: string, input: unknown) {
  const handler = assuranceHandlers.find(({ endpoint }) => endpoint.name === name)
  if (!handler) throw new Error(`no handler ${name}`)
  const call: Call = {
    house,
    actor,
    request: new Request('http://localhost/'),
    digest: Buffer.alloc(32),
    bytes: Buffer.alloc(0),
    headers: new Headers(),
  }
  return handler.run(handler.endpoint.input.parse(input), call)
}

test('the endpoints answer in the shape the API promises', async () => {
  const list = wanted(await answer('listFrameworks', {}))
  expect(listFrameworks.output.parse(list)).toEqual(list)
  expect(list).toMatchObject({ frameworks: expect.objectContaining({ length: 33 }) })
  for (const framework of ['iso-42001', 'kr-security-notice', 'eu-mdr']) {
    const read = wanted(await answer('readFramework', { framework }))
    expect(readFramework.output.parse(read)).toEqual(read)
  }
  for (const [framework, ref] of [
    ['iso-42001', '4'],
    ['iso-42001', '8.4'],
    ['kr-security-notice', 'Art.5#1'],
    ['fda-524b', '524B(a)'],
  ]) {
    const read = wanted(await answer('readRequirement', { framework, ref }))
    expect(readRequirement.output.parse(read)).toEqual(read)
  }
})

test('a requirement names the requirements the same evidence serves, strongest first', async () => {
  const read = readRequirement.output.parse(
    wanted(await answer('readRequirement', { framework: 'iso-13485', ref: '5.6.1' })),
  )
  expect(read.crosswalk.map(({ strength }) => strength)).toEqual(
    read.crosswalk.map(({ strength }) => strength).sort((one, other) => other - one),
  )
  expect(read.crosswalk.some(({ framework }) => framework === 'iso-42001')).toBe(true)
})

test.each([
  ['readFramework', { framework: 'iso-1' }, 'not-found'],
  ['readRequirement', { framework: 'iso-42001', ref: 'constructor' }, 'not-found'],
  ['readFramework', { framework: 'iso-42001', asOf: '2099-01-01T00:00:00Z' }, 'invalid'],
])('%s refuses %j', async (name, input, code) => {
  expect(await answer(name, input)).toMatchObject({ ok: false, refusal: { code } })
})

test('no rule reads the value of a personal field: of a past day only its salted digest is known', () => {
  for (const [name, { kind, needs }] of watched) {
    for (const [field, need] of needs) {
      expect(need === 'value' && kind.fields[field]?.personal === true, `${name}.${field}`).toBe(false)
    }
  }
})

test('every watched kind is one the house keeps', () => {
  for (const [name, { kind }] of watched) expect(kindByName(name)).toBe(kind)
})
