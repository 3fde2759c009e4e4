import type { Body } from './kind.ts'
import type { Action, Guard, Life } from './life.ts'
import type { Words } from './words.ts'

/*
 * Conditions that a field's presence alone cannot say: “when A holds, B is needed too”. They are guards of an
 * action and not checks of the body, so that work in progress may be saved incomplete.
 */

/** The same life with further guards on the named actions. Throws when an action is not there (our mistake). */
export function guarded(life: Life, names: readonly string[], guards: readonly Guard[]): Life {
  const added: Record<string, Action> = {}
  for (const name of names) {
    const action = life.actions[name]
    if (!action) throw new Error(`no action ${name} to guard`)
    added[name] = { ...action, guards: [...(action.guards ?? []), ...guards] }
  }
  return { ...life, actions: { ...life.actions, ...added } }
}

/** Whether the field holds the value, alone or among several. */
export function holds(body: Body, field: string, value: unknown): boolean {
  const held = body[field]
  return Array.isArray(held) ? held.includes(value) : held === value
}

/** Guard: when `field` holds one of `values`, `needed` must be filled. */
export function neededWhen(
  field: string,
  values: readonly unknown[],
  then: { readonly needed: string; readonly because: Words },
): Guard {
  return ({ body }) => {
    const applies = values.some((value) => holds(body, field, value))
    return applies && body[then.needed] === undefined ? then.because : null
  }
}

/** Guard: `field` must hold exactly one of these values, for an act that its result has to allow. */
export function mustBe(field: string, values: readonly unknown[], because: Words): Guard {
  return ({ body }) => (values.includes(body[field]) ? null : because)
}

/** Guard: the pair is written in Korean and in English. */
export function inBothLanguages(field: string, because: Words): Guard {
  return ({ body }) => {
    const text = body[field]
    if (typeof text !== 'object' || text === null) return because
    const halves: { ko?: unknown; en?: unknown } = text
    return halves.ko && halves.en ? null : because
  }
}
