import { release } from '@maek/domain/products/release.ts'
import { accept } from '@maek/domain/refusal.ts'
import { readQuestion } from '@maek/domain/vulnerabilities/reach.ts'
import { readReach as readReachEndpoint } from '@maek/domain/vulnerabilities/reach-api.ts'
import { vulnerabilityCase } from '@maek/domain/vulnerabilities/vulnerability-case.ts'
import { withOrganisation } from '../database/scope.ts'
import { actorOf, type Handler, handle } from '../http/handler.ts'
import { kindFor } from '../records/kind-for.ts'
import { readReach } from './reach.ts'

/** Shows sites and whom to tell there, so it asks for the right to read products as well as vulnerabilities. */
const readReachHandler = handle(readReachEndpoint, async (input, call) => {
  const actor = actorOf(call)
  const kind = kindFor(vulnerabilityCase.name, actor, 'read')
  if (!kind.ok) return kind
  const product = kindFor(release.name, actor, 'read')
  if (!product.ok) return product
  const question = readQuestion(input.q)
  if (!question.ok) return question
  const today = call.house.now().slice(0, 10)
  return withOrganisation(call.house.database, actor.organisation, async (client) => {
    const reach = await readReach(client, actor.organisation, { ...question.value, today })
    // `JSON-java` looks like an id and is a name.
    const isUnknown =
      reach.asked.by === 'vulnerability' && reach.releases.length === 0 && reach.names.length === 1
    if (!isUnknown) return accept(reach)
    const named = await readReach(client, actor.organisation, { by: 'name', name: reach.asked.text })
    return accept(named.components.length > 0 ? named : reach)
  })
})

export const reachHandlers: readonly Handler[] = [readReachHandler]
