import type { LookAlarm } from './look-result.ts'

/** An alert that stands for a plan: which cause opened it, and when it was settled, if it is. */
export type KnownAlert = {
  readonly cause: string
  readonly isOpen: boolean
  /** Day on which it was settled; null while open. */
  readonly settledOn: string | null
}

/**
 * The alarms that open an alert: the first of each chart (or drift) that no alert speaks of yet. While one is open the
 * same chart opens no other; once it is settled, what had already been seen by that day is settled with it. So a look
 * repeated, or taken by two servers at once, opens nothing twice.
 */
export function alarmsToOpen(
  alarms: readonly LookAlarm[],
  known: readonly KnownAlert[],
  /** Cause as an alert keeps it: the plan's id before it. */
  causeOf: (alarm: LookAlarm) => string,
): LookAlarm[] {
  const causes = new Set(known.map(({ cause }) => cause))
  const sourceOf = (cause: string) => cause.slice(0, cause.lastIndexOf('/'))
  const bySource = Map.groupBy(known, ({ cause }) => sourceOf(cause))
  const opened = new Set<string>()
  return alarms.filter((alarm) => {
    const cause = causeOf(alarm)
    const source = sourceOf(cause)
    const before = bySource.get(source) ?? []
    if (causes.has(cause) || opened.has(source) || before.some(({ isOpen }) => isOpen)) return false
    if (before.some(({ settledOn }) => settledOn !== null && alarm.period <= settledOn)) return false
    opened.add(source)
    return true
  })
}
