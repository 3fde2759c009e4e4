import { type FeedSourceName, feedSources } from './feed-source.ts'

/** How a source stands: when it last went well, when it was last tried, how often it failed since. ISO UTC instants. */
export type FeedStanding = {
  readonly lastSuccessAt: string | null
  readonly lastTryAt: string | null
  readonly failures: number
}

export type FeedRhythm = { readonly isOn: boolean; readonly everyHours: number }

const firstWaitMs = 5 * 60_000
const minuteMs = 60_000

/**
 * Whether a source should be fetched now. Off means never. After a success: once the hours are over. After failures:
 * five minutes later, then twice as long each time, never longer than its rhythm. A clock set back counts as due, as
 * a wait of unknown length would not end.
 */
export function feedDue(standing: FeedStanding, rhythm: FeedRhythm, now: string): boolean {
  if (!rhythm.isOn) return false
  if (standing.lastTryAt === null) return true
  const since = Date.parse(now) - Date.parse(standing.lastTryAt)
  if (since < -minuteMs) return true
  return since >= waitMs(standing, rhythm)
}

/** How long after the last try the next one comes. */
function waitMs({ failures }: FeedStanding, { everyHours }: FeedRhythm): number {
  const whole = everyHours * 60 * minuteMs
  if (failures === 0) return whole
  return Math.min(whole, firstWaitMs * 2 ** Math.min(failures - 1, 20))
}

/**
 * Whether what stands of a source is too old to be called current: nobody brought it for too long, or what was brought
 * was old already. Never taken in is not stale but missing.
 */
export function isSourceStale(
  source: FeedSourceName,
  stands: { readonly lastSuccessAt: string | null; readonly contentAt: string | null },
  now: string,
): boolean {
  const { freshDays, contentDays } = feedSources[source]
  if (stands.lastSuccessAt === null) return false
  if (daysBetween(stands.lastSuccessAt, now) > freshDays) return true
  return stands.contentAt !== null && daysBetween(stands.contentAt, now) > contentDays
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000
}
