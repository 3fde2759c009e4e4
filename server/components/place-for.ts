import type { Component } from '@maek/domain/components/component-list.ts'
import { sbom } from '@maek/domain/components/sbom.ts'
import { release } from '@maek/domain/products/release.ts'
import type { Actor, StoredRecord } from '@maek/domain/record.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import type pg from 'pg'
import { withOrganisation } from '../database/scope.ts'
import type { House } from '../house.ts'
import { type RecordTableRow, recordColumns, storedFrom } from '../records/row.ts'

type Asked = {
  readonly release: string | undefined
  readonly subject: Component | undefined
  readonly sha256: string
}

/** Where an SBOM goes: its release, the key under which its bytes are written once, and the record they made before. */
export type SbomPlace = {
  readonly release: string
  readonly key: string
  readonly known: StoredRecord | null
}

/**
 * The release is the one named, or else the one release in preparation that bears the version the SBOM says it
 * describes; it is never guessed between two. The same bytes are written again only when their record is retired.
 */
export function placeFor(
  house: Pick<House, 'database'>,
  actor: Actor,
  asked: Asked,
): Promise<Answer<SbomPlace>> {
  return withOrganisation(house.database, actor.organisation, async (client) => {
    const chosen = asked.release ?? (await onlyRelease(client, actor.organisation, asked.subject))
    if (chosen === undefined) return unnamed
    const wanted = `intake-sbom:${asked.sha256}:${chosen}`
    for (let key = wanted; ; ) {
      const found = await lookUp(client, actor.organisation, { release: chosen, key })
      if (!found.hasRelease) return unknown
      const { known } = found
      if (!known || !sbom.life.states[known.state]?.ended) return accept({ release: chosen, key, known })
      key = `${wanted}:after:${known.id}`
    }
  })
}

/** One question for both: each upload asks it before it may wait with others. */
async function lookUp(
  client: pg.PoolClient,
  organisation: string,
  asked: { readonly release: string; readonly key: string },
): Promise<{ readonly hasRelease: boolean; readonly known: StoredRecord | null }> {
  const found = await client.query<{ has_release: boolean } & (RecordTableRow | { id: null })>({
    // Named, so that a connection plans it once: planning took longer than looking up two keys.
    name: 'sbom-place',
    text: `select exists (select 1 from record asked where asked.org_id = $1 and asked.id = $2 and asked.kind = $3)
       as has_release, ${recordColumns}
     from (select 1) one left join (act_key join record on record.org_id = act_key.org_id
       and record.id = act_key.record_id) on act_key.org_id = $1 and act_key.key = $4`,
    values: [organisation, asked.release, release.name, asked.key],
  })
  const row = found.rows[0]
  if (!row) throw new Error('one is always there')
  return { hasRelease: row.has_release, known: row.id === null ? null : storedFrom(row) }
}

async function onlyRelease(
  client: pg.PoolClient,
  organisation: string,
  subject: Component | undefined,
): Promise<string | undefined> {
  const version = subject?.version
  if (version === undefined) return undefined
  const found = await client.query<{ id: string }>(
    `select id from record where org_id = $1 and kind = $2 and state in ('draft', 'in-review')
     and body ->> 'version' = $3 limit 2`,
    [organisation, release.name, version],
  )
  const [only, another] = found.rows
  return another ? undefined : only?.id
}

const unknown = refuse(
  'invalid',
  say('해당 릴리스 기록을 찾을 수 없습니다.', 'There is no such release.'),
  'release',
)

const unnamed = refuse(
  'invalid',
  say(
    '어느 릴리스의 SBOM인지 정하십시오. SBOM에 적힌 버전만으로는 하나로 정해지지 않습니다.',
    'Say which release this SBOM belongs to; the version it names does not settle it.',
  ),
  'release',
)
