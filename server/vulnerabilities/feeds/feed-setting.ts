import type { FeedSourceName } from '@maek/domain/vulnerabilities/feed-source.ts'
import type pg from 'pg'

/** Where and how often one source is fetched. A source without a row is off. */
export type FeedSetting = {
  readonly source: FeedSourceName
  readonly isOn: boolean
  readonly url: string
  readonly parts: readonly string[]
  readonly everyHours: number
}

type Row = { source: FeedSourceName; is_on: boolean; url: string; parts: string[]; every_hours: number }

export async function readFeedSettings(client: pg.Pool | pg.ClientBase): Promise<FeedSetting[]> {
  const found = await client.query<Row>(
    'select source, is_on, url, parts, every_hours from feed_setting order by source',
  )
  return found.rows.map((row) => ({
    source: row.source,
    isOn: row.is_on,
    url: row.url,
    parts: row.parts,
    everyHours: row.every_hours,
  }))
}

export async function writeFeedSetting(
  client: pg.Pool | pg.ClientBase,
  setting: FeedSetting & { readonly at: string; readonly by: string },
): Promise<void> {
  await client.query(
    `insert into feed_setting (source, is_on, url, parts, every_hours, changed_at, changed_by)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (source) do update set is_on = excluded.is_on, url = excluded.url, parts = excluded.parts,
       every_hours = excluded.every_hours, changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
    [setting.source, setting.isOn, setting.url, setting.parts, setting.everyHours, setting.at, setting.by],
  )
}

export type TrustedKey = {
  readonly name: string
  readonly key: string
  readonly addedAt: string
  readonly addedBy: string
}

export async function readTrustedKeys(client: pg.Pool | pg.ClientBase): Promise<TrustedKey[]> {
  const found = await client.query<{
    name: string
    verifier_key: string
    added_at: string
    added_by: string
  }>('select name, verifier_key, added_at, added_by from feed_trust order by name')
  return found.rows.map((row) => ({
    name: row.name,
    key: row.verifier_key,
    addedAt: row.added_at,
    addedBy: row.added_by,
  }))
}
