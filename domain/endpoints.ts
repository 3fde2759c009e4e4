import * as record from './api.ts'
import * as assurance from './assurance/api.ts'
import * as components from './components/api.ts'
import * as licences from './components/licences-api.ts'
import * as sboms from './components/sbom-api.ts'
import * as support from './components/support-api.ts'
import type { Endpoint } from './endpoint.ts'
import * as updates from './engineering/update-api.ts'
import * as incidents from './incidents/api.ts'
import * as models from './models/api.ts'
import * as datasets from './models/datasets/api.ts'
import * as gaps from './models/gaps-api.ts'
import * as passports from './models/passport-api.ts'
import * as planTable from './models/plan-table-api.ts'
import * as sampleSize from './models/sample-size-api.ts'
import * as monitoring from './monitoring/api.ts'
import * as people from './people/api.ts'
import * as products from './products/api.ts'
import * as reports from './reports/api.ts'
import * as evaluationReports from './reports/evaluation-report-api.ts'
import * as impacts from './reports/impact-api.ts'
import * as labelReports from './reports/label-report-api.ts'
import * as mlBoms from './reports/ml-bom-api.ts'
import * as modelCards from './reports/model-card-api.ts'
import * as modelTraces from './reports/model-trace-api.ts'
import * as performanceReports from './reports/performance-report-api.ts'
import * as postMarkets from './reports/post-market-api.ts'
import * as vulnerabilityReports from './reports/vulnerability-report-api.ts'
import * as vulnerabilities from './vulnerabilities/api.ts'
import * as exchange from './vulnerabilities/exchange-api.ts'
import * as feeds from './vulnerabilities/feeds-api.ts'
import * as reach from './vulnerabilities/reach-api.ts'

/** Every endpoint of the house, in one list: routes, OpenAPI, the web client and the command line fold over it. */
export const endpoints: readonly Endpoint[] = [
  people.readSession,
  people.chooseOrganisation,
  people.claimInvitation,
  people.listSessions,
  people.revokeSession,
  people.listMembers,
  people.inviteMember,
  people.changeMember,
  people.listTokens,
  people.createToken,
  people.revokeToken,
  record.home,
  record.search,
  record.traceRecord,
  record.storeFile,
  record.exportRecords,
  record.importRecords,
  record.listRecords,
  record.createRecord,
  record.readRecord,
  record.editRecord,
  record.prepareAction,
  record.actOnRecord,
  record.listRevisions,
  record.proveRecord,
  record.readFile,
  products.updateInstallations,
  components.intakeSbom,
  components.readIntakeProgress,
  components.listComponents,
  sboms.readComponentPaths,
  sboms.readSbomQuality,
  sboms.exportSbomQuality,
  sboms.diffSbom,
  sboms.checkSbom,
  licences.readLicences,
  licences.writeThirdPartyNotices,
  support.readSupport,
  models.intakePredictions,
  datasets.submitManifest,
  datasets.readManifestFile,
  datasets.readPassport,
  datasets.exportDataset,
  datasets.intakeDataset,
  models.getEvaluationResult,
  models.getPredictionsProgress,
  models.inspectPredictions,
  sampleSize.planSize,
  planTable.readPlanTable,
  gaps.readGaps,
  gaps.draftGaps,
  vulnerabilities.importFeed,
  vulnerabilities.listFeeds,
  feeds.readFeedSources,
  feeds.setFeedSource,
  feeds.fetchFeedSource,
  feeds.trustFeedKey,
  feeds.distrustFeedKey,
  feeds.importBundle,
  feeds.listUnmatched,
  vulnerabilities.listFindings,
  reach.readReach,
  vulnerabilities.triageCounts,
  vulnerabilities.readCoverage,
  vulnerabilities.readRemediationTargets,
  vulnerabilities.getFinding,
  vulnerabilities.decideFindings,
  vulnerabilities.readCarryOver,
  vulnerabilities.carryOver,
  exchange.exportSbom,
  exchange.exportVex,
  exchange.exportTables,
  exchange.intakeVex,
  exchange.draftAdvisory,
  exchange.makeAdvisoryFile,
  exchange.exportAdvisory,
  monitoring.intakeObservations,
  monitoring.getObservationsProgress,
  monitoring.sendObservations,
  monitoring.readWatch,
  monitoring.readLook,
  monitoring.takeLook,
  monitoring.freezeReference,
  incidents.draftNotices,
  assurance.listFrameworks,
  assurance.readFramework,
  assurance.readRequirement,
  passports.checkWeights,
  modelCards.readModelCard,
  modelCards.exportModelCard,
  modelTraces.traceModel,
  modelTraces.modelsOn,
  impacts.readImpact,
  updates.readUpdate,
  updates.recordUpdate,
  reports.gateRelease,
  vulnerabilityReports.vulnerabilityReport,
  evaluationReports.evaluationReport,
  labelReports.labelSections,
  mlBoms.exportMlBom,
  performanceReports.fieldReport,
  postMarkets.readPostMarket,
  postMarkets.fillPostMarket,
  reports.makePack,
  reports.makeBackup,
  reports.removeSample,
  reports.readHealth,
]
