import { release } from '@maek/domain/products/release.ts'
import { labelReport } from '@maek/domain/reports/label-report.ts'
import { labelSections } from '@maek/domain/reports/label-report-api.ts'
import { withOrganisation } from '../database/scope.ts'
import { actorOf, type Handler, handle } from '../http/handler.ts'
import { kindFor } from '../records/kind-for.ts'
import { handedOut } from './hand-out.ts'
import { loadLabelFacts } from './label-facts.ts'

const labelSectionsHandler = handle(labelSections, async (input, call) => {
  const actor = actorOf(call)
  const kind = kindFor(release.name, actor, 'read')
  if (!kind.ok) return kind
  const facts = await withOrganisation(call.house.database, actor.organisation, (client) =>
    loadLabelFacts(client, actor.organisation, { release: input.release, now: call.house.now() }),
  )
  if (!facts.ok) return facts
  const name = `label-${facts.value.release.number}-${facts.value.at.slice(0, 10)}`
  return handedOut(facts.value, { ...input, name, print: labelReport })
})

export const labelReportHandlers: readonly Handler[] = [labelSectionsHandler]
