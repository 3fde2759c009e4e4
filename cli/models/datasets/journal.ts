import { appendFileSync, existsSync, readFileSync, rmSync, type Stats, writeFileSync } from 'node:fs'

/*
 * What was read so far, beside the manifest under `.part`, so that an interrupted run need not read terabytes again.
 * It knows files by place, size and times, and holds no name; it is gone once the manifest is written. It serves only
 * to go on: a fingerprint that begins anew reads every byte, for times can be set back by who alters data.
 */

export type Known = ReadonlyMap<string, readonly [content: string, subject: string | null]>
export type Journal = { readonly path: string; readonly known: Known; readonly remove: () => void }

/** Opens the journal of a manifest; `resume` takes what it holds, when it was written under the same key and rules. */
export function openJournal(
  manifest: string,
  told: { readonly keyId: string; readonly resume: boolean; readonly rules: string },
): Journal {
  const path = `${manifest}.part`
  const head = JSON.stringify(['maek-dataset-journal/1', told.keyId, told.rules])
  const known = told.resume ? readJournal(path, head) : new Map()
  if (known.size === 0) writeFileSync(path, `${head}\n`, { mode: 0o600 })
  return { path, known, remove: () => rmSync(path, { force: true }) }
}

/** Adds lines of several files; threads write whole batches, each with one call. */
export function noteRead(path: string, lines: readonly string[]): void {
  if (lines.length > 0) appendFileSync(path, lines.join(''))
}

export function journalLine(stats: Stats, content: string, subject: string | null): string {
  return `${markOf(stats)} ${content} ${subject ?? '-'}\n`
}

/** By what a file is known again. The time of the last change of its state cannot be set from outside. */
export function markOf({ dev, ino, size, mtimeMs, ctimeMs }: Stats): string {
  return `${dev}:${ino}:${size}:${mtimeMs}:${ctimeMs}`
}

function readJournal(path: string, head: string): Map<string, readonly [string, string | null]> {
  const known = new Map<string, readonly [string, string | null]>()
  if (!existsSync(path)) return known
  const [first, ...lines] = readFileSync(path, 'latin1').split('\n')
  if (first !== head) return known
  for (const line of lines) {
    // The last line may be cut where the run was.
    const found = /^([\d.:]+) ([A-Za-z0-9_-]{43}) (-|[A-Za-z0-9_-]{22})$/.exec(line)
    if (found) known.set(found[1] ?? '', [found[2] ?? '', found[3] === '-' ? null : (found[3] ?? null)])
  }
  return known
}
