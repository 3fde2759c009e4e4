import { evaluation } from '@maek/domain/models/evaluation.ts'
import { againstOf } from '@maek/domain/models/performance/tasks/comparison.ts'
import type { Against, TaskPlan } from '@maek/domain/models/performance/tasks/task-plan.ts'
import type { Actor, StoredRecord } from '@maek/domain/record.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { withOrganisation } from '../database/scope.ts'
import type { House } from '../house.ts'
import { findRecord } from '../records/find.ts'

export type EarlierPredictions = { readonly against: Against; readonly bytes: Uint8Array }

const evaluationFields = { cleared: 'clearedEvaluation', previous: 'previousEvaluation' } as const

/** The predictions of the earlier evaluations that a comparison's plan names; none for other tasks. */
export async function earlierPredictions(
  house: Pick<House, 'database' | 'files'>,
  { organisation }: Actor,
  { record, plan }: { readonly record: StoredRecord; readonly plan: TaskPlan },
): Promise<Answer<EarlierPredictions[]>> {
  if (plan.task !== 'comparison') return accept([])
  const found: EarlierPredictions[] = []
  for (const against of againstOf(plan)) {
    const named = evaluation.shape[evaluationFields[against]].safeParse(
      record.body[evaluationFields[against]],
    ).data
    if (named === undefined) continue
    const earlier = await withOrganisation(house.database, organisation, (client) =>
      findRecord(client, organisation, { kind: evaluation.name, id: named }),
    )
    if (!earlier.ok) return earlier
    const file = evaluation.shape.predictions.safeParse(earlier.value.record.body.predictions).data
    if (!file) return withoutPredictions(earlier.value.record.number)
    const bytes = await house.files.get(organisation, file.sha256)
    if (!bytes.ok) return bytes
    if (!isText(bytes.value)) return notCsv(earlier.value.record.number)
    found.push({ against, bytes: bytes.value })
  }
  return accept(found)
}

/** Parquet begins with PAR1, gzip with 1f 8b, NDJSON with a brace; a CSV with none of them. */
function isText(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 4))
  if (head.length < 2) return true
  return head.toString('latin1') !== 'PAR1' && head.readUInt16BE(0) !== 0x1f8b && head[0] !== 0x7b
}

function notCsv(number: string): Answer<never> {
  return refuse(
    'conflict',
    say(
      `비교할 평가 ${number}의 예측 결과는 CSV가 아니어서 사례별로 맞추지 못합니다. 그 점수를 이 파일에 함께 넣으십시오.`,
      `The predictions of ${number} are not a CSV file and cannot be joined by case. Put its scores into this file.`,
    ),
    'evaluation',
  )
}

function withoutPredictions(number: string): Answer<never> {
  return refuse(
    'conflict',
    say(
      `비교할 평가 ${number}에 예측 결과 파일이 없습니다. 그 점수를 이 파일에 함께 넣으십시오.`,
      `The evaluation compared with, ${number}, has no predictions. Put its scores into this file.`,
    ),
    'evaluation',
  )
}
