import { setTimeout as wait } from 'node:timers/promises'
import { feedDue } from '@maek/domain/vulnerabilities/feed-due.ts'
import type { FeedSourceName } from '@maek/domain/vulnerabilities/feed-source.ts'
import type { House } from '../../house.ts'
import { takeInFeed } from '../import.ts'
import { lapseEverywhere } from '../lapse.ts'
import { type FeedSetting, readFeedSettings } from './feed-setting.ts'
import { noteFault, noteUnchanged, readFeedStates } from './feed-state.ts'
import { fetchSource } from './fetch-source.ts'

type Place = Pick<House, 'database' | 'now' | 'log'>
type Named = { readonly source: FeedSourceName; readonly part: string }
const nvdPauseMs = 6_500

/** Looks once what is due and fetches it, one source after another. Answers what was tried. */
export async function fetchDueFeeds(
  house: Place,
  pause: () => Promise<void> = () => wait(nvdPauseMs),
): Promise<Named[]> {
  const pool = house.database.pool
  const settings = (await readFeedSettings(pool)).filter(({ isOn }) => isOn)
  if (settings.length === 0) return []
  const states = await readFeedStates(pool)
  const due = settings.flatMap((setting) =>
    partsOf(setting).flatMap((part) => {
      const state = states.find((one) => one.source === setting.source && one.part === part)
      const standing = state ?? { lastSuccessAt: null, lastTryAt: null, failures: 0 }
      return feedDue(standing, setting, house.now()) ? [{ setting, part }] : []
    }),
  )
  for (const { setting, part } of due) await fetchPart(house, { setting, part, pause })
  return due.map(({ setting, part }) => ({ source: setting.source, part }))
}

/** Fetches one source now, all its parts, whether it is due or not. */
export async function fetchNow(
  house: Place,
  setting: FeedSetting,
  pause: () => Promise<void> = () => wait(nvdPauseMs),
): Promise<void> {
  for (const part of partsOf(setting)) await fetchPart(house, { setting, part, pause })
}

function partsOf(setting: FeedSetting): readonly string[] {
  return setting.source === 'osv' ? setting.parts : ['']
}

type Part = { readonly setting: FeedSetting; readonly part: string; readonly pause: () => Promise<void> }

/** Whatever goes wrong is noted on the source, and told there until it goes well again. */
async function fetchPart(house: Place, { setting, part, pause }: Part): Promise<void> {
  const { source, url } = setting
  const pool = house.database.pool
  const state = (await readFeedStates(pool)).find((one) => one.source === source && one.part === part)
  const tried = { source, part, at: house.now() }
  for await (const fetched of fetchSource({ source, part, url, state, now: house.now(), pause })) {
    if (fetched.ok && fetched.value === 'unchanged') {
      await noteUnchanged(pool, tried)
      continue
    }
    const taken =
      fetched.ok && fetched.value !== 'unchanged' ? await takeInFeed(house, fetched.value) : fetched
    if (taken.ok) continue
    house.log({ level: 'warn', what: 'feed', source, part, because: taken.refusal.because.en })
    await noteFault(pool, { ...tried, fault: taken.refusal.because })
    return
  }
}

const lookEveryMs = 60_000

/** Looks every minute until it is stopped; a look that is still fetching is not doubled. */
export function openFeedSchedule(house: Place): { readonly stop: () => Promise<void> } {
  let running: Promise<unknown> = Promise.resolve()
  let isRunning = false
  const look = () => {
    if (isRunning) return
    isRunning = true
    running = lapseEverywhere(house)
      .then(() => fetchDueFeeds(house))
      .catch((error: unknown) => house.log({ level: 'error', what: 'feeds', error: String(error) }))
      .finally(() => {
        isRunning = false
      })
  }
  const timer = setInterval(look, lookEveryMs)
  return {
    stop: async () => {
      clearInterval(timer)
      // What is being fetched is abandoned with the process; what was written is noted and finished at the next start.
      await Promise.race([running, wait(2_000)])
    },
  }
}
