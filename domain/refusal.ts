import type { Words } from './words.ts'

/** What a caller may read off a refusal without reading its words; each maps to one HTTP status. */
export type RefusalCode =
  | 'invalid' // a field is wrong: `field` says which
  | 'not-allowed' // the role lacks the permission
  | 'not-signed-in'
  | 'not-found'
  | 'conflict' // somebody else changed it first, or the state does not allow it
  | 'needs-signature' // say who you are again, then repeat
  | 'too-large'
  | 'wrong-type' // content is not what it says it is
  | 'too-many' // rate limit
  | 'unavailable' // disk, database or signer cannot serve now

/** An answer that says no: why, where, and what to do next, in both languages. Not an error. */
export type Refusal = {
  readonly code: RefusalCode
  readonly because: Words
  /** Path of the field or place in the input, `body.items.3.name` or `row 17`. */
  readonly field?: string
  /** Further refusals of the same input, so that all faults are shown at once. */
  readonly more?: readonly Refusal[]
}

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal }

export function accept<T>(value: T): Answer<T> {
  return { ok: true, value }
}

export function refuse(code: RefusalCode, because: Words, field?: string): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: field === undefined ? { code, because } : { code, because, field } }
}
