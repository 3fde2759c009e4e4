import type { StoredRecord } from '@maek/domain/record.ts'
import { type Answer, accept } from '@maek/domain/refusal.ts'
import type { CommitRequest } from './acts.ts'
import type { House } from './house.ts'

/** Commits a request that is about one record, or about one first of all; answers that record as it now stands. */
export async function commitOne(
  house: Pick<House, 'committer'>,
  request: CommitRequest,
): Promise<Answer<StoredRecord>> {
  const committed = await house.committer.commit(request)
  if (!committed.ok) return committed
  const [first] = committed.value
  if (!first) throw new Error('every decision becomes a record')
  return accept(first.record)
}
