import { release } from '@maek/domain/products/release.ts'
import { accept } from '@maek/domain/refusal.ts'
import { gateRelease } from '@maek/domain/reports/api.ts'
import { judgeGate } from '@maek/domain/reports/gate.ts'
import { withOrganisation } from '../database/scope.ts'
import { actorOf, type Handler, handle } from '../http/handler.ts'
import { kindFor } from '../records/kind-for.ts'
import { loadGateFacts } from './gate-facts.ts'

const gateReleaseHandler = handle(gateRelease, async (input, call) => {
  const actor = actorOf(call)
  const kind = kindFor(release.name, actor, 'read')
  if (!kind.ok) return kind
  const facts = await withOrganisation(call.house.database, actor.organisation, (client) =>
    loadGateFacts(client, actor.organisation, { release: input.release, now: call.house.now() }),
  )
  if (!facts.ok) return facts
  const { id, number, title } = facts.value.release
  const { pass, blockers, passed, decided } = judgeGate(facts.value)
  return accept({
    release: { id, number, title },
    pass,
    blockers: [...blockers],
    passed: [...passed],
    decided: [...decided],
  })
})

export const gateHandlers: readonly Handler[] = [gateReleaseHandler]
