import { rm } from 'node:fs/promises'
import type { FileValue } from '@maek/domain/field.ts'
import { evaluation } from '@maek/domain/models/evaluation.ts'
import { rowsMax } from '@maek/domain/models/performance/predictions.ts'
import { againstOf } from '@maek/domain/models/performance/tasks/comparison.ts'
import { earlierColumns } from '@maek/domain/models/performance/tasks/join-earlier.ts'
import type { ColumnMapping } from '@maek/domain/models/performance/tasks/read-table.ts'
import type { Against, TaskPlan } from '@maek/domain/models/performance/tasks/task-plan.ts'
import type { Actor, StoredRecord } from '@maek/domain/record.ts'
import { type Answer, accept, type Refusal, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { withOrganisation } from '../database/scope.ts'
import { receiveUpload, uploadFolder } from '../files/upload.ts'
import type { House } from '../house.ts'
import { findRecord } from '../records/find.ts'
import type { EngineProgress } from './engine/task.ts'
import { tableBytes } from './table-bytes.ts'
import { recogniseTable } from './table-format.ts'

export type EarlierPredictions = { readonly against: Against; readonly bytes: Uint8Array }

type Doors = Pick<House, 'database' | 'engine' | 'files' | 'folder'>

/** As large as a table may come in. */
const keptBytesMax = 4_000_000_000
/** Case, label and score of as many rows as are compared. */
const joinedCellsMax = 3 * rowsMax

const evaluationFields = { cleared: 'clearedEvaluation', previous: 'previousEvaluation' } as const
const modelFields = { cleared: 'clearedModel', previous: 'previousModel' } as const

type Comparing = {
  readonly record: StoredRecord
  readonly plan: TaskPlan
  readonly mapping: ColumnMapping
  readonly onProgress: (progress: EngineProgress) => void
}

/** The predictions of the earlier evaluations that a comparison's plan names; none for other tasks. */
export async function earlierPredictions(
  house: Doors,
  actor: Actor,
  { record, plan, mapping, onProgress }: Comparing,
): Promise<Answer<EarlierPredictions[]>> {
  if (plan.task !== 'comparison') return accept([])
  const { organisation } = actor
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
    const { number, body } = earlier.value.record
    const file = evaluation.shape.predictions.safeParse(body.predictions).data
    if (!file) return withoutPredictions(number)
    // Scores of one version under the name of another let performance creep down unseen.
    const wanted = record.body[modelFields[against]]
    if (wanted !== undefined && wanted !== body.modelVersion) return ofAnotherVersion(number)
    const columns = Object.values(earlierColumns(against, mapping)).flat()
    const bytes = await keptTable(house, actor, { file, columns, onProgress })
    if (!bytes.ok) return unreadable(number, bytes.refusal)
    found.push({ against, bytes: bytes.value })
  }
  return accept(found)
}

type Kept = Pick<Comparing, 'onProgress'> & { readonly file: FileValue; readonly columns: readonly string[] }

/** A kept file of any form as CSV, with the columns that are joined. */
async function keptTable(
  house: Doors,
  actor: Actor,
  { file, columns, onProgress }: Kept,
): Promise<Answer<Uint8Array>> {
  const pieces = house.files.pieces(actor.organisation, file.sha256)
  const copy = await receiveUpload(uploadFolder(house), pieces, keptBytesMax)
  if (!copy.ok) return copy
  const { path } = copy.value
  try {
    const recognised = await recogniseTable(file.name, copy.value)
    if (!recognised.ok) return recognised
    const { format } = recognised.value
    return await tableBytes(house, actor, { path, format, columns, cellsMax: joinedCellsMax, onProgress })
  } finally {
    await rm(path, { force: true })
  }
}

function unreadable(number: string, { code, because }: Refusal): Answer<never> {
  return refuse(
    code,
    say(
      `비교할 평가 ${number}의 예측 결과를 읽지 못했습니다: ${because.ko}`,
      `The predictions of ${number}, which is compared with, cannot be read: ${because.en}`,
    ),
    'evaluation',
  )
}

function ofAnotherVersion(number: string): Answer<never> {
  return refuse(
    'conflict',
    say(
      `비교할 평가 ${number}은(는) 계획이 비교하기로 한 모델 버전의 평가가 아닙니다.`,
      `The evaluation compared with, ${number}, is not of the model version that the plan compares with.`,
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
