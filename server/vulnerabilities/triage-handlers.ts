import { accept } from '@maek/domain/refusal.ts'
import {
  carryOver,
  decideFindings,
  getFinding,
  listFindings,
  readCarryOver,
  triageCounts,
} from '@maek/domain/vulnerabilities/api.ts'
import { triageDecision } from '@maek/domain/vulnerabilities/triage-decision.ts'
import { withOrganisation } from '../database/scope.ts'
import { actorOf, type Handler, handle } from '../http/handler.ts'
import { kindFor } from '../records/kind-for.ts'
import { readCarried } from './carry-over.ts'
import { continueDecisions } from './continue-decisions.ts'
import { decideMany } from './decide-findings.ts'
import { readFinding } from './finding-detail.ts'
import { countFindings, readFindings } from './findings.ts'

const listFindingsHandler = handle(listFindings, async (input, call) => {
  const actor = actorOf(call)
  const kind = kindFor(triageDecision.name, actor, 'read')
  if (!kind.ok) return kind
  return withOrganisation(call.house.database, actor.organisation, (client) =>
    readFindings(client, actor.organisation, { ...input, now: call.house.now(), actor: actor.id }),
  )
})

const triageCountsHandler = handle(triageCounts, async (input, call) => {
  const actor = actorOf(call)
  const kind = kindFor(triageDecision.name, actor, 'read')
  if (!kind.ok) return kind
  const counts = await withOrganisation(call.house.database, actor.organisation, (client) =>
    countFindings(client, actor.organisation, { ...input, now: call.house.now() }),
  )
  return accept({ counts })
})

const getFindingHandler = handle(getFinding, async (input, call) => {
  const actor = actorOf(call)
  const kind = kindFor(triageDecision.name, actor, 'read')
  if (!kind.ok) return kind
  return withOrganisation(call.house.database, actor.organisation, (client) =>
    readFinding(client, actor.organisation, { id: input.id, now: call.house.now() }),
  )
})

const decideFindingsHandler = handle(decideFindings, async (input, call) => {
  const actor = actorOf(call)
  const kind = kindFor(triageDecision.name, actor, 'write')
  return kind.ok ? decideMany(call.house, actor, { ...input, request: call.digest }) : kind
})

const readCarryOverHandler = handle(readCarryOver, async (input, call) => {
  const actor = actorOf(call)
  const kind = kindFor(triageDecision.name, actor, 'read')
  if (!kind.ok) return kind
  const carried = await withOrganisation(call.house.database, actor.organisation, (client) =>
    readCarried(client, actor.organisation, { release: input.release, now: call.house.now() }),
  )
  return carried.ok ? accept(carried.value.view) : carried
})

const carryOverHandler = handle(carryOver, async (input, call) => {
  const actor = actorOf(call)
  const kind = kindFor(triageDecision.name, actor, 'write')
  return kind.ok ? continueDecisions(call.house, actor, { ...input, request: call.digest }) : kind
})

export const triageHandlers: readonly Handler[] = [
  listFindingsHandler,
  triageCountsHandler,
  getFindingHandler,
  decideFindingsHandler,
  readCarryOverHandler,
  carryOverHandler,
]
