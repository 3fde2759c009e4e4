import { intakePredictions } from '@maek/domain/models/api.ts'
import { actorOf, type Handler, handle } from '../http/handler.ts'
import { takeInPredictions } from './intake.ts'

const intakePredictionsHandler = handle(intakePredictions, (input, call) =>
  takeInPredictions(call.house, actorOf(call), { ...input, bytes: call.bytes }),
)

export const modelHandlers: readonly Handler[] = [intakePredictionsHandler]
