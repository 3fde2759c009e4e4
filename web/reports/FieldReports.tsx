import { fieldReport } from '@maek/domain/reports/performance-report-api.ts'
import { say as words } from '@maek/domain/words.ts'
import { download } from '../api.ts'
import { useSay } from '../language.tsx'
import { ReportMenu } from '../ui/ReportMenu.tsx'

const titles = {
  performance: words('정기 성능 보고서', 'Periodic performance report'),
  'real-world': words('실사용 평가 자료', 'Real-world evaluation file'),
} as const

/** Performance in the field to hand out, by a look or by a post-market report. */
export function FieldReports({ record }: { record: string }) {
  const say = useSay()
  return (['performance', 'real-world'] as const).map((about) => (
    <ReportMenu
      key={about}
      title={say(titles[about])}
      make={(form) => download(fieldReport, { record, about, ...form })}
    />
  ))
}
