import { createElement, Fragment, lazy } from 'react'
import { gapFactFields } from './models/gap-facts.constant.ts'
import { taskPlanFields } from './models/plan-fields.constant.ts'
import type { KindParts, OverviewPartProps } from './records/kind-parts.ts'

const reports = {
  Overview: lazy(async () => ({ default: (await import('./reports/ReportPart.tsx')).ReportPart })),
}

const release = {
  Overview: lazy(async () => {
    const { ReleaseComponents } = await import('./components/ReleaseComponents.tsx')
    const { ReleaseOverview } = await import('./vulnerabilities/carry-over/ReleaseOverview.tsx')
    const { ReportPart } = await import('./reports/ReportPart.tsx')
    return {
      default: (props: OverviewPartProps) =>
        createElement(
          Fragment,
          null,
          createElement(ReleaseComponents, props),
          createElement(ReleaseOverview, props),
          createElement(ReportPart, props),
        ),
    }
  }),
}

/** The few kinds whose record needs more than its fields; each part is a chunk of its own. */
export const kindParts: KindParts = {
  release,
  sbom: reports,
  evaluation: {
    groups: [
      {
        fields: taskPlanFields,
        Input: lazy(async () => ({ default: (await import('./models/tasks/PlanGroup.tsx')).PlanGroup })),
      },
    ],
    Overview: lazy(async () => ({
      default: (await import('./models/evaluation/EvaluationOverview.tsx')).EvaluationOverview,
    })),
  },
  'performance-gap': {
    groups: [
      {
        fields: gapFactFields,
        Input: lazy(async () => ({ default: (await import('./models/evaluation/GapFacts.tsx')).GapFacts })),
      },
    ],
  },
  alert: {
    Overview: lazy(async () => ({
      default: (await import('./monitoring/AlertOverview.tsx')).AlertOverview,
    })),
  },
  'monitoring-look': {
    Overview: lazy(async () => ({
      default: (await import('./monitoring/LookOverview.tsx')).LookOverview,
    })),
  },
  'vulnerability-case': {
    groups: [
      {
        fields: ['deviceVector', 'deviceScore', 'rubric'],
        Input: lazy(async () => ({
          default: (await import('./vulnerabilities/case/RubricGroup.tsx')).RubricGroup,
        })),
      },
      {
        fields: ['ssvc', 'ssvcPriority'],
        Input: lazy(async () => ({
          default: (await import('./vulnerabilities/case/SsvcGroup.tsx')).SsvcGroup,
        })),
      },
    ],
    Overview: lazy(async () => ({
      default: (await import('./incidents/CaseWithNotices.tsx')).CaseWithNotices,
    })),
  },
}
