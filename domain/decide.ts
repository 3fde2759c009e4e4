import { type Body, filesOf, type Kind, linksOf, missingFields, titleOf } from './kind.ts'
import type { Action, GuardView } from './life.ts'
import { withTopic } from './particle.ts'
import { may } from './permissions.ts'
import type { Actor, Decision, SignatureDraft, StoredRecord } from './record.ts'
import { type Answer, accept, type Refusal, refuse } from './refusal.ts'
import { say, type Words } from './words.ts'

/** Who, when, and why: what every decision needs beside the record. `at` is ISO UTC with milliseconds. */
export type Act = { readonly actor: Actor; readonly at: string; readonly reason?: string | undefined }

/** What is decided upon: a record, and the kind whose rules it lives by. */
export type Subject = { readonly kind: Kind; readonly record: StoredRecord }

/** A new record. Before: `body` is parsed, `id` is fresh. After: version 1 in the life's initial state, no number yet. */
export function decideCreate(
  kind: Kind,
  entered: { readonly id: string; readonly body: Body },
  act: Act,
): Answer<Decision> {
  if (!may(act.actor.roles, 'write', kind.domain)) return notAllowed(kind, say('작성', 'write'))
  const body = kind.settle?.(null, entered.body) ?? entered.body
  const after: StoredRecord = {
    id: entered.id,
    kind: kind.name,
    number: '',
    title: titleOf(kind, body),
    state: kind.life.initial,
    version: 1,
    edition: 0,
    approvedVersion: null,
    approvedAt: null,
    authorId: act.actor.id,
    authorName: act.actor.name,
    createdAt: act.at,
    updatedAt: act.at,
    body,
  }
  return accept(decision(kind, { act: 'create', before: null, after }, act))
}

/** A change of the body. Refused in states that are not editable, and when somebody else was first. */
export function decideEdit(
  { kind, record }: Subject,
  change: { readonly body: Body; readonly version: number },
  act: Act,
): Answer<Decision> {
  if (!may(act.actor.roles, 'write', kind.domain)) return notAllowed(kind, say('작성', 'write'))
  const stale = staleVersion(record, change.version)
  if (stale) return { ok: false, refusal: stale }
  const state = kind.life.states[record.state]
  if (!state?.editable) {
    const label = state?.label ?? say(record.state, record.state)
    return refuse(
      'conflict',
      say(
        `'${label.ko}' 상태에서는 내용을 바꿀 수 없습니다. 먼저 개정 또는 변경을 시작하십시오.`,
        `The content cannot be changed in the state “${label.en}”. Begin a revision first.`,
      ),
      'state',
    )
  }
  const body = kind.settle?.(record.body, change.body) ?? change.body
  const broken = brokenSeal({ kind, record }, body)
  if (broken) return { ok: false, refusal: broken }
  const after: StoredRecord = {
    ...record,
    title: titleOf(kind, body),
    version: record.version + 1,
    authorId: act.actor.id,
    authorName: act.actor.name,
    updatedAt: act.at,
    body,
  }
  return accept(decision(kind, { act: 'edit', before: record, after }, act))
}

function brokenSeal({ kind, record }: Subject, body: Body): Refusal | null {
  const here = kind.sealed?.[record.state] ?? []
  const always = (kind.sealed?.['*'] ?? []).filter((name) => record.body[name] !== undefined)
  const changed = new Set(changedFields(record.body, body))
  const name = [...here, ...always].find((sealed) => changed.has(sealed))
  if (name === undefined) return null
  const label = kind.fields[name]?.label ?? say(name, name)
  return refuse(
    'conflict',
    say(
      `${withTopic(`'${label.ko}'`)} 확정되어 바꿀 수 없습니다.`,
      `“${label.en}” is fixed and can no longer be changed.`,
    ),
    `body.${name}`,
  ).refusal
}

export type ActionRequest = {
  readonly action: string
  readonly version: number
  readonly signature?: SignatureDraft | undefined
  readonly links: GuardView['links']
  /** The person whose program last changed the body: their own work as much as if they had typed it. */
  readonly authoredFor?: string | null | undefined
}

/** A step of the lifecycle. Every condition of the action's row is checked here and nowhere else. */
export function decideAction(subject: Subject, request: ActionRequest, act: Act): Answer<Decision> {
  const { kind, record } = subject
  const stale = staleVersion(record, request.version)
  if (stale) return { ok: false, refusal: stale }
  const hindrance = hindranceTo(subject, request.action, {
    actor: act.actor,
    at: act.at,
    links: request.links,
    authoredFor: request.authoredFor,
  })
  if (hindrance) return { ok: false, refusal: hindrance }
  const action = actionOf(kind, request.action)
  if (action.reason && !act.reason?.trim()) {
    return refuse('invalid', say('사유를 적으십시오.', 'Give the reason.'), 'reason')
  }
  if (action.signs && request.signature?.meaning !== action.signs) {
    return refuse(
      'needs-signature',
      say('이 단계는 전자서명이 필요합니다.', 'This step needs your electronic signature.'),
      'signature',
    )
  }
  const version = record.version + 1
  const after: StoredRecord = {
    ...record,
    state: action.to,
    version,
    edition: action.approves ? record.edition + 1 : record.edition,
    approvedVersion: action.approves ? version : record.approvedVersion,
    approvedAt: action.approves ? act.at : record.approvedAt,
    updatedAt: act.at,
  }
  const decided = decision(kind, { act: request.action, before: record, after }, act)
  return accept({ ...decided, signature: request.signature ?? null })
}

/** Who looks at an action, when, and what the record is linked with. */
export type ActionView = Pick<Act, 'actor' | 'at'> & Pick<ActionRequest, 'links' | 'authoredFor'>

/** What keeps this person from this action now, or null: the page shows it beside the disabled button. */
export function hindranceTo(subject: Subject, name: string, view: ActionView): Refusal | null {
  const { kind, record } = subject
  // The name comes from outside: `constructor` is a property of every object and no action.
  const action = Object.hasOwn(kind.life.actions, name) ? kind.life.actions[name] : undefined
  if (!action) return refuse('invalid', say('없는 단계입니다.', 'There is no such action.'), 'action').refusal
  if (!may(view.actor.roles, action.permission, kind.domain)) return notAllowed(kind, action.label).refusal
  if (!action.from.includes(record.state)) {
    const label = kind.life.states[record.state]?.label ?? say(record.state, record.state)
    return refuse(
      'conflict',
      say(`'${label.ko}' 상태에서는 할 수 없습니다.`, `Not possible in the state “${label.en}”.`),
      'state',
    ).refusal
  }
  if (action.neverApproved && record.approvedVersion !== null) {
    return refuse(
      'conflict',
      say('승인된 적이 있는 기록에는 할 수 없습니다.', 'Not possible for a record that was approved before.'),
      'state',
    ).refusal
  }
  // Meaning of a signature needs a person (21 CFR 11.100: unique to one individual); services never sign.
  if (action.signs && view.actor.kind !== 'human') {
    return refuse('not-allowed', say('서명은 사람만 할 수 있습니다.', 'Only a person can sign.')).refusal
  }
  if (action.fourEyes && [record.authorId, view.authoredFor].includes(view.actor.id)) {
    return refuse(
      'not-allowed',
      say(
        '작성자 본인은 할 수 없습니다. 다른 사람이 해야 합니다.',
        'The author cannot do this; another person must.',
      ),
    ).refusal
  }
  return incomplete(subject, action) ?? guarded(record, action, view)
}

function incomplete({ kind, record }: Subject, action: Action): Refusal | null {
  if (!action.complete) return null
  const missing = missingFields(kind, record.body)
  const [first, ...rest] = missing.map((name): Refusal => {
    const label = kind.fields[name]?.label ?? say(name, name)
    return {
      code: 'invalid',
      field: `body.${name}`,
      because: say(`먼저 채우십시오: ${label.ko}`, `Fill in first: ${label.en}`),
    }
  })
  if (!first) return null
  return rest.length > 0 ? { ...first, more: rest } : first
}

function guarded(record: StoredRecord, action: Action, view: ActionView): Refusal | null {
  for (const guard of action.guards ?? []) {
    const because = guard({ body: record.body, links: view.links, today: view.at.slice(0, 10) })
    if (because) return { code: 'conflict', because }
  }
  return null
}

function actionOf(kind: Kind, name: string): Action {
  const action = kind.life.actions[name]
  if (!action) throw new Error(`hindranceTo let an unknown action ${name} through`)
  return action
}

function staleVersion(record: StoredRecord, version: number): Refusal | null {
  if (record.version === version) return null
  return refuse(
    'conflict',
    say(
      `그 사이 다른 변경이 있었습니다(현재 ${record.version}판, 보낸 것은 ${version}판). 새로 읽고 다시 하십시오.`,
      `Somebody changed this first (now version ${record.version}, you sent ${version}). Reload and try again.`,
    ),
    'version',
  ).refusal
}

function notAllowed(kind: Kind, what: Words) {
  return refuse(
    'not-allowed',
    say(
      `${kind.title.ko}: '${what.ko}' 권한이 없습니다.`,
      `Your role does not allow “${what.en}” for ${kind.title.en}.`,
    ),
  )
}

function decision(
  kind: Kind,
  change: { act: string; before: StoredRecord | null; after: StoredRecord },
  act: Act,
): Decision {
  const { before, after } = change
  return {
    ...change,
    actor: act.actor,
    at: act.at,
    reason: act.reason?.trim() || null,
    changedFields: changedFields(before?.body ?? {}, after.body),
    links: linksOf(kind, after.body),
    files: filesOf(kind, after.body),
    clocks: kind.clocks?.({
      before: before?.body ?? null,
      after: after.body,
      state: after.state,
      act: change.act,
      at: act.at,
    }) ?? {
      start: [],
      stop: [],
    },
    signature: null,
  }
}

/** Names of the fields that differ, sorted. */
export function changedFields(before: Body, after: Body): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names].filter((name) => !isSameJson(before[name], after[name])).sort()
}

/** Equal as JSON whatever the order of keys: the database gives a row's columns back in an order of its own. */
function isSameJson(left: unknown, right: unknown): boolean {
  if (left === right) return true
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false
  if (Array.isArray(left) !== Array.isArray(right)) return false
  const [own, other] = [new Map(Object.entries(left)), new Map(Object.entries(right))]
  return (
    own.size === other.size &&
    [...own].every(([key, value]) => other.has(key) && isSameJson(value, other.get(key)))
  )
}
