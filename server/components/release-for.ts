import type { Component } from '@maek/domain/components/component-list.ts'
import { release } from '@maek/domain/products/release.ts'
import type { Actor } from '@maek/domain/record.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { withOrganisation } from '../database/scope.ts'
import type { House } from '../house.ts'
import { findRecord } from '../records/find.ts'

/**
 * The release an SBOM belongs to: the one named, or else the one release in preparation that bears the version the
 * SBOM says it describes. It is never guessed between two.
 */
export async function releaseFor(
  house: Pick<House, 'database'>,
  actor: Actor,
  asked: { readonly id: string | undefined; readonly subject: Component | undefined },
): Promise<Answer<string>> {
  return withOrganisation(house.database, actor.organisation, async (client) => {
    if (asked.id !== undefined) {
      const found = await findRecord(client, actor.organisation, { kind: release.name, id: asked.id })
      return found.ok ? accept(found.value.record.id) : unknown
    }
    const version = asked.subject?.version
    if (version === undefined) return unnamed
    const found = await client.query<{ id: string }>(
      `select id from record where org_id = $1 and kind = $2 and state in ('draft', 'in-review')
       and body ->> 'version' = $3 limit 2`,
      [actor.organisation, release.name, version],
    )
    const [only, another] = found.rows
    return only && !another ? accept(only.id) : unnamed
  })
}

const unknown = refuse('invalid', say('그런 릴리스 기록이 없습니다.', 'There is no such release.'), 'release')

const unnamed = refuse(
  'invalid',
  say(
    '어느 릴리스의 SBOM인지 정하십시오. SBOM에 적힌 버전만으로는 하나로 정해지지 않습니다.',
    'Say which release this SBOM belongs to; the version it names does not settle it.',
  ),
  'release',
)
