import type { StoredRecord } from '@maek/domain/record.ts'
import type { ReactNode } from 'react'
import { awaitsPredictions, IntakePredictionsButton } from './models/intake/IntakePredictionsButton.tsx'
import { EvaluationReports } from './reports/EvaluationReports.tsx'
import { FieldReports } from './reports/FieldReports.tsx'
import { MlBomButton } from './reports/MlBomButton.tsx'
import { AdvisoryTools, DraftAdvisoryButton } from './vulnerabilities/exchange/AdvisoryTools.tsx'
import { ExportMenu } from './vulnerabilities/exchange/ExportMenu.tsx'

/** What some kinds offer beside the steps of their life. */
const tools: Readonly<Record<string, (record: StoredRecord) => ReactNode>> = {
  release: (record) => <ExportMenu subject={{ release: record.id }} />,
  sbom: (record) => <ExportMenu subject={{ sbom: record.id }} />,
  'vulnerability-case': (record) => <DraftAdvisoryButton record={record} />,
  advisory: (record) => <AdvisoryTools record={record} />,
  evaluation: (record) =>
    record.body.resultDocument !== undefined ? (
      <EvaluationReports evaluation={record.id} />
    ) : (
      awaitsPredictions(record) && <IntakePredictionsButton evaluation={record.id} />
    ),
  'model-version': ({ id }) => (
    <>
      <IntakePredictionsButton model={id} />
      <MlBomButton model={id} />
    </>
  ),
  'monitoring-look': ({ id }) => <FieldReports record={id} />,
  'post-market-report': ({ id }) => <FieldReports record={id} />,
}

export function RecordTools({ record }: { record: StoredRecord }) {
  return tools[record.kind]?.(record) ?? null
}
