import { monitoringLook } from '@maek/domain/monitoring/monitoring-look.ts'
import { performanceReport, realWorldReport } from '@maek/domain/reports/performance-report.ts'
import { fieldReport } from '@maek/domain/reports/performance-report-api.ts'
import { withOrganisation } from '../database/scope.ts'
import { actorOf, type Handler, handle } from '../http/handler.ts'
import { readResult } from '../monitoring/look.ts'
import { kindFor } from '../records/kind-for.ts'
import { storedFrom } from '../records/row.ts'
import { handedOut } from './hand-out.ts'
import { findLook, loadPerformanceFacts } from './performance-facts.ts'

const trees = { performance: performanceReport, 'real-world': realWorldReport } as const

const fieldReportHandler = handle(fieldReport, async (input, call) => {
  const actor = actorOf(call)
  const kind = kindFor(monitoringLook.name, actor, 'read')
  if (!kind.ok) return kind
  const { house } = call
  const { organisation } = actor
  const found = await withOrganisation(house.database, organisation, (client) =>
    findLook(client, organisation, input.record),
  )
  if (!found.ok) return found
  const { look, report } = found.value
  const result = await readResult(house, organisation, storedFrom(look))
  if (!result.ok) return result
  const facts = await withOrganisation(house.database, organisation, (client) =>
    loadPerformanceFacts(client, organisation, { look, report, result: result.value, now: house.now() }),
  )
  const name = `${input.about}-${look.number}-${facts.at.slice(0, 10)}`
  return handedOut(facts, { ...input, name, print: trees[input.about] })
})

export const performanceReportHandlers: readonly Handler[] = [fieldReportHandler]
