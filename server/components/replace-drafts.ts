import { describedBy, sbom } from '@maek/domain/components/sbom.ts'
import { decideAction } from '@maek/domain/decide.ts'
import type { Actor, Decision } from '@maek/domain/record.ts'
import { type Answer, accept } from '@maek/domain/refusal.ts'
import { withOrganisation } from '../database/scope.ts'
import type { House } from '../house.ts'
import { type RecordTableRow, recordColumns, storedFrom } from '../records/row.ts'

type Replaced = { readonly id: string; readonly number: string }

/**
 * Discards the SBOMs a newer one stands for: those of the same release and name, not counting the version at its end,
 * that are drafts nobody touched since they were taken in. What anybody has worked on, or approved, stays.
 */
export async function replaceDrafts(
  house: Pick<House, 'committer' | 'database' | 'now'>,
  actor: Actor,
  newer: { readonly id: string; readonly number: string; readonly title: string },
): Promise<Answer<readonly Replaced[]>> {
  const found = await withOrganisation(house.database, actor.organisation, (client) =>
    client.query<RecordTableRow>(
      `select ${recordColumns} from record
       where org_id = $1 and kind = $2 and state = $3 and approved_version is null and version = 1 and id <> $4
         and id in (select other.from_id from record_link own join record_link other
           on other.org_id = own.org_id and other.relation = own.relation and other.to_id = own.to_id
           where own.org_id = $1 and own.from_id = $4 and own.relation = 'release')
       order by number`,
      [actor.organisation, sbom.name, sbom.life.initial, newer.id],
    ),
  )
  const name = describedBy(newer.title)
  const older = found.rows.map(storedFrom).filter(({ title }) => describedBy(title) === name)
  const decisions: Decision[] = []
  for (const record of older) {
    const decided = decideAction(
      { kind: sbom, record },
      { action: 'discard', version: record.version, links: { out: [], in: [] } },
      { actor, at: house.now(), reason: `→ ${newer.number}` },
    )
    if (!decided.ok) return decided
    decisions.push(decided.value)
  }
  if (decisions.length === 0) return accept([])
  const committed = await house.committer.commit({ organisation: actor.organisation, decisions })
  return committed.ok ? accept(older.map(({ id, number }) => ({ id, number }))) : committed
}
