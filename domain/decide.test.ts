import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ActionRequest, decideAction, decideCreate, decideEdit, hindranceTo } from './decide.ts'
import type { Body, Kind } from './kind.ts'
import { kinds } from './kinds.ts'
import { may, type Role, roles } from './permissions.ts'
import type { Actor, StoredRecord } from './record.ts'

const at = '2026-11-21T00:00:00.000Z'
const roleNames = Object.keys(roles) as Role[] // keys of a literal table
const modules = import.meta.glob<{ examples?: Readonly<Record<string, Body>> }>('../test/examples/*.ts', {
  eager: true,
})
const examples: Readonly<Record<string, Body>> = Object.assign(
  {},
  ...Object.values(modules).map((module) => module.examples ?? {}),
)
const id = '9e000000-0000-4000-8000-000000000001'
const noLinks = { in: [], out: [] }

const actors: readonly Actor[] = ['a', 'b', 'c'].flatMap((id) =>
  (['human', 'service'] as const).map((kind) => ({
    id: `${kind}-${id}`,
    name: id,
    kind,
    roles: roleNames,
    organisation: 'o',
  })),
)

function signatureFor(kind: Kind, action: string, record: StoredRecord): ActionRequest['signature'] {
  const meaning = kind.life.actions[action]?.signs
  return (
    meaning && {
      meaning,
      method: 'passkey',
      statement: { ko: '확인', en: 'Confirmed' },
      signedDigest: 'ab'.repeat(32),
      signedVersion: record.version,
      canonical: '{}',
      assertion: null,
    }
  )
}

const step = fc.record({
  actor: fc.constantFrom(...actors),
  edit: fc.boolean(),
  pick: fc.nat(),
  stale: fc.boolean(),
  signed: fc.boolean(),
  authoredFor: fc.constantFrom(null, ...actors.map((actor) => actor.id)),
})

describe.each(kinds.map((kind) => [kind.name, kind] as const))('%s', (_name, kind) => {
  const body = examples[kind.name] ?? {}
  const begin = (): StoredRecord => {
    const [first] = actors
    if (!first) throw new Error('somebody begins')
    const made = decideCreate(kind, { id, body }, { actor: first, at })
    if (!made.ok) throw new Error(made.refusal.because.en)
    return made.value.after
  }

  test('whatever is tried in whatever order, no rule of the table is passed by', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        let record = begin()
        for (const one of steps) record = tried(kind, record, { ...one, body })
      }),
      { numRuns: 150 },
    )
  })

  test('an action that no table knows is refused in words, also when every object has a property of that name', () => {
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty', '', 'APPROVE']) {
      const [actor] = actors
      if (!actor) throw new Error('somebody asks')
      expect(hindranceTo({ kind, record: begin() }, name, { actor, at, links: noLinks })).toMatchObject({
        code: 'invalid',
      })
    }
  })

  test('who may do nothing in this domain can take no step', () => {
    const auditor: Actor = { id: 'auditor', name: 'x', kind: 'human', roles: ['auditor'], organisation: 'o' }
    expect(decideCreate(kind, { id: 'x', body }, { actor: auditor, at })).toMatchObject({
      refusal: { code: 'not-allowed' },
    })
    expect(decideEdit({ kind, record: begin() }, { body, version: 1 }, { actor: auditor, at })).toMatchObject(
      {
        refusal: { code: 'not-allowed' },
      },
    )
    for (const name of Object.keys(kind.life.actions)) {
      expect(
        hindranceTo({ kind, record: begin() }, name, { actor: auditor, at, links: noLinks }),
      ).toMatchObject({
        code: 'not-allowed',
      })
    }
  })
})

type Step = {
  readonly actor: Actor
  readonly edit: boolean
  readonly pick: number
  readonly stale: boolean
  readonly signed: boolean
  readonly authoredFor: string | null
}

/** One try; what the table says must hold of every yes. */
function tried(kind: Kind, record: StoredRecord, one: Step & { readonly body: Body }): StoredRecord {
  const version = record.version - (one.stale ? 1 : 0)
  const act = { actor: one.actor, at, reason: '시험' }
  if (one.edit) {
    const decided = decideEdit({ kind, record }, { body: one.body, version }, act)
    if (!decided.ok) return record
    expect(one.stale).toBe(false)
    expect(kind.life.states[record.state]?.editable).toBe(true)
    expect(decided.value.after).toMatchObject({
      state: record.state,
      version: record.version + 1,
      authorId: one.actor.id,
    })
    return decided.value.after
  }
  const names = Object.keys(kind.life.actions)
  const name = names[one.pick % names.length] ?? ''
  const action = kind.life.actions[name]
  const signature = one.signed ? signatureFor(kind, name, record) : undefined
  const decided = decideAction(
    { kind, record },
    { action: name, version, signature, links: noLinks, authoredFor: one.authoredFor },
    act,
  )
  if (!decided.ok || !action) return record
  const { after } = decided.value
  expect(one.stale).toBe(false)
  expect(action.from).toContain(record.state)
  expect(after.state).toBe(action.to)
  expect(may(one.actor.roles, action.permission, kind.domain)).toBe(true)
  if (action.signs) {
    expect(one.actor.kind).toBe('human')
    expect(decided.value.signature?.meaning).toBe(action.signs)
  }
  if (action.fourEyes) {
    expect(one.actor.id).not.toBe(record.authorId)
    expect(one.actor.id).not.toBe(one.authoredFor)
  }
  // A step changes the state, never the content nor who wrote it.
  expect([after.body, after.authorId, after.title]).toEqual([record.body, record.authorId, record.title])
  expect(after.edition - record.edition).toBe(action.approves ? 1 : 0)
  expect(after.approvedVersion).toBe(action.approves ? after.version : record.approvedVersion)
  return after
}

test('a step that asks for a signature or a reason is not taken without it', () => {
  for (const kind of kinds) {
    for (const [name, action] of Object.entries(kind.life.actions)) {
      const [state] = action.from
      if (state === undefined) continue
      const human: Actor = { id: 'other', name: 'x', kind: 'human', roles: roleNames, organisation: 'o' }
      const record = { ...baseRecord(kind), state }
      const request = { action: name, version: 1, links: noLinks }
      const bare = decideAction({ kind, record }, request, {
        actor: human,
        at,
        reason: action.reason ? '  ' : undefined,
      })
      if (action.signs || action.reason) expect(bare.ok, `${kind.name} ${name}`).toBe(false)
    }
  }
})

function baseRecord(kind: Kind): StoredRecord {
  const writer: Actor = { id: 'writer', name: 'x', kind: 'human', roles: roleNames, organisation: 'o' }
  const made = decideCreate(kind, { id, body: examples[kind.name] ?? {} }, { actor: writer, at })
  if (!made.ok) throw new Error(made.refusal.because.en)
  return made.value.after
}

test('approving is never granted to those who only run or only read the house', () => {
  for (const kind of kinds) {
    expect(may(['administrator'], 'approve', kind.domain)).toBe(false)
    for (const permission of ['write', 'approve', 'retire', 'administer'] as const) {
      expect(may(['auditor'], permission, kind.domain)).toBe(false)
    }
    expect(may([], 'read', kind.domain)).toBe(false)
  }
})
