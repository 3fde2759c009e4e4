import { rm } from 'node:fs/promises'
import { decideEdit } from '@maek/domain/decide.ts'
import type { FileValue } from '@maek/domain/field.ts'
import type { intakePredictions } from '@maek/domain/models/api.ts'
import { evaluation } from '@maek/domain/models/evaluation.ts'
import { gapsFound } from '@maek/domain/models/open-gaps.ts'
import { resultDigestInput } from '@maek/domain/models/performance/digest.ts'
import type { EvaluationResult } from '@maek/domain/models/performance/evaluation-result.ts'
import { measureWords } from '@maek/domain/models/performance/measure-names.ts'
import { measureTitleOf } from '@maek/domain/models/performance/measure-title.ts'
import { personalFileName } from '@maek/domain/models/performance/personal-file-name.ts'
import { decimalOf, resultRows, verdictOf } from '@maek/domain/models/result-rows.ts'
import { signedPlan } from '@maek/domain/models/signed-plan.ts'
import { parseBody } from '@maek/domain/parse.ts'
import { may } from '@maek/domain/permissions.ts'
import type { Actor, Decision, StoredRecord } from '@maek/domain/record.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import type { z } from 'zod'
import { commitOne } from '../commit-one.ts'
import { withOrganisation } from '../database/scope.ts'
import { keepFile, keepUpload } from '../files/keep.ts'
import { type Upload, uploadFolder, uploadOfBytes } from '../files/upload.ts'
import type { House } from '../house.ts'
import { type Evaluated, evaluateUpload } from './evaluate-upload.ts'
import { findEvaluation } from './find-evaluation.ts'
import type { IntakeProgress } from './intake-progress.ts'
import { recogniseTable } from './table-format.ts'

type Asked = Omit<z.output<(typeof intakePredictions)['input']>, 'key'>
export type PredictionsIntake = z.input<(typeof intakePredictions)['output']>
type Doors = Pick<
  House,
  'committer' | 'database' | 'engine' | 'files' | 'folder' | 'intakeProgresses' | 'now'
>

/** A table whose bytes are in hand. */
export async function takeInPredictions(
  house: Doors,
  actor: Actor,
  { bytes, ...given }: Asked & { readonly bytes: Buffer },
): Promise<Answer<PredictionsIntake>> {
  const upload = await uploadOfBytes(uploadFolder(house), bytes)
  try {
    return await takeInUpload(house, actor, { ...given, upload })
  } finally {
    await rm(upload.path, { force: true })
  }
}

/**
 * Predictions in: judged against the plan that was signed, then kept with the results in one version of the
 * evaluation. A table with personal data is refused before a byte of it is kept. Results go in once: a second table
 * would be a second look until one passes (ISO/IEC 42001 A.6.2.4); the same bytes again are answered the same.
 */
export async function takeInUpload(
  house: Doors,
  actor: Actor,
  given: Asked & { readonly upload: Upload },
): Promise<Answer<PredictionsIntake>> {
  if (!may(actor.roles, 'write', evaluation.domain)) return notAllowed
  const { upload } = given
  const named = personalFileName(given.name)
  if (!named.ok) return named
  const recognised = await recogniseTable(given.name, upload)
  if (!recognised.ok) return recognised
  const found = await withOrganisation(house.database, actor.organisation, (client) =>
    findEvaluation(client, actor.organisation, given),
  )
  if (!found.ok) return found
  const record = found.value
  const { name, mediaType, format } = recognised.value
  const file: FileValue = { name, mediaType, sha256: upload.sha256, size: upload.size }
  const isRepeated =
    evaluation.shape.predictions.safeParse(record.body.predictions).data?.sha256 === file.sha256
  if (record.state !== 'running' && !isRepeated) return notPlanned
  if (record.body.predictions !== undefined && !isRepeated) return resultsIn
  const plan = signedPlan(record.body)
  if (!plan.ok) return plan
  const at = (progress: IntakeProgress) =>
    house.intakeProgresses.set(actor.organisation, given.progress, progress)
  const evaluated = await evaluateUpload(house, actor, {
    upload,
    format,
    named: given,
    record,
    plan: plan.value,
    onProgress: at,
  })
  if (!evaluated.ok) return evaluated
  if (isRepeated) return accept(told(record, evaluated.value))
  at({ step: 'keeping', part: 0 })
  return keep(house, actor, { record, file, upload, evaluated: evaluated.value })
}

async function keep(
  house: Doors,
  actor: Actor,
  judged: {
    readonly record: StoredRecord
    readonly file: FileValue
    readonly upload: Upload
    readonly evaluated: Evaluated
  },
): Promise<Answer<PredictionsIntake>> {
  const { record, file, upload, evaluated } = judged
  const decided = decideResults(record, { file, evaluated }, { actor, at: house.now() })
  if (!decided.ok) return decided
  await keepUpload(house, actor, { upload, mediaType: file.mediaType })
  const document = Buffer.from(resultDigestInput(evaluated.result))
  await keepFile(house, actor, { bytes: document, mediaType: 'application/json' })
  const written = await commitOne(house, {
    organisation: actor.organisation,
    decisions: [decided.value],
  })
  if (!written.ok) return written
  return accept(told(written.value, evaluated))
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
    const title = measureTitleOf({ name, words: measureWords[name], of, task: result.task })
    return [{ metric: name, ...(of !== undefined && { of }), title, ...numbers }]
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
