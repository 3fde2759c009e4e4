import { randomUUID } from 'node:crypto'
import { home } from '@maek/domain/api.ts'
import type { Body } from '@maek/domain/kind.ts'
import { kindByName } from '@maek/domain/kinds.ts'
import type { Actor, Decision, StoredRecord } from '@maek/domain/record.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { examples as governance } from '../../test/examples/governance.ts'
import { examples as people } from '../../test/examples/people.ts'
import { openedDecision, stepped, wanted } from '../../test/examples/walk.ts'
import { person, type StandingHouse, standingHouse } from '../../test/standing-house.ts'
import { homeHandler } from './home.ts'

let house: StandingHouse
let actor: Actor
beforeAll(async () => {
  house = await standingHouse()
  actor = person(house.organisation, '김품질', 'quality', 'management')
})
afterAll(() => house.close())

function kindOf(name: string) {
  const kind = kindByName(name)
  if (!kind) throw new Error(`no kind ${name}`)
  return kind
}

async function commit(decision: Decision): Promise<StoredRecord> {
  const at = house.now()
  const after = { ...decision.after, updatedAt: at, approvedAt: decision.after.approvedAt && at }
  const answer = await house.committer.commit({
    organisation: house.organisation.id,
    decisions: [{ ...decision, at, after }],
  })
  const [written] = wanted(answer)
  if (!written) throw new Error('nothing was written')
  return written.record
}

const create = (name: string, body: Body) => commit(wanted(openedDecision(kindOf(name), body, randomUUID())))
const act = async (record: StoredRecord, action: string) =>
  commit(wanted(stepped(kindOf(record.kind), record, action)))

async function told() {
  const call = {
    house,
    actor,
    request: new Request('http://localhost/'),
    digest: Buffer.alloc(32),
    bytes: Buffer.alloc(0),
    headers: new Headers(),
  }
  return home.output.parse(wanted(await homeHandler.run({}, call)))
}

/** References and files are left out: a person who deputizes for nobody, a policy beside no other. */
function alone(name: string, body: Body | undefined): Body {
  const { fields } = kindOf(name)
  const stands = (field: string) =>
    fields[field]?.reference === undefined && !['file', 'files'].includes(fields[field]?.widget ?? '')
  return Object.fromEntries(Object.entries(body ?? {}).filter(([field]) => stands(field)))
}

const openPolicy = async () => {
  const owner = await create('person', alone('person', people.person))
  return create('policy', { ...alone('policy', governance.policy), owner: owner.id })
}

test('what waits for a signature is named once, oldest first, and a draft is not', async () => {
  house.at('2026-11-21T01:00:00.000Z')
  const first = await act(await openPolicy(), 'submit')
  house.at('2026-11-21T02:00:00.000Z')
  const second = await act(await openPolicy(), 'submit')
  await openPolicy()
  const { awaiting } = await told()
  const policies = awaiting.filter(({ kind }) => kind === 'policy')
  expect(policies.map(({ id }) => id)).toEqual([first.id, second.id])
})

test('a review is due from thirty days before its day, and stays while it is overdue', async () => {
  house.at('2026-11-21T04:00:00.000Z')
  const policy = await act(await act(await openPolicy(), 'submit'), 'approve')
  const dueAt = async (now: string) => {
    house.at(now)
    return (await told()).reviewsDue.filter(({ id }) => id === policy.id).map(({ dueOn }) => dueOn)
  }
  expect(await dueAt('2027-10-22T04:00:00.000Z')).toEqual([])
  expect(await dueAt('2027-10-22T04:00:01.000Z')).toEqual(['2027-11-21'])
  expect(await dueAt('2029-01-01T00:00:00.000Z')).toEqual(['2027-11-21'])
})
