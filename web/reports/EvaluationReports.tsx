import { evaluationReport } from '@maek/domain/reports/evaluation-report-api.ts'
import { say as words } from '@maek/domain/words.ts'
import { download } from '../api.ts'
import { useSay } from '../language.tsx'
import { ReportMenu } from '../ui/ReportMenu.tsx'

const titles = {
  evaluation: words('평가 보고서', 'Evaluation report'),
  bias: words('편향 평가 보고서', 'Bias report'),
} as const

/** The whole of an evaluation, and its part on groups, to hand out. */
export function EvaluationReports({ evaluation }: { evaluation: string }) {
  const say = useSay()
  return (['evaluation', 'bias'] as const).map((about) => (
    <ReportMenu
      key={about}
      title={say(titles[about])}
      make={(form) => download(evaluationReport, { evaluation, about, ...form })}
    />
  ))
}
