import type { Permission } from './permissions.ts'
import type { Words } from './words.ts'

/**
 * A lifecycle is a table: state × action → state. Who may act, what must hold first, whether it is signed and
 * whether its author may do it are columns of that table, so server, page and audit read the same rule.
 */
export type Life = {
  readonly initial: string
  readonly states: Readonly<Record<string, State>>
  readonly actions: Readonly<Record<string, Action>>
}

export type State = {
  readonly label: Words
  readonly tone: Tone
  /** The body may be changed in this state. */
  readonly editable?: boolean
  /** The record no longer counts: retired, cancelled, superseded. */
  readonly ended?: boolean
  /** Work on it is finished with its result standing: closed, completed. */
  readonly closed?: boolean
}

export type Tone = 'draft' | 'waiting' | 'good' | 'bad' | 'neutral'

export type Action = {
  readonly label: Words
  readonly from: readonly string[]
  readonly to: string
  readonly permission: Permission
  /** The act is an electronic signature with this meaning (21 CFR 11.50: the meaning is part of it). */
  readonly signs?: Meaning
  /** Must not be done by whoever last changed the body (ISO 13485 4.2.4: review and approval are another's eyes). */
  readonly fourEyes?: boolean
  /** All fields needed for completion must be filled. */
  readonly complete?: boolean
  /** A written reason is asked and kept. */
  readonly reason?: boolean
  /** Only while no edition of it was ever approved: what is in force is ended by those who may retire it. */
  readonly neverApproved?: boolean
  /** The version acted on becomes the approved one and starts a new edition. */
  readonly approves?: boolean
  /** Further conditions, pure. */
  readonly guards?: readonly Guard[]
}

/** Closed list of signature meanings (21 CFR 11.50). */
export const meanings = {
  review: { ko: '검토', en: 'Review' },
  approval: { ko: '승인', en: 'Approval' },
  responsibility: { ko: '책임', en: 'Responsibility' },
  verification: { ko: '검증 확인', en: 'Verification' },
  rejection: { ko: '반려', en: 'Rejection' },
} as const satisfies Record<string, Words>
export type Meaning = keyof typeof meanings

/** What a guard may look at: the body, what it links to, and what links to it. */
export type GuardView = {
  readonly body: Readonly<Record<string, unknown>>
  readonly links: { readonly out: readonly Linked[]; readonly in: readonly Linked[] }
  readonly today: string
}

/** The other end of a link as a guard sees it. */
export type Linked = {
  readonly relation: string
  readonly kind: string
  readonly id: string
  readonly number: string
  readonly state: string
  readonly approved: boolean
  readonly closed: boolean
  readonly ended: boolean
}

/** Returns the reason why not, or null. */
export type Guard = (view: GuardView) => Words | null

/** Checks a life table once at start: every from, to and initial names a state. Throws on our mistake. */
export function life<const L extends Life>(table: L): L {
  const states = new Set(Object.keys(table.states))
  const named = [
    table.initial,
    ...Object.values(table.actions).flatMap((action) => [...action.from, action.to]),
  ]
  for (const name of named) if (!states.has(name)) throw new Error(`life names an unknown state ${name}`)
  return table
}
