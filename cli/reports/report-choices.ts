import type { Endpoint } from '@maek/domain/endpoint.ts'
import { evaluationReport } from '@maek/domain/reports/evaluation-report-api.ts'
import { labelSections } from '@maek/domain/reports/label-report-api.ts'
import { exportMlBom } from '@maek/domain/reports/ml-bom-api.ts'
import { exportModelCard } from '@maek/domain/reports/model-card-api.ts'
import { fieldReport } from '@maek/domain/reports/performance-report-api.ts'
import { vulnerabilityReport } from '@maek/domain/reports/vulnerability-report-api.ts'

export type ReportForm = { readonly language: 'ko' | 'en' | 'both'; readonly format: 'pdf' | 'json' }

/** One report that can be saved: by which option its subject is named, and what is asked of the house. */
export type ReportChoice = {
  readonly option: 'release' | 'evaluation' | 'model' | 'look'
  readonly endpoint: Endpoint
  readonly input: (subject: string, form: ReportForm) => Readonly<Record<string, string>>
}

export const reportChoices: Readonly<Record<string, ReportChoice>> = {
  vulnerabilities: {
    option: 'release',
    endpoint: vulnerabilityReport,
    input: (release, form) => ({ release, ...form }),
  },
  label: { option: 'release', endpoint: labelSections, input: (release, form) => ({ release, ...form }) },
  evaluation: {
    option: 'evaluation',
    endpoint: evaluationReport,
    input: (evaluation, form) => ({ evaluation, about: 'evaluation', ...form }),
  },
  bias: {
    option: 'evaluation',
    endpoint: evaluationReport,
    input: (evaluation, form) => ({ evaluation, about: 'bias', ...form }),
  },
  performance: {
    option: 'look',
    endpoint: fieldReport,
    input: (record, form) => ({ record, about: 'performance', ...form }),
  },
  'real-world': {
    option: 'look',
    endpoint: fieldReport,
    input: (record, form) => ({ record, about: 'real-world', ...form }),
  },
  'model-card': { option: 'model', endpoint: exportModelCard, input: (model, form) => ({ model, ...form }) },
  // Always JSON, and in one language: the format has one place for a text.
  'ml-bom': {
    option: 'model',
    endpoint: exportMlBom,
    input: (model, { language }) => ({ model, language: language === 'en' ? 'en' : 'ko' }),
  },
}

const outcome = '--out FILE [--language ko|en|both] [--format pdf|json]'

/** How each report is asked for. */
export const reportUsage: readonly string[] = Object.entries(reportChoices).map(
  ([name, { option }]) => `report ${name} --${option} ID|NUMBER ${outcome}`,
)
