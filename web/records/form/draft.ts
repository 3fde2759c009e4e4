import type { Body } from '@maek/domain/kind.ts'
import type { PlainKind } from '../plain-kind.ts'
import { isObject } from '../values/shapes.ts'

/** Where an unsaved text is kept: this browser, this person, this record. Signing out clears them all. */
export function draftKey(userId: string, kind: string, id: string | null): string {
  return `maek-draft:${userId}:${kind}:${id ?? 'new'}`
}

/** Where a draft lies, and of which version of the record it is. */
export type DraftPlace = { readonly key: string; readonly version: number }

/** Keeps what was typed; personal data never lie in a browser's storage. */
export function keepDraft({ key, version }: DraftPlace, kind: PlainKind, values: Body): void {
  const kept = Object.entries(values).filter(([name]) => !kind.fields[name]?.personal)
  try {
    localStorage.setItem(key, JSON.stringify({ version, values: Object.fromEntries(kept) }))
  } catch {
    // Storage is full or forbidden: a draft is a convenience, the form itself goes on.
  }
}

/** The draft for exactly this version of the record, or null: an older one would undo somebody's change. */
export function readDraft({ key, version }: DraftPlace): Body | null {
  const text = localStorage.getItem(key)
  if (text === null) return null
  const value: unknown = JSON.parse(text)
  return isObject(value) && value.version === version && isObject(value.values) ? value.values : null
}

export function dropDraft(key: string): void {
  localStorage.removeItem(key)
}
