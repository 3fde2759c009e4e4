import { accept, refuse } from '@maek/domain/refusal.ts'
import {
  carryOver,
  decideFindings,
  getFinding,
  listFindings,
  readCarryOver,
  triageCounts,
} from '@maek/domain/vulnerabilities/api.ts'
import { triageDecision } from '@maek/domain/vulnerabilities/triage-decision.ts'
import { say } from '@maek/domain/words.ts'
import { withOrganisation } from '../database/scope.ts'
import { actorOf, type Handler, handle } from '../http/handler.ts'
import { kindFor } from '../records/kind-for.ts'
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

const soon = refuse('unavailable', say('아직 쓸 수 없습니다.', 'Not available yet.'))

export const triageHandlers: readonly Handler[] = [
  listFindingsHandler,
  triageCountsHandler,
  handle(getFinding, () => Promise.resolve(soon)),
  handle(decideFindings, () => Promise.resolve(soon)),
  handle(readCarryOver, () => Promise.resolve(soon)),
  handle(carryOver, () => Promise.resolve(soon)),
]
