import { hash } from 'node:crypto'
import {
  freezeReference,
  getObservationsProgress,
  intakeObservations,
  readLook,
  readWatch,
  sendObservations,
  takeLook,
} from '@maek/domain/monitoring/api.ts'
import { monitoringLook } from '@maek/domain/monitoring/monitoring-look.ts'
import { monitoringPlan } from '@maek/domain/monitoring/monitoring-plan.ts'
import type { columnPrefixes, observationColumns } from '@maek/domain/monitoring/observation-columns.ts'
import { may } from '@maek/domain/permissions.ts'
import { accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import type { z } from 'zod'
import { withOrganisation } from '../database/scope.ts'
import type { House } from '../house.ts'
import { actorOf, type Handler, handle, uploadOf } from '../http/handler.ts'
import type { MeaningNames } from '../models/engine/tasks/observe-meanings.ts'
import { findRecord } from '../records/find.ts'
import { jsonRecords } from './json-records.ts'
import { lookBy, readResult } from './look.ts'
import { watchOf } from './overview.ts'
import { openPlan } from './plan.ts'
import { freezePlanReference } from './reference.ts'
import { takeInObservationFile, takeInObservations } from './take-in.ts'
import { recordsOf, takeDueLook } from './watch.ts'

type ColumnsGiven = Pick<
  z.output<(typeof intakeObservations)['input']>,
  keyof typeof observationColumns | keyof typeof columnPrefixes
>

/** Which column means what, and what is left: what the file belongs to. */
function columnsFrom<G extends ColumnsGiven>(given: G) {
  const { event, predictedAt, score, decision, siteKey, subjectKey, ...further } = given
  const { label, labelledAt, source, labelId, replaces, attributes, inputs, ...belongs } = further
  const names: MeaningNames = {
    ...{ event, predictedAt, score, decision, siteKey, subjectKey },
    ...{ label, labelledAt, source, labelId, replaces },
    ...{ attributes: listed(attributes), inputs: listed(inputs) },
  }
  return { names, belongs }
}

const intakeHandler = handle(intakeObservations, (input, call) => {
  const { names, belongs } = columnsFrom(input)
  const file = { ...belongs, names, upload: uploadOf(call), request: call.digest }
  return takeInObservationFile(call.house, actorOf(call), file)
})

const progressHandler = handle(getObservationsProgress, ({ progress }, call) =>
  Promise.resolve(accept(call.house.intakeProgresses.get(actorOf(call).organisation, progress))),
)

function listed(names: string | undefined): string[] | undefined {
  return names
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
}

const sendHandler = handle(sendObservations, (input, call) => {
  const checked = jsonRecords(call.bytes)
  if (!checked.ok) return Promise.resolve(checked)
  const { names, belongs } = columnsFrom(input)
  const name = `${input.contents}-${hash('sha256', call.bytes, 'hex').slice(0, 12)}.json`
  const given = { ...belongs, name, names, bytes: call.bytes, request: call.digest }
  return takeInObservations(call.house, actorOf(call), given)
})

const watchHandler = handle(readWatch, ({ model }, call) =>
  watchOf(call.house, actorOf(call).organisation, model),
)

const keptMax = 400

const readLookHandler = handle(readLook, async (input, call) => {
  const { organisation } = actorOf(call)
  const found = await findPlan(call.house, organisation, input.plan)
  if (!found.ok) return found
  const looks = await withOrganisation(call.house.database, organisation, (client) =>
    recordsOf(client, { organisation, plan: input.plan, kind: monitoringLook.name, most: keptMax }),
  )
  const { shape } = monitoringLook
  const kept = looks.map(({ id, number, body }) => ({
    ...{ id, number, at: shape.lookedAt.parse(body.lookedAt), through: shape.through.parse(body.through) },
    ...{ outcome: shape.outcome.parse(body.outcome), alarms: shape.alarms.parse(body.alarms) },
  }))
  if (input.look !== undefined) {
    const record = looks.find(({ id }) => id === input.look)
    if (!record) return noSuchLook
    const result = await readResult(call.house, organisation, record)
    if (!result.ok) return result
    const { id, number, title, body } = record
    return accept({
      record: { id, number, title },
      result: result.value,
      digest: shape.resultDigest.parse(body.resultDigest),
      inputsDigest: shape.inputsDigest.parse(body.inputsDigest),
      kept,
    })
  }
  const plan = await openPlan(call.house, organisation, found.value.record)
  if (!plan.ok) return plan
  const look = await lookBy(call.house, organisation, { plan: plan.value, at: call.house.now() })
  if (!look.ok) return look
  const { result, digest, inputsDigest } = look.value
  return accept({ record: null, result, digest, inputsDigest, kept })
})

function findPlan(house: House, organisation: string, plan: string) {
  return withOrganisation(house.database, organisation, (client) =>
    findRecord(client, organisation, { kind: monitoringPlan.name, id: plan }),
  )
}

const takeLookHandler = handle(takeLook, async ({ plan }, call) => {
  const actor = actorOf(call)
  if (!may(actor.roles, 'write', monitoringPlan.domain)) return notAllowed
  const found = await findPlan(call.house, actor.organisation, plan)
  if (!found.ok) return found
  if (found.value.record.state !== 'in-force') return notInForce
  const taken = await takeDueLook(call.house, actor.organisation, found.value.record)
  if (!taken.ok) return taken
  const { look, alerts } = taken.value
  const { shape } = monitoringLook
  return accept({
    look: look && {
      ...{ id: look.id, number: look.number, title: look.title },
      outcome: shape.outcome.parse(look.body.outcome),
      through: shape.through.parse(look.body.through),
    },
    alerts: alerts.map(({ id, number, title }) => ({ id, number, title })),
  })
})

const freezeHandler = handle(freezeReference, ({ key: _key, ...input }, call) =>
  freezePlanReference(call.house, actorOf(call), input),
)

const noSuchLook = refuse(
  'not-found',
  say('이 계획에 해당 점검 기록이 없습니다.', 'This plan has no such look.'),
  'look',
)
const notAllowed = refuse(
  'not-allowed',
  say('성능 점검을 할 권한이 없습니다.', 'Your role may not take looks.'),
)
const notInForce = refuse(
  'conflict',
  say('서명되어 시행 중인 계획으로만 점검합니다.', 'Looks are taken only by a signed plan in force.'),
  'plan',
)

export const monitoringHandlers: readonly Handler[] = [
  intakeHandler,
  progressHandler,
  sendHandler,
  watchHandler,
  readLookHandler,
  takeLookHandler,
  freezeHandler,
]
