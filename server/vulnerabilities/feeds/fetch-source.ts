import { type Answer, accept } from '@maek/domain/refusal.ts'
import type { FeedSourceName } from '@maek/domain/vulnerabilities/feed-source.ts'
import { modifiedRecordsMax, readModifiedList } from '@maek/domain/vulnerabilities/modified-list.ts'
import type { FeedState } from './feed-state.ts'
import { type FetchAsked, type Fetched, fetchFeed } from './fetch-feed.ts'
import type { IncomingFeed } from './take-in.ts'

export type FetchPlan = {
  readonly source: FeedSourceName
  readonly part: string
  readonly url: string
  readonly state: FeedState | undefined
  readonly now: string
  /** Between two requests of one fetch: NVD asks for six seconds (5 requests in 30 seconds without a key). */
  readonly pause: () => Promise<void>
}

/** What a fetch brings: files to take in, one after another; none where nothing changed. */
export async function* fetchSource(plan: FetchPlan): AsyncGenerator<Answer<IncomingFeed | 'unchanged'>> {
  if (plan.source === 'osv') yield await fetchOsv(plan)
  else if (plan.source === 'nvd' && !/\.(?:json|json\.gz)(?:\?.*)?$/.test(plan.url)) yield* fetchNvd(plan)
  else yield await fetchWhole(plan, plan.url)
}

async function fetchWhole(plan: FetchPlan, url: string): Promise<Answer<IncomingFeed | 'unchanged'>> {
  const { state } = plan
  const asked: FetchAsked = { url, etag: state?.etag ?? null, lastModified: state?.lastModified ?? null }
  const fetched = await fetchFeed(asked)
  if (!fetched.ok) return fetched
  if (fetched.value.unchanged) return accept('unchanged')
  // Only OSV's archives carry no date of their own; what the server says of them stands for it.
  const contentAt = plan.source === 'osv' ? fetched.value.changedAt : null
  return accept(incoming(plan, fetched.value, { contentAt, isWhole: true }))
}

type Got = Fetched & { readonly unchanged: false }

function incoming(
  { source, part, url }: FetchPlan,
  got: Got,
  as: { readonly contentAt: string | null; readonly isWhole: boolean },
): IncomingFeed {
  const { bytes, etag, lastModified } = got
  return { source, part, name: url, bytes, signedBy: null, etag, lastModified, ...as }
}

const recordBytesMax = 5_000_000
const listBytesMax = 100_000_000
const incrementalDaysMax = 30

/** The records changed since what stands, one by one; the whole export where there is nothing yet, or too much changed. */
async function fetchOsv(plan: FetchPlan): Promise<Answer<IncomingFeed | 'unchanged'>> {
  const base = `${plan.url.replace(/\/$/, '')}/${encodeURIComponent(plan.part)}`
  const since = plan.state?.contentAt ?? null
  const isRecent =
    since !== null && Date.parse(plan.now) - Date.parse(since) < incrementalDaysMax * 86_400_000
  if (since === null || !isRecent) return fetchWhole({ ...plan, state: undefined }, `${base}/all.zip`)
  const list = await fetchFeed({ url: `${base}/modified_id.csv`, bytesMax: listBytesMax })
  if (!list.ok) return list
  const changed = list.value.unchanged
    ? accept([])
    : readModifiedList(list.value.bytes.toString('utf8'), since)
  if (!changed.ok) return changed
  if (changed.value === null || changed.value.length > modifiedRecordsMax)
    return fetchWhole({ ...plan, state: undefined }, `${base}/all.zip`)
  const [newest] = changed.value
  if (!newest) return accept('unchanged')
  const records: Buffer[] = []
  for (const { id } of changed.value) {
    const record = await fetchFeed({
      url: `${base}/${encodeURIComponent(id)}.json`,
      bytesMax: recordBytesMax,
    })
    if (!record.ok) return record
    if (!record.value.unchanged) records.push(record.value.bytes)
  }
  const bytes = Buffer.from(`[${records.map((record) => record.toString('utf8')).join(',')}]`)
  const got: Got = { unchanged: false, bytes, etag: null, lastModified: null, changedAt: null }
  return accept(incoming(plan, got, { contentAt: newest.modified, isWhole: false }))
}

const pageSize = 2_000
const pagesMax = 400
/** NVD answers for at most 120 days of changes at once. */
const windowDaysMax = 119

/** Page after page of the API: what changed since the last time, or everything. */
async function* fetchNvd(plan: FetchPlan): AsyncGenerator<Answer<IncomingFeed | 'unchanged'>> {
  const since = plan.state?.contentAt ?? null
  const isRecent = since !== null && Date.parse(plan.now) - Date.parse(since) < windowDaysMax * 86_400_000
  const window = isRecent ? { lastModStartDate: since, lastModEndDate: plan.now } : {}
  for (let page = 0; page < pagesMax; page++) {
    const url = new URL(plan.url)
    const asked = { ...window, resultsPerPage: String(pageSize), startIndex: String(page * pageSize) }
    for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value)
    if (page > 0) await plan.pause()
    const fetched = await fetchFeed({ url: url.href, bytesMax: 200_000_000 })
    if (!fetched.ok) {
      yield fetched
      return
    }
    if (fetched.value.unchanged) return
    const total = Number(
      /"totalResults"\s*:\s*(\d{1,9})/.exec(fetched.value.bytes.toString('utf8', 0, 2_000))?.[1] ?? 0,
    )
    if (page === 0 && total === 0) {
      yield accept('unchanged')
      return
    }
    const isLast = (page + 1) * pageSize >= total
    // Only the last page moves the date: a fetch cut off half-way begins again where it began.
    const contentAt = isLast ? plan.now : (since ?? '1970-01-01T00:00:00.000Z')
    yield accept(incoming({ ...plan, url: url.href }, fetched.value, { contentAt, isWhole: false }))
    if (isLast) return
  }
}
