import { decideAction, decideCreate, decideEdit } from '@maek/domain/decide.ts'
import type { Body, Kind } from '@maek/domain/kind.ts'
import type { Linked } from '@maek/domain/life.ts'
import { parseBody } from '@maek/domain/parse.ts'
import type { Actor, Decision, StoredRecord } from '@maek/domain/record.ts'
import type { Answer, Refusal } from '@maek/domain/refusal.ts'
import { linked } from './linked.ts'

/*
 * Leads a record through its life with the real rules, so that tests of lifecycles read like the story they tell.
 * The author writes, the reviewer signs.
 */

const at = '2026-11-21T00:00:00.000Z'
const roles = ['quality'] as const
export const author: Actor = { id: linked.author, name: '김하늘', kind: 'human', roles, organisation: 'maek' }
export const reviewer: Actor = { ...author, id: linked.reviewer, name: '박도윤' }

/** A new record of a body that must be valid. */
export function opened(kind: Kind, body: Body, id = '9e000000-0000-4000-8000-000000000001'): StoredRecord {
  return wanted(openedDecision(kind, body, id)).after
}

export function openedDecision(kind: Kind, body: Body, id: string): Answer<Decision> {
  const parsed = parseBody(kind, body)
  return parsed.ok ? decideCreate(kind, { id, body: parsed.value }, { actor: author, at }) : parsed
}

/** The body with changes; a field set to undefined is left out. */
export function edited(kind: Kind, record: StoredRecord, change: Body): Answer<Decision> {
  const body = Object.fromEntries(
    Object.entries({ ...record.body, ...change }).filter(([, value]) => value !== undefined),
  )
  const parsed = parseBody(kind, body)
  if (!parsed.ok) return parsed
  return decideEdit({ kind, record }, { body: parsed.value, version: record.version }, { actor: author, at })
}

/** One step of the lifecycle, taken by the reviewer, of a record that is linked with nothing. */
export function stepped(kind: Kind, record: StoredRecord, action: string): Answer<Decision> {
  return steppedWith(kind, record, { action })
}

type Step = {
  readonly action: string
  readonly by?: Actor
  readonly in?: readonly Linked[]
  readonly out?: readonly Linked[]
}

/** One step by anybody, with links. Its reason and signature are given where the step asks for them. */
export function steppedWith(kind: Kind, record: StoredRecord, step: Step): Answer<Decision> {
  const { action } = step
  const meaning = kind.life.actions[action]?.signs
  const signature = meaning && {
    meaning,
    method: 'passkey' as const,
    statement: { ko: '확인', en: 'Confirmed' },
    signedDigest: 'ab'.repeat(32),
    signedVersion: record.version,
    canonical: '{}',
    assertion: null,
  }
  return decideAction(
    { kind, record },
    { action, version: record.version, signature, links: { in: step.in ?? [], out: step.out ?? [] } },
    { actor: step.by ?? reviewer, at, reason: '시험' },
  )
}

/** The record after all the steps; throws where one is refused. */
export function walked(kind: Kind, record: StoredRecord, ...actions: string[]): StoredRecord {
  return actions.reduce((now, action) => wanted(stepped(kind, now, action)).after, record)
}

/** The value of an answer that must be yes. */
export function wanted<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`refused: ${answer.refusal.because.en}`)
  return answer.value
}

/** The refusal of an answer that must be no. */
export function refused(answer: Answer<unknown>): Refusal {
  if (answer.ok) throw new Error('was accepted')
  return answer.refusal
}

/** The other end of a link, as a guard sees it. */
export function link(relation: string, kind: string, rest: Partial<Linked> = {}): Linked {
  const standing = { number: 'X-2026-0001', state: 'open', approved: false, closed: false, ended: false }
  return { relation, kind, id: '9f000000-0000-4000-8000-000000000001', ...standing, ...rest }
}
