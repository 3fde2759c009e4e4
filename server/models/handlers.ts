import {
  getEvaluationResult,
  getPredictionsProgress,
  inspectPredictions,
  intakePredictions,
} from '@maek/domain/models/api.ts'
import { accept } from '@maek/domain/refusal.ts'
import { actorOf, type Handler, handle, uploadOf } from '../http/handler.ts'
import { readEvaluationResult } from './evaluation-result.ts'
import { inspectPiece } from './inspect-predictions.ts'
import { takeInUpload } from './intake.ts'

const intakePredictionsHandler = handle(intakePredictions, (input, call) =>
  takeInUpload(call.house, actorOf(call), { ...input, upload: uploadOf(call) }),
)

const getEvaluationResultHandler = handle(getEvaluationResult, ({ id }, call) =>
  readEvaluationResult(call.house, actorOf(call), id),
)

const getPredictionsProgressHandler = handle(getPredictionsProgress, ({ progress }, call) =>
  Promise.resolve(accept(call.house.intakeProgresses.get(actorOf(call).organisation, progress))),
)

const inspectPredictionsHandler = handle(inspectPredictions, ({ name }, call) =>
  inspectPiece(call.house, actorOf(call), { name, bytes: call.bytes }),
)

export const modelHandlers: readonly Handler[] = [
  intakePredictionsHandler,
  getEvaluationResultHandler,
  getPredictionsProgressHandler,
  inspectPredictionsHandler,
]
