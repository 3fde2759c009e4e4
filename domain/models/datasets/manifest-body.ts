import type { FileValue } from '../../field.ts'
import type { Body } from '../../kind.ts'
import type { ManifestSummary } from './api.ts'
import type { Shared } from './manifest-leak.ts'

const parts: ReadonlySet<string> = new Set(['training', 'tuning', 'testing', 'reference'])

/**
 * What a manifest tells of its dataset's record: counted on the site, so it stands before what was typed. Splits are
 * filled in where all have names the record knows and subjects are told; otherwise what was written stays.
 */
export function manifestBody(file: FileValue, summary: ManifestSummary, leak: Shared | null): Body {
  const { items, subjects, splits } = summary
  const isPlain = splits.length > 0 && splits.every(({ name }) => parts.has(name))
  const rows = splits.flatMap((one) =>
    one.subjects === null ? [] : [{ part: one.name, subjects: one.subjects, items: one.items }],
  )
  return {
    manifest: file,
    contentSha256: file.sha256,
    items,
    leakCheck: leakCheckOf(leak),
    ...(subjects !== null && { subjects }),
    ...(isPlain && rows.length === splits.length && { splits: rows }),
  }
}

/** What was looked for; a manifest with a leak never comes this far. */
export function leakCheckOf(leak: Shared | null): 'subjects-and-items' | 'items-only' | 'not-split' {
  if (leak === null) return 'not-split'
  return leak.subjects === null ? 'items-only' : 'subjects-and-items'
}
