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

/** Whether what stands of a source is too old to be called current. Never taken in is not stale but missing. */
export function isSourceStale(source: FeedSourceName, lastSuccessAt: string | null, now: string): boolean {
  if (lastSuccessAt === null) return false
  return Date.parse(now) - Date.parse(lastSuccessAt) > feedSources[source].freshDays * 86_400_000
}
