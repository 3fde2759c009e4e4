import { accept } from '@maek/domain/refusal.ts'
import { readHealth } from '@maek/domain/reports/api.ts'
import { assuranceHandlers } from './assurance/handlers.ts'
import { homeHandler } from './assurance/home.ts'
import { componentHandlers } from './components/handlers.ts'
import { licenceHandlers } from './components/licences.ts'
import { supportHandlers } from './components/support-read.ts'
import { updateHandlers } from './engineering/update-handlers.ts'
import { type Handler, handle } from './http/handler.ts'
import { incidentHandlers } from './incidents/handlers.ts'
import { datasetHandlers } from './models/datasets/handlers.ts'
import { gapHandlers } from './models/gap-handlers.ts'
import { modelHandlers } from './models/handlers.ts'
import { passportHandlers } from './models/passport/check-weights.ts'
import { planTableHandlers } from './models/plan-table.ts'
import { sampleSizeHandlers } from './models/sample-size-handler.ts'
import { monitoringHandlers } from './monitoring/handlers.ts'
import { peopleHandlers } from './people/handlers.ts'
import { productHandlers } from './products/handlers.ts'
import { recordHandlers } from './records/handlers.ts'
import { evaluationReportHandlers } from './reports/evaluation-report.ts'
import { gateHandlers } from './reports/gate.ts'
import { reportHandlers } from './reports/handlers.ts'
import { impactHandlers } from './reports/impact.ts'
import { labelReportHandlers } from './reports/label-report.ts'
import { mlBomHandlers } from './reports/ml-bom.ts'
import { modelCardHandlers } from './reports/model-card.ts'
import { modelTraceHandlers } from './reports/model-trace.ts'
import { performanceReportHandlers } from './reports/performance-report.ts'
import { postMarketHandlers } from './reports/post-market.ts'
import { vulnerabilityReportHandlers } from './reports/vulnerability-report.ts'
import { coverageHandler } from './vulnerabilities/coverage-handler.ts'
import { advisoryHandlers } from './vulnerabilities/exchange/advisory-handlers.ts'
import { exchangeHandlers } from './vulnerabilities/exchange/export.ts'
import { vulnerabilityHandlers } from './vulnerabilities/handlers.ts'
import { reachHandlers } from './vulnerabilities/reach-handler.ts'
import { targetsHandler } from './vulnerabilities/targets-handler.ts'
import { triageHandlers } from './vulnerabilities/triage-handlers.ts'

const healthHandler = handle(readHealth, async (_input, call) => {
  await call.house.database.pool.query('select 1')
  return accept({ ready: true, version: '0.1.0' })
})

/** Every endpoint of domain/endpoints.ts, bound to what it does; a test compares the two lists. */
export const handlers: readonly Handler[] = [
  ...peopleHandlers,
  homeHandler,
  ...recordHandlers,
  ...productHandlers,
  ...componentHandlers,
  ...licenceHandlers,
  ...supportHandlers,
  ...modelHandlers,
  ...sampleSizeHandlers,
  ...planTableHandlers,
  ...datasetHandlers,
  ...gapHandlers,
  ...vulnerabilityHandlers,
  ...exchangeHandlers,
  ...advisoryHandlers,
  ...reachHandlers,
  coverageHandler,
  targetsHandler,
  ...triageHandlers,
  ...monitoringHandlers,
  ...incidentHandlers,
  ...assuranceHandlers,
  ...passportHandlers,
  ...modelCardHandlers,
  ...modelTraceHandlers,
  ...impactHandlers,
  ...updateHandlers,
  ...gateHandlers,
  ...reportHandlers,
  ...vulnerabilityReportHandlers,
  ...evaluationReportHandlers,
  ...labelReportHandlers,
  ...mlBomHandlers,
  ...performanceReportHandlers,
  ...postMarketHandlers,
  healthHandler,
]
