/** OSV is published daily; after a week without an import a list of findings is no longer said to be current. A rule of this house, no law's. */
const freshDaysMax = 7

/** Whether advisories imported then are too old now. Both are ISO UTC instants. */
export function isStale(importedAt: string, now: string): boolean {
  return Date.parse(now) - Date.parse(importedAt) > freshDaysMax * 86_400_000
}
