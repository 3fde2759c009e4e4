import { evaluation } from '@maek/domain/models/evaluation.ts'
import type { EvaluationResult } from '@maek/domain/models/performance/evaluation-result.ts'
import type { Actor } from '@maek/domain/record.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { withOrganisation } from '../database/scope.ts'
import type { House } from '../house.ts'
import { findRecord } from '../records/find.ts'
import { kindFor } from '../records/kind-for.ts'

/** The whole result of an evaluation as it was kept; refused where the record has none. */
export async function readEvaluationResult(
  house: Pick<House, 'database' | 'files'>,
  actor: Actor,
  id: string,
): Promise<Answer<{ digest: string; result: EvaluationResult }>> {
  const kind = kindFor(evaluation.name, actor, 'read')
  if (!kind.ok) return kind
  const found = await withOrganisation(house.database, actor.organisation, (client) =>
    findRecord(client, actor.organisation, { kind: evaluation.name, id }),
  )
  if (!found.ok) return found
  const document = evaluation.shape.resultDocument.safeParse(found.value.record.body.resultDocument).data
  if (!document) return none
  const bytes = await house.files.get(actor.organisation, document.sha256)
  if (!bytes.ok) return bytes
  // The bytes are those that our own intake wrote: the store has just checked their hash.
  return accept({ digest: document.sha256, result: JSON.parse(bytes.value.toString('utf8')) })
}

const none = refuse(
  'not-found',
  say(
    '이 평가에는 계산된 결과가 없습니다. 계획을 확정한 뒤 예측 결과를 올리십시오.',
    'This evaluation has no computed result. Sign its plan, then upload the predictions.',
  ),
  'id',
)
