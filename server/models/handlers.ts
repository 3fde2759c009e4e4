import { getEvaluationResult, intakePredictions } from '@maek/domain/models/api.ts'
import { actorOf, type Handler, handle } from '../http/handler.ts'
import { readEvaluationResult } from './evaluation-result.ts'
import { takeInPredictions } from './intake.ts'

const intakePredictionsHandler = handle(intakePredictions, (input, call) =>
  takeInPredictions(call.house, actorOf(call), { ...input, bytes: call.bytes }),
)

const getEvaluationResultHandler = handle(getEvaluationResult, ({ id }, call) =>
  readEvaluationResult(call.house, actorOf(call), id),
)

export const modelHandlers: readonly Handler[] = [intakePredictionsHandler, getEvaluationResultHandler]
