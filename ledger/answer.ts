/** A text in the house's two languages; same shape as the domain's, which this room may not import. */
export type Words = { readonly ko: string; readonly en: string }

/** Why something offered as evidence was not accepted. Shaped like a domain refusal, so callers pass it on. */
export type Fault = { readonly code: 'invalid'; readonly because: Words; readonly field?: string }

/** Either the value, fully checked, or the reason it is not one. Hostile input never throws. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Fault }

export function sound<T>(value: T): Checked<T> {
  return { ok: true, value }
}

export function unsound(ko: string, en: string, field?: string | undefined): { ok: false; refusal: Fault } {
  const because = { ko, en }
  return {
    ok: false,
    refusal: field === undefined ? { code: 'invalid', because } : { code: 'invalid', because, field },
  }
}
