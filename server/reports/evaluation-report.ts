import { evaluation } from '@maek/domain/models/evaluation.ts'
import { biasReport } from '@maek/domain/reports/bias-report.ts'
import { evaluationReport as wholeReport } from '@maek/domain/reports/evaluation-report.ts'
import { evaluationReport } from '@maek/domain/reports/evaluation-report-api.ts'
import { withOrganisation } from '../database/scope.ts'
import { actorOf, type Handler, handle } from '../http/handler.ts'
import { kindFor } from '../records/kind-for.ts'
import { findEvaluated, loadEvaluationFacts } from './evaluation-facts.ts'
import { handedOut } from './hand-out.ts'

const trees = { evaluation: wholeReport, bias: biasReport } as const

const evaluationReportHandler = handle(evaluationReport, async (input, call) => {
  const actor = actorOf(call)
  const kind = kindFor(evaluation.name, actor, 'read')
  if (!kind.ok) return kind
  const { house } = call
  const found = await withOrganisation(house.database, actor.organisation, (client) =>
    findEvaluated(client, actor.organisation, input.evaluation),
  )
  if (!found.ok) return found
  const { row, document } = found.value
  const bytes = await house.files.get(actor.organisation, document)
  if (!bytes.ok) return bytes
  // Our own intake wrote these bytes, and the store has checked their hash.
  const result = JSON.parse(bytes.value.toString('utf8'))
  const facts = await withOrganisation(house.database, actor.organisation, (client) =>
    loadEvaluationFacts(client, actor.organisation, { row, result, now: house.now() }),
  )
  const name = `${input.about}-${row.number}-${facts.at.slice(0, 10)}`
  return handedOut(facts, { ...input, name, print: trees[input.about] })
})

export const evaluationReportHandlers: readonly Handler[] = [evaluationReportHandler]
