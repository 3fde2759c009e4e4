import { hash } from 'node:crypto'
import { decideEdit } from '@maek/domain/decide.ts'
import type { FileValue } from '@maek/domain/field.ts'
import type { intakePredictions } from '@maek/domain/models/api.ts'
import { rolesOf } from '@maek/domain/models/column-roles.ts'
import { evaluation } from '@maek/domain/models/evaluation.ts'
import { gapsFound } from '@maek/domain/models/open-gaps.ts'
import { resultDigestInput } from '@maek/domain/models/performance/digest.ts'
import type { EvaluationResult } from '@maek/domain/models/performance/evaluation-result.ts'
import { measureWords } from '@maek/domain/models/performance/measure-names.ts'
import type { BinaryPlan, EvaluationPlan } from '@maek/domain/models/performance/plan.ts'
import type { PredictionColumns } from '@maek/domain/models/performance/predictions.ts'
import { decimalOf, resultRows, verdictOf } from '@maek/domain/models/result-rows.ts'
import { signedPlan } from '@maek/domain/models/signed-plan.ts'
import { parseBody } from '@maek/domain/parse.ts'
import { may } from '@maek/domain/permissions.ts'
import type { Actor, Decision, StoredRecord } from '@maek/domain/record.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import type { z } from 'zod'
import { withOrganisation } from '../database/scope.ts'
import { checkFile } from '../files/content.ts'
import { keepFile } from '../files/keep.ts'
import type { House } from '../house.ts'
import { answerInThread, inPlaceBytesMax } from '../threads/in-thread.ts'
import { earlierPredictions } from './earlier-predictions.ts'
import { evaluateTable, type TableToEvaluate } from './evaluate-table.ts'
import { evaluateTaskTable, type TaskTable } from './evaluate-task-table.ts'
import { findEvaluation } from './find-evaluation.ts'

type Asked = Omit<z.output<(typeof intakePredictions)['input']>, 'key'>
export type PredictionsIntake = z.input<(typeof intakePredictions)['output']>
type Doors = Pick<House, 'committer' | 'database' | 'files' | 'now'>

/**
 * Predictions in: judged against the plan that was signed, then kept with the results in one version of the
 * evaluation. A table with personal data is refused before a byte of it is kept. Results go in once: a second table
 * would be a second look until one passes (ISO/IEC 42001 A.6.2.4); the same bytes again are answered the same.
 */
export async function takeInPredictions(
  house: Doors,
  actor: Actor,
  given: Asked & { readonly bytes: Buffer },
): Promise<Answer<PredictionsIntake>> {
  if (!may(actor.roles, 'write', evaluation.domain)) return notAllowed
  const checked = await checkFile(given.name, given.bytes)
  if (!checked.ok) return checked
  const found = await withOrganisation(house.database, actor.organisation, (client) =>
    findEvaluation(client, actor.organisation, given),
  )
  if (!found.ok) return found
  const record = found.value
  const file: FileValue = {
    ...checked.value,
    sha256: hash('sha256', given.bytes, 'hex'),
    size: given.bytes.length,
  }
  const isRepeated =
    evaluation.shape.predictions.safeParse(record.body.predictions).data?.sha256 === file.sha256
  if (record.state !== 'running' && !isRepeated) return notPlanned
  if (record.body.predictions !== undefined && !isRepeated) return resultsIn
  const plan = signedPlan(record.body)
  if (!plan.ok) return plan
  const evaluated = await evaluateAny(house, actor, { given, record, plan: plan.value })
  if (!evaluated.ok) return evaluated
  if (isRepeated) return accept(told(record, evaluated.value))
  const decided = decideResults(record, { file, evaluated: evaluated.value }, { actor, at: house.now() })
  if (!decided.ok) return decided
  await keepFile(house, actor, { bytes: given.bytes, mediaType: file.mediaType })
  const document = Buffer.from(resultDigestInput(evaluated.value.result))
  await keepFile(house, actor, { bytes: document, mediaType: 'application/json' })
  const committed = await house.committer.commit({
    organisation: actor.organisation,
    decisions: [decided.value],
  })
  if (!committed.ok) return committed
  const [written] = committed.value
  if (!written) throw new Error('one decision, one record')
  return accept(told(written.record, evaluated.value))
}

function decideResults(
  record: StoredRecord,
  results: { readonly file: FileValue; readonly evaluated: Evaluated },
  act: { readonly actor: Actor; readonly at: string },
): Answer<Decision> {
  const { result, digest } = results.evaluated
  const body = parseBody(evaluation, {
    ...record.body,
    predictions: results.file,
    executedOn: act.at.slice(0, 10),
    results: resultRows(result),
    verdict: verdictOf(result),
    resultDigest: digest,
    resultDocument: documentOf(digest, result),
    ...gapsFound(result),
  })
  return body.ok
    ? decideEdit({ kind: evaluation, record }, { body: body.value, version: record.version }, act)
    : body
}

function documentOf(sha256: string, result: EvaluationResult): FileValue {
  const size = Buffer.byteLength(resultDigestInput(result))
  return { name: 'result.json', mediaType: 'application/json', sha256, size }
}

type Evaluated = { readonly result: EvaluationResult; readonly digest: string }

async function evaluateAny(
  house: Doors,
  actor: Actor,
  { given, record, plan }: { given: Asked & { bytes: Buffer }; record: StoredRecord; plan: EvaluationPlan },
): Promise<Answer<Evaluated>> {
  const { bytes } = given
  if (plan.task === 'binary') return evaluateBeside({ bytes, columns: columnsOf(given, plan), plan })
  const earlier = await earlierPredictions(house, actor, { record, plan })
  if (!earlier.ok) return earlier
  const mapping = rolesOf(given.columns ?? '')
  return mapping.ok
    ? evaluateTaskBeside({ bytes, plan, mapping: mapping.value, earlier: earlier.value })
    : mapping
}

function evaluateTaskBeside(table: TaskTable): Promise<Answer<Evaluated>> {
  const size = table.earlier.reduce((sum, { bytes }) => sum + bytes.length, table.bytes.length)
  if (size <= inPlaceBytesMax / 4) return Promise.resolve(evaluateTaskTable(table))
  return answerInThread(new URL('./evaluate-task-thread.ts', import.meta.url), table)
}

function evaluateBeside(table: TableToEvaluate): Promise<Answer<Evaluated>> {
  if (table.bytes.length <= inPlaceBytesMax) return Promise.resolve(evaluateTable(table))
  return answerInThread(new URL('./evaluate-thread.ts', import.meta.url), table)
}

/** What the plan's criteria speak of is read as groups too. Without instructions a file uses the names given here. */
function columnsOf(given: Asked, plan: BinaryPlan): PredictionColumns {
  const asked = (given.subgroups ?? '').split(',').map((column) => column.trim())
  const judged = plan.criteria.map(({ population }) => (population.kind === 'all' ? '' : population.column))
  const subgroups = [...new Set([...asked, ...judged])].filter((column) => column !== '')
  return {
    caseId: given.case ?? 'case_id',
    label: given.label ?? 'label',
    score: given.score ?? 'score',
    subgroups: subgroups.map((column) => ({ column })),
    scoreKind: plan.threshold >= 0 && plan.threshold <= 1 ? 'probability' : 'ranking',
  }
}

function told(record: StoredRecord, { result, digest }: Evaluated): PredictionsIntake {
  return {
    record: { id: record.id, number: record.number, title: record.title },
    cases: result.n,
    positives: 'positives' in result ? result.positives : null,
    metrics: metricsOf(result),
    criteria: result.verdicts.map(({ because, outcome }) => ({ because, met: outcome === 'met' })),
    resultDigest: digest,
  }
}

function metricsOf(result: EvaluationResult): PredictionsIntake['metrics'] {
  return result.measures.flatMap(({ name, of, measure }) => {
    if (measure.state !== 'estimated' || measure.interval === null) return []
    const estimate = decimalOf(measure.estimate)
    const lower = decimalOf(measure.interval.low)
    const upper = decimalOf(measure.interval.high)
    if (estimate === undefined || lower === undefined || upper === undefined) return []
    const { method } = measure.interval
    const numbers = { estimate, lower, upper, method, n: measure.n }
    return [{ metric: name, ...(of !== undefined && { of }), title: measureWords[name], ...numbers }]
  })
}

const notAllowed = refuse(
  'not-allowed',
  say('평가 결과를 등록할 권한이 없습니다.', 'Your role may not register results.'),
)

const notPlanned = refuse(
  'conflict',
  say(
    '계획이 확정된(수행 중) 평가에만 결과를 올릴 수 있습니다. 먼저 계획을 확정 서명하십시오.',
    'Results go only into an evaluation whose plan is signed and running. Sign the plan first.',
  ),
  'evaluation',
)

const resultsIn = refuse(
  'conflict',
  say(
    '이 평가에는 결과가 이미 있습니다. 결과를 보고 다시 시험할 수 없습니다. 철회하고 새 평가를 여십시오.',
    'This evaluation has its results. It is not tested again until it passes: withdraw it and open a new one.',
  ),
  'evaluation',
)
