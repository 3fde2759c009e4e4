import { fieldReport } from '@maek/domain/reports/performance-report-api.ts'
import { say as words } from '@maek/domain/words.ts'
import { download } from '../api.ts'
import { useSay } from '../language.tsx'
import type { OverviewPartProps } from '../records/kind-parts.ts'
import { Panel } from '../ui/Panel.tsx'
import classes from './packs.module.css'
import { ReportMenu } from './ReportMenu.tsx'

const panelWords = words('보고서', 'Reports')
const titles = {
  performance: words('정기 성능 보고서', 'Periodic performance report'),
  'real-world': words('실사용 평가 자료', 'Real-world evaluation file'),
} as const

/** Performance in the field to hand out, by a look or by a post-market report. */
export function FieldReports({ view }: OverviewPartProps) {
  const say = useSay()
  const { id } = view.record
  return (
    <Panel title={say(panelWords)}>
      <div className={classes.reports}>
        {(['performance', 'real-world'] as const).map((about) => (
          <ReportMenu
            key={about}
            title={say(titles[about])}
            make={(form) => download(fieldReport, { record: id, about, ...form })}
          />
        ))}
      </div>
    </Panel>
  )
}
