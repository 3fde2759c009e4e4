import type { Endpoint } from '@maek/domain/endpoint.ts'
import { evaluationReport } from '@maek/domain/reports/evaluation-report-api.ts'
import { labelSections } from '@maek/domain/reports/label-report-api.ts'
import { vulnerabilityReport } from '@maek/domain/reports/vulnerability-report-api.ts'

/** One report that can be saved: by which option its subject is named, and what is asked of the house. */
export type ReportChoice = {
  readonly option: 'release' | 'evaluation'
  readonly endpoint: Endpoint
  readonly input: (subject: string) => Readonly<Record<string, string>>
}

export const reportChoices: Readonly<Record<string, ReportChoice>> = {
  vulnerabilities: {
    option: 'release',
    endpoint: vulnerabilityReport,
    input: (release) => ({ release }),
  },
  label: { option: 'release', endpoint: labelSections, input: (release) => ({ release }) },
  evaluation: {
    option: 'evaluation',
    endpoint: evaluationReport,
    input: (evaluation) => ({ evaluation, about: 'evaluation' }),
  },
  bias: {
    option: 'evaluation',
    endpoint: evaluationReport,
    input: (evaluation) => ({ evaluation, about: 'bias' }),
  },
}

const outcome = '--out FILE [--language ko|en|both] [--format pdf|json]'

/** How each report is asked for. */
export const reportUsage: readonly string[] = Object.entries(reportChoices).map(
  ([name, { option }]) => `report ${name} --${option} ID|NUMBER ${outcome}`,
)
