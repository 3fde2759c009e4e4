import { getEvaluationResult, intakePredictions } from '@maek/domain/models/api.ts'
import { actorOf, type Handler, handle, uploadOf } from '../http/handler.ts'
import { readEvaluationResult } from './evaluation-result.ts'
import { takeInUpload } from './intake.ts'

const intakePredictionsHandler = handle(intakePredictions, (input, call) =>
  takeInUpload(call.house, actorOf(call), { ...input, upload: uploadOf(call) }),
)

const getEvaluationResultHandler = handle(getEvaluationResult, ({ id }, call) =>
  readEvaluationResult(call.house, actorOf(call), id),
)

export const modelHandlers: readonly Handler[] = [intakePredictionsHandler, getEvaluationResultHandler]
