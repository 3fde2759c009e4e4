import { decideEdit } from '@maek/domain/decide.ts'
import type { Kind } from '@maek/domain/kind.ts'
import { parseBody } from '@maek/domain/parse.ts'
import type { Actor, StoredRecord } from '@maek/domain/record.ts'
import type { Answer } from '@maek/domain/refusal.ts'
import { commitOne } from './commit-one.ts'
import type { House } from './house.ts'

type Edit = {
  readonly kind: Kind
  readonly record: StoredRecord
  /** What changes; the rest of the body stays. */
  readonly changed: Readonly<Record<string, unknown>>
  /** The version the change was made on. */
  readonly version: number
}

/** Changes some fields of a record's body, as its editor would; answers the record as it now stands. */
export async function editOne(
  house: Pick<House, 'committer' | 'now'>,
  actor: Actor,
  { kind, record, changed, version }: Edit,
): Promise<Answer<StoredRecord>> {
  const body = parseBody(kind, { ...record.body, ...changed })
  if (!body.ok) return body
  const decided = decideEdit({ kind, record }, { body: body.value, version }, { actor, at: house.now() })
  if (!decided.ok) return decided
  return commitOne(house, { organisation: actor.organisation, decisions: [decided.value] })
}
