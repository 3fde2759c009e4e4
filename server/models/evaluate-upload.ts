import { randomUUID } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { rolesOf } from '@maek/domain/models/column-roles.ts'
import type { EvaluationResult } from '@maek/domain/models/performance/evaluation-result.ts'
import type { BinaryPlan, EvaluationPlan } from '@maek/domain/models/performance/plan.ts'
import type { PredictionColumns } from '@maek/domain/models/performance/predictions.ts'
import type { TaskPlan } from '@maek/domain/models/performance/tasks/task-plan.ts'
import type { Actor, StoredRecord } from '@maek/domain/record.ts'
import { type Answer, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import type { Upload } from '../files/upload.ts'
import type { House } from '../house.ts'
import { answerInThread, inPlaceBytesMax } from '../threads/in-thread.ts'
import { earlierPredictions } from './earlier-predictions.ts'
import type { TableFormat } from './engine/table/open.ts'
import type { EngineProgress } from './engine/task.ts'
import { evaluateTable } from './evaluate-table.ts'
import { evaluateTaskTable, type TaskTable } from './evaluate-task-table.ts'
import { tableBytes } from './table-bytes.ts'

/** Which columns the caller named; those not named bear the names a plan uses by itself. */
export type NamedColumns = {
  readonly case?: string | undefined
  readonly subject?: string | undefined
  readonly label?: string | undefined
  readonly score?: string | undefined
  readonly reference?: string | undefined
  readonly subgroups?: string | undefined
  readonly columns?: string | undefined
}

export type UploadToEvaluate = {
  readonly upload: Upload
  readonly format: TableFormat
  readonly named: NamedColumns
  readonly record: StoredRecord
  readonly onProgress: (progress: EngineProgress) => void
}

export type Evaluated = { readonly result: EvaluationResult; readonly digest: string }
type Doors = Pick<House, 'database' | 'engine' | 'files' | 'folder'>

/** A table evaluated by its signed plan; beside the event loop whatever its size, in the engine where it is large. */
export function evaluateUpload(
  house: Doors,
  actor: Actor,
  { plan, ...given }: UploadToEvaluate & { readonly plan: EvaluationPlan },
): Promise<Answer<Evaluated>> {
  return plan.task === 'binary'
    ? evaluateBinary(house, actor, { ...given, plan })
    : evaluateTask(house, actor, { ...given, plan })
}

async function evaluateBinary(
  { engine }: Doors,
  { organisation }: Actor,
  { upload, format, named, onProgress, plan }: UploadToEvaluate & { readonly plan: BinaryPlan },
): Promise<Answer<Evaluated>> {
  const columns = columnsOf(named, plan)
  if (format === 'csv' && upload.size <= inPlaceBytesMax) {
    return evaluateTable({ bytes: await readFile(upload.path), columns, plan })
  }
  // Beside the upload, and swept with it should the server die.
  const out = `${upload.path}-${randomUUID()}.parquet`
  try {
    const ingested = await engine.run(
      { task: 'ingest', path: upload.path, format, columns, out },
      { organisation, onProgress },
    )
    if (!ingested.ok) return ingested
    const { scoreKind } = columns
    const task = { task: 'evaluate' as const, path: out, ingested: ingested.value, plan, scoreKind }
    return await engine.run(task, { organisation, onProgress })
  } finally {
    await rm(out, { force: true })
  }
}

/** What the plan groups by or its criteria speak of is read as groups too. */
function columnsOf(named: NamedColumns, plan: BinaryPlan): PredictionColumns {
  const asked = (named.subgroups ?? '').split(',').map((column) => column.trim())
  const judged = plan.criteria.map(({ population }) => (population.kind === 'all' ? '' : population.column))
  const planned = [...plan.strata, ...plan.intersections.flat()]
  const subgroups = [...new Set([...planned, ...asked, ...judged])].filter((column) => column !== '')
  return {
    caseId: named.case ?? 'case_id',
    label: named.label ?? 'label',
    score: named.score ?? 'score',
    subgroups: subgroups.map((column) => ({ column })),
    scoreKind: plan.threshold >= 0 && plan.threshold <= 1 ? 'probability' : 'ranking',
    ...(named.subject !== undefined && { subject: named.subject }),
    ...(named.reference !== undefined && { reference: named.reference }),
  }
}

/** What the statistics of whole rows can hold in memory. */
const taskBytesMax = 100_000_000
const taskCellsMax = 2_000_000
/** Whatever is larger is judged beside the event loop: readers and marks cost far more than their bytes. */
const taskInPlaceBytesMax = 10_000

async function evaluateTask(
  house: Doors,
  actor: Actor,
  { upload, format, named, record, plan, onProgress }: UploadToEvaluate & { readonly plan: TaskPlan },
): Promise<Answer<Evaluated>> {
  const mapping = rolesOf(named.columns ?? '')
  if (!mapping.ok) return mapping
  if (upload.size > taskBytesMax) return tooLargeForTask
  const comparing = { record, plan, mapping: mapping.value, onProgress }
  const earlier = await earlierPredictions(house, actor, comparing)
  if (!earlier.ok) return earlier
  const file = { path: upload.path, format, cellsMax: taskCellsMax, onProgress }
  const bytes = await tableBytes(house, actor, file)
  if (!bytes.ok) return bytes
  const table: TaskTable = { bytes: bytes.value, plan, mapping: mapping.value, earlier: earlier.value }
  const size = table.earlier.reduce((sum, one) => sum + one.bytes.length, table.bytes.length)
  if (size <= taskInPlaceBytesMax) return evaluateTaskTable(table)
  return answerInThread(new URL('./evaluate-task-thread.ts', import.meta.url), table)
}

const tooLargeForTask = refuse(
  'too-large',
  say(
    `이 종류의 평가는 ${taskBytesMax / 1_000_000} MB까지 받습니다.`,
    `This kind of evaluation takes at most ${taskBytesMax / 1_000_000} MB.`,
  ),
  'body',
)
