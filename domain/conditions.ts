import type { Body } from './kind.ts'
import type { Guard } from './life.ts'
import type { Words } from './words.ts'

/*
 * Guards for steps that need some fields while others are still to come, or that look at the records pointing
 * here. Those that link one field to another's value stand in guards.ts.
 */

/** Guard: the field is filled. */
export function filled(name: string, because: Words): Guard {
  return ({ body }) => (body[name] === undefined ? because : null)
}

/** Guard: none of the fields is filled yet. */
export function stillEmpty(names: readonly string[], because: Words): Guard {
  return ({ body }) => (names.some((name) => body[name] !== undefined) ? because : null)
}

/** Guard: the body satisfies the condition. */
export function bodyIs(condition: (body: Body) => boolean, because: Words): Guard {
  return ({ body }) => (condition(body) ? null : because)
}

type Incoming = { readonly kind: string; readonly relation: string }
type Standing = { readonly state: string; readonly closed: boolean; readonly ended: boolean }

/** Guard: every record of the kind that points here by the relation stands as asked; none pointing is fine. */
export function everyIncoming(from: Incoming, stands: (linked: Standing) => boolean, because: Words): Guard {
  return ({ links }) =>
    links.in
      .filter((link) => link.kind === from.kind && link.relation === from.relation)
      .every((link) => stands(link))
      ? null
      : because
}
