import { evaluation } from '@maek/domain/models/evaluation.ts'
import { modelVersion } from '@maek/domain/models/model-version.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import type pg from 'pg'
import { notFound } from '../http/problems.ts'
import { type RecordTableRow, recordColumns, storedFrom } from '../records/row.ts'

/** The evaluation results go to: the one named, or the only one whose plan is signed for the named model version. */
export async function findEvaluation(
  client: pg.PoolClient,
  organisation: string,
  asked: { readonly evaluation?: string | undefined; readonly model?: string | undefined },
): Promise<Answer<StoredRecord>> {
  if (asked.evaluation !== undefined) {
    const found = await client.query<RecordTableRow>(
      `select ${recordColumns} from record where org_id = $1 and kind = $2 and id = $3`,
      [organisation, evaluation.name, asked.evaluation],
    )
    const [row] = found.rows
    return row ? accept(storedFrom(row)) : { ok: false, refusal: notFound }
  }
  if (asked.model === undefined) return unnamed
  const found = await client.query<RecordTableRow>(
    `select ${recordColumns} from record
     join record_link link on link.org_id = record.org_id and link.from_id = record.id and link.relation = 'modelVersion'
     join record model on model.org_id = link.org_id and model.id = link.to_id and model.kind = $3
     where record.org_id = $1 and record.kind = $2 and record.state = 'running'
       and (model.number = upper($4) or model.id::text = lower($4)) limit 2`,
    [organisation, evaluation.name, modelVersion.name, asked.model],
  )
  const [only, another] = found.rows
  return only && !another ? accept(storedFrom(only)) : unnamed
}

const unnamed = refuse(
  'invalid',
  say(
    '어느 평가의 결과인지 정하십시오. 계획을 확정한 평가가 하나일 때만 모델로 찾습니다.',
    'Say which evaluation these results belong to; by model it is found only when exactly one plan is signed.',
  ),
  'evaluation',
)
