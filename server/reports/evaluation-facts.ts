import { evaluation } from '@maek/domain/models/evaluation.ts'
import { gapMeasureNamed, gapTitle } from '@maek/domain/models/gap-words.ts'
import type { EvaluationResult } from '@maek/domain/models/performance/evaluation-result.ts'
import { performanceGap } from '@maek/domain/models/performance-gap.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import type { EvaluationFacts, GapStanding } from '@maek/domain/reports/evaluation-facts.ts'
import { say, type Words } from '@maek/domain/words.ts'
import type pg from 'pg'
import { z } from 'zod'
import { notFound } from '../http/problems.ts'
import type { RecordTableRow } from '../records/row.ts'
import { checkpointOf, makerOf, signaturesOf } from './report-parts.ts'
import { linkedTo, namedRecord, recordNamed, recordsOf } from './report-records.ts'

const text = z.string().nullish()
const evaluationShape = z.object({
  purpose: z.string(),
  question: text,
  method: text,
  independence: text,
  plannedSize: z.number().nullish(),
  executedOn: text,
  deviations: text,
  conclusion: text,
  modelVersion: z.uuid(),
  dataset: z.uuid().nullish(),
  predictions: z.object({ name: z.string(), sha256: z.string() }),
  resultDocument: z.object({ sha256: z.string() }),
})
const modelShape = z.object({ version: z.string(), weightsSha256: text, codeCommit: text })
const datasetShape = z.object({ version: z.string(), contentSha256: text })
const gapShape = z.object({
  column: z.string(),
  group: z.string(),
  crossedColumn: text,
  crossedGroup: text,
  measure: z.string().nullish(),
  of: text,
  decision: text,
  reason: text,
})

/** The evaluation by id or number; one without a computed result has nothing to report. */
export async function findEvaluated(
  client: pg.PoolClient,
  organisation: string,
  named: string,
): Promise<Answer<{ readonly row: RecordTableRow; readonly document: string }>> {
  const row = await recordNamed(client, organisation, { kind: evaluation.name, named })
  if (!row) return { ok: false, refusal: notFound }
  const body = evaluationShape.safeParse(row.body)
  return body.success ? accept({ row, document: body.data.resultDocument.sha256 }) : notEvaluated
}

const notEvaluated = refuse(
  'conflict',
  say(
    '이 평가에는 계산된 결과가 없습니다. 예측 결과를 먼저 올리십시오.',
    'This evaluation has no computed result. Upload its predictions first.',
  ),
  'evaluation',
)

/** Everything a report on an evaluation states, as of now, around its result. */
export async function loadEvaluationFacts(
  client: pg.PoolClient,
  organisation: string,
  given: { readonly row: RecordTableRow; readonly result: EvaluationResult; readonly now: string },
): Promise<EvaluationFacts> {
  const { row, result } = given
  const body = evaluationShape.parse(row.body)
  const model = await recordOf(client, organisation, body.modelVersion)
  const dataset = body.dataset ? await recordOf(client, organisation, body.dataset) : null
  const gaps = await linkedTo(client, organisation, {
    to: row.id,
    relation: 'evaluation',
    kind: performanceGap.name,
  })
  const ofModel = modelShape.parse(model.body)
  const ofDataset = dataset && datasetShape.parse(dataset.body)
  return {
    at: given.now,
    maker: await makerOf(client, organisation),
    evaluation: {
      ...namedRecord(row),
      purpose: evaluation.fields.purpose?.choices?.[body.purpose] ?? say(body.purpose, body.purpose),
      question: body.question ?? null,
      method: body.method ?? null,
      independence: body.independence ?? null,
      plannedSize: body.plannedSize ?? null,
      executedOn: body.executedOn ?? null,
      deviations: body.deviations ?? null,
      conclusion: body.conclusion ?? null,
    },
    model: {
      ...namedRecord(model),
      version: ofModel.version,
      weightsSha256: ofModel.weightsSha256 ?? null,
      codeCommit: ofModel.codeCommit ?? null,
    },
    dataset:
      dataset && ofDataset
        ? {
            ...namedRecord(dataset),
            version: ofDataset.version,
            contentSha256: ofDataset.contentSha256 ?? null,
          }
        : null,
    predictions: body.predictions,
    result,
    resultDigest: body.resultDocument.sha256,
    gaps: gaps.map(standing),
    signatures: await signaturesOf(client, organisation, [row.id, ...gaps.map(({ id }) => id)]),
    checkpoint: await checkpointOf(client, organisation),
  }
}

/** A linked record, which the database holds to be there. */
async function recordOf(client: pg.PoolClient, organisation: string, id: string): Promise<RecordTableRow> {
  const [row] = await recordsOf(client, organisation, [id])
  if (!row) throw new Error('a link leads to a record')
  return row
}

const noMeasure = say('모든 지표', 'Every measure')

function aboutOf({ measure, of }: z.output<typeof gapShape>): Words {
  if (!measure && !of) return noMeasure
  return gapTitle({ measure: gapMeasureNamed(measure ?? ''), of: of ?? undefined })
}

/** A decision counts when another person has approved it; until then the gap is undecided. */
function standing(row: RecordTableRow): GapStanding {
  const body = gapShape.parse(row.body)
  const own = `${body.column}=${body.group}`
  const decision = row.state === 'approved' ? body.decision : null
  return {
    ...namedRecord(row),
    group: body.crossedColumn ? `${own} × ${body.crossedColumn}=${body.crossedGroup ?? ''}` : own,
    measure: aboutOf(body),
    decision: decision
      ? (performanceGap.fields.decision?.choices?.[decision] ?? say(decision, decision))
      : null,
    reason: decision ? (body.reason ?? null) : null,
  }
}
