import { z } from 'zod'
import type { Body } from '../kind.ts'

/** One version of an installation record, as the log keeps it; oldest first. */
export type InstallationVersion = {
  readonly state: string
  /** When it was written down, ISO 8601 UTC. */
  readonly at: string
  readonly body: Body
}

/** Which release an installation ran on a day; `basis` says whether the day was stated or is that of the entry. */
export type RanOn = {
  readonly release: string
  readonly since: string
  readonly basis: 'stated' | 'entered'
  readonly units: number
}

const installed = z.looseObject({
  release: z.string(),
  runsSince: z.string().optional(),
  installedOn: z.string().optional(),
  units: z.number().optional(),
})

/**
 * The release in use at the end of a day (YYYY-MM-DD, Seoul), from all versions of an installation record. A day people
 * stated counts before the day they wrote it down; null: it was not there yet, out of use, or removed.
 */
export function releaseOn(versions: readonly InstallationVersion[], day: string): RanOn | null {
  type Entry = { from: string; ran: RanOn | null }
  const entries: Entry[] = []
  let before: z.infer<typeof installed> | null = null
  for (const { state, at, body } of versions) {
    const now = installed.parse(body)
    const entered = seoulDay(at)
    const isNew = before === null || before.release !== now.release || before.runsSince !== now.runsSince
    const stated = isNew ? (now.runsSince ?? (before === null ? now.installedOn : undefined)) : undefined
    // A day after the entry is a plan, not a fact.
    const from = stated !== undefined && stated <= entered ? stated : entered
    const isRunning = state === 'in-use'
    const last = entries.at(-1)
    if (!isRunning) entries.push({ from: entered, ran: null })
    else if (isNew || last?.ran == null) {
      const basis = stated !== undefined && stated <= entered ? 'stated' : 'entered'
      entries.push({ from, ran: { release: now.release, since: from, basis, units: now.units ?? 1 } })
    } else entries.push({ from: entered, ran: { ...last.ran, units: now.units ?? 1 } })
    before = now
  }
  // What was written down late is put where it belongs; of one day the later entry counts.
  const ordered = entries.toSorted((one, other) =>
    one.from < other.from ? -1 : one.from > other.from ? 1 : 0,
  )
  return ordered.filter(({ from }) => from <= day).at(-1)?.ran ?? null
}

/** The calendar day of an instant in Seoul (UTC+9 all year). */
export function seoulDay(instant: string): string {
  return new Date(Date.parse(instant) + 9 * 3_600_000).toISOString().slice(0, 10)
}
