import type { StoredRecord } from '@maek/domain/record.ts'
import type { ReactNode } from 'react'
import { AdvisoryTools, DraftAdvisoryButton } from './vulnerabilities/exchange/AdvisoryTools.tsx'
import { ExportMenu } from './vulnerabilities/exchange/ExportMenu.tsx'

/** What some kinds offer beside the steps of their life. */
const tools: Readonly<Record<string, (record: StoredRecord) => ReactNode>> = {
  release: (record) => <ExportMenu subject={{ release: record.id }} />,
  sbom: (record) => <ExportMenu subject={{ sbom: record.id }} />,
  'vulnerability-case': (record) => <DraftAdvisoryButton record={record} />,
  advisory: (record) => <AdvisoryTools record={record} />,
}

export function RecordTools({ record }: { record: StoredRecord }) {
  return tools[record.kind]?.(record) ?? null
}
