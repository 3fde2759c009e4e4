import type { Body, Kind } from '../kind.ts'
import { say, type Words } from '../words.ts'
import type { Need, RecordFact, WatchedKind } from './fact.ts'
import type { Change, Facts } from './facts.ts'
import { choicesOf, mustHave } from './fields.ts'
import type { Scene } from './look.ts'
import { type Mend, stepTowards, toChange, toComplete } from './mend.ts'
import { keyed } from './trait-key.ts'

/*
 * What one record may be asked: that it is approved, that it names a subject, that its review is not overdue. A
 * trait says which of four things it speaks of, so that a reason never calls a draft “missing” or a plan “in use”.
 */

export type Stage = 'exists' | 'approved' | 'in-use' | 'effective'

/** What a kind is watched for. */
export type Watch = WatchedKind

export type Trait = {
  readonly stage: Stage
  /** Checks that the kind has the fields and choices named, and tells what is read. Throws on our mistake. */
  readonly reads: (kind: Kind) => readonly Watch[]
  readonly holds: (fact: RecordFact, scene: Scene) => boolean
  /** What is missing, as the end of “POL-2026-0001은 …” and “POL-2026-0001 …”: no full stop. */
  readonly lacks: (fact: RecordFact, scene: Scene) => Words
  readonly mend: (fact: RecordFact, scene: Scene) => Mend
  /** Records beside this one that make the trait hold. */
  readonly proofs?: (fact: RecordFact, scene: Scene) => readonly RecordFact[]
  /** How a new record would come to have it. */
  readonly prefill?: Body
  /** A value to find candidates by without reading every record. */
  readonly indexed?: { readonly field: string; readonly value: unknown }
  /** Which records of the kind a change elsewhere can reach. Absent: all, where the trait reads the changed kind. */
  readonly touches?: (reach: Reach) => Touched
  /** Judged by the instant and not by the day: what was found for one moment does not hold for the next. */
  readonly isMomentary?: boolean
}

export type Reach = { readonly kind: Kind; readonly change: Change; readonly facts: Facts }
export type Touched = ReadonlySet<string> | 'all'

type FieldTrait = {
  readonly field: string
  readonly need: Need
  readonly values?: readonly unknown[]
  readonly stage: Stage
  readonly holds: (value: unknown, scene: Scene) => boolean
  readonly lacks: Words
  readonly prefill?: Body
  readonly indexed?: { readonly field: string; readonly value: unknown }
}

/** A trait of one field. */
export function fieldTrait(told: FieldTrait): Trait {
  const { field, need, values, stage, holds, lacks, ...rest } = told
  return {
    ...rest,
    stage,
    reads: (kind) => {
      mustHave(kind, field, values)
      return [{ kind, needs: new Map([[field, need]]) }]
    },
    holds: (fact, scene) => holds(fact.body[field], scene),
    lacks: () => lacks,
    mend: (fact, scene) => toComplete(scene.facts.watched, fact, lacks),
  }
}

type BodyTrait = {
  readonly fields: readonly string[]
  readonly stage: Stage
  readonly holds: (body: Body) => boolean
  readonly lacks: Words
}

/** A trait of several fields together. */
export function bodyTrait({ fields, stage, holds, lacks }: BodyTrait): Trait {
  return {
    stage,
    reads: (kind) => {
      for (const field of fields) mustHave(kind, field)
      return [{ kind, needs: new Map(fields.map((field): [string, Need] => [field, 'value'])) }]
    },
    holds: (fact) => holds(fact.body),
    lacks: () => lacks,
    mend: (fact, scene) => toComplete(scene.facts.watched, fact, lacks),
  }
}

const readsOnlyHead: Trait['reads'] = (kind) => [{ kind, needs: new Map() }]

/** An approved version is in force and the record has not ended. */
export const approved: Trait = {
  stage: 'approved',
  reads: readsOnlyHead,
  holds: (fact) => fact.approved,
  // A register entry (hazard, device, person) is confirmed, not approved.
  lacks: (fact, scene) =>
    scene.facts.watched.get(fact.kind)?.kind.life.states.confirmed
      ? say('아직 확인되지 않았습니다', 'is not confirmed yet')
      : say('아직 승인되지 않았습니다', 'is not approved yet'),
  mend: (fact, scene) => stepTowards(scene.facts.watched, fact, (action) => action.approves === true),
}

/** Work on it is finished and its result stands (ISO 13485 8.5.2: checked for effect before it is closed). */
export const closed: Trait = {
  stage: 'effective',
  reads: readsOnlyHead,
  holds: (fact) => fact.closed,
  lacks: () => say('아직 종결되지 않았습니다', 'is not closed yet'),
  mend: (fact, scene) => {
    const states = scene.facts.watched.get(fact.kind)?.kind.life.states
    return stepTowards(scene.facts.watched, fact, (action) => states?.[action.to]?.closed === true)
  },
}

/** The record stands in one of the states. */
export function standing(stage: Stage, states: readonly string[], lacks: Words): Trait {
  return {
    stage,
    reads: (kind) => {
      for (const state of states) {
        if (!kind.life.states[state]) throw new Error(`${kind.name} has no state ${state}`)
      }
      return readsOnlyHead(kind)
    },
    holds: (fact) => states.includes(fact.state),
    lacks: () => lacks,
    mend: (fact, scene) => stepTowards(scene.facts.watched, fact, (action) => states.includes(action.to)),
  }
}

/** Its day of taking effect has come: approved and in use are two things. */
export const inForce: Trait = fieldTrait({
  field: 'effectiveOn',
  need: 'value',
  stage: 'in-use',
  holds: (day, { today }) => typeof day === 'string' && day <= today,
  lacks: say('시행일이 아직 오지 않았습니다', 'is not in force yet'),
})

/** Approved not longer ago than its kind asks for a review. */
export const reviewed: Trait = {
  stage: 'in-use',
  reads: (kind) => {
    if (kind.reviewMonths === undefined) throw new Error(`${kind.name} has no review period`)
    return readsOnlyHead(kind)
  },
  holds: (fact, scene) => {
    const months = scene.facts.watched.get(fact.kind)?.kind.reviewMonths
    return months !== undefined && isSince(fact.approvedOn, months, scene)
  },
  lacks: () => say('정기 검토 기한이 지났습니다', 'is overdue for review'),
  mend: (fact, scene) =>
    toChange(
      scene.facts.watched,
      fact,
      say('검토하고 다시 승인받으십시오.', 'Review it and have it approved again.'),
    ),
}

/** Approved at most this many months ago. */
export function approvedWithin(months: number): Trait {
  const lacks = say(
    `최근 ${months}개월 안에 승인되지 않았습니다`,
    `was not approved within the last ${months} months`,
  )
  return {
    stage: 'in-use',
    reads: readsOnlyHead,
    holds: (fact, scene) => isSince(fact.approvedOn, months, scene),
    lacks: () => lacks,
    mend: (fact, scene) => toComplete(scene.facts.watched, fact, lacks),
  }
}

/** Facts hold nothing that had not happened yet, so only the age is asked. */
function isSince(day: string | null, months: number, { since }: Scene): boolean {
  return day !== null && day >= since(months)
}

/** Approved before the day the field names: a change is allowed first and made then (ISO 13485 7.3.9). */
export function approvedBefore(field: string, lacks: Words): Trait {
  return {
    ...fieldTrait({ field, need: 'value', stage: 'approved', holds: () => true, lacks }),
    holds: ({ body, approvedOn }) => {
      const day = body[field]
      return typeof day !== 'string' || (approvedOn !== null && approvedOn <= day)
    },
  }
}

/** A day field that has not passed: validity, next evaluation. */
export function notPast(field: string, lacks: Words, stage: Stage = 'in-use'): Trait {
  const holds = (day: unknown, { today }: Scene) => typeof day === 'string' && today <= day
  return fieldTrait({ field, need: 'value', stage, holds, lacks })
}

/** As `notPast`, for a day that need not be given. */
export function notExpired(field: string, lacks: Words): Trait {
  const holds = (day: unknown, { today }: Scene) =>
    day === undefined || (typeof day === 'string' && today <= day)
  return fieldTrait({ field, need: 'value', stage: 'in-use', holds, lacks })
}

/** The fields are filled; the first empty one is named by its label. */
export function filled(...fields: readonly string[]): Trait {
  const empty = (fact: RecordFact) => fields.find((field) => fact.body[field] === undefined)
  const lacks = (fact: RecordFact, { facts }: Scene) => {
    const field = empty(fact) ?? ''
    const label = facts.watched.get(fact.kind)?.kind.fields[field]?.label ?? say(field, field)
    return say(`'${label.ko}' 항목이 비어 있습니다`, `has nothing under “${label.en}”`)
  }
  const trait: Trait = {
    stage: 'exists',
    reads: (kind) => {
      for (const field of fields) mustHave(kind, field)
      return [{ kind, needs: new Map(fields.map((field): [string, Need] => [field, 'presence'])) }]
    },
    holds: (fact) => empty(fact) === undefined,
    lacks,
    mend: (fact, scene) => toComplete(scene.facts.watched, fact, lacks(fact, scene)),
  }
  return keyed(trait, 'filled', fields)
}

/** The field holds one of the values, alone or among several. */
export function holds(field: string, ...values: readonly unknown[]): Trait {
  const [only] = values
  const trait: Trait = {
    ...fieldTrait({
      field,
      need: 'value',
      values,
      stage: 'exists',
      holds: (held) => values.some((value) => isHeld(held, value)),
      lacks: say('', ''),
    }),
    reads: (kind) => {
      mustHave(kind, field, values)
      return [{ kind, needs: new Map<string, Need>([[field, 'value']]) }]
    },
    lacks: (fact, { facts }) => choicesOf(facts.watched.get(fact.kind)?.kind, field, values),
    mend: (fact, { facts }) =>
      toComplete(facts.watched, fact, choicesOf(facts.watched.get(fact.kind)?.kind, field, values)),
    prefill: { [field]: only },
    ...(values.length === 1 && { indexed: { field, value: only } }),
  }
  return keyed(trait, 'holds', field, values)
}

/** Whether a held value is the value, or a list with it. */
export function isHeld(held: unknown, value: unknown): boolean {
  return Array.isArray(held) ? held.includes(value) : held === value
}

/** The field holds every one of the values. */
export function holdsAll(field: string, ...values: readonly unknown[]): Trait {
  return {
    ...holds(field, ...values),
    holds: (fact) => values.every((value) => isHeld(fact.body[field], value)),
  }
}

/** The trait reversed; used to leave records out of a population, so it has no step of its own. */
export function not(trait: Trait): Trait {
  const { indexed: _, prefill: __, proofs: ___, ...rest } = trait
  return { ...rest, holds: (fact, scene) => !trait.holds(fact, scene) }
}

/** A table field has a row that satisfies the condition. */
export function hasRow(field: string, condition: (row: Body) => boolean, lacks: Words): Trait {
  return rowsTrait(field, lacks, (rows) => rows.some(condition))
}

/** A table field has rows and all satisfy the condition. */
export function everyRow(field: string, condition: (row: Body) => boolean, lacks: Words): Trait {
  return rowsTrait(field, lacks, (rows) => rows.length > 0 && rows.every(condition))
}

function rowsTrait(field: string, lacks: Words, test: (rows: readonly Body[]) => boolean): Trait {
  // Tables were parsed at the door: a list of plain rows.
  const holds = (value: unknown) => Array.isArray(value) && test(value as readonly Body[])
  return fieldTrait({ field, need: 'value', stage: 'exists', holds, lacks })
}

/** The same trait with words of its own and the stage it speaks of. */
export function worded(trait: Trait, stage: Stage, lacks: Words): Trait {
  return {
    ...trait,
    stage,
    lacks: () => lacks,
    mend: (fact, { facts }) => toComplete(facts.watched, fact, lacks),
  }
}
