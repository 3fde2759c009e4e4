import type { Component } from '@maek/domain/components/component-list.ts'
import { release } from '@maek/domain/products/release.ts'
import type { Actor } from '@maek/domain/record.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import type pg from 'pg'
import { withOrganisation } from '../database/scope.ts'
import type { House } from '../house.ts'

type Asked = { readonly release: string | undefined; readonly subject: Component | undefined }

/**
 * The release an SBOM goes to: the one named, or else the one release in preparation that bears the version the SBOM
 * says it describes; it is never guessed between two. One that was found before is not asked for again: a record is
 * never deleted, nor does its kind change.
 */
export async function releaseFor(
  house: Pick<House, 'database' | 'releasesSeen'>,
  { organisation }: Actor,
  asked: Asked,
): Promise<Answer<string>> {
  if (asked.release !== undefined && house.releasesSeen.has(`${organisation}:${asked.release}`))
    return accept(asked.release)
  return withOrganisation(house.database, organisation, async (client) => {
    const chosen = asked.release ?? (await onlyRelease(client, organisation, asked.subject))
    if (chosen === undefined) return unnamed
    const found = await client.query('select 1 from record where org_id = $1 and id = $2 and kind = $3', [
      organisation,
      chosen,
      release.name,
    ])
    if (found.rows.length === 0) return unknown
    house.releasesSeen.add(`${organisation}:${chosen}`)
    return accept(chosen)
  })
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
