import type { LookDrift } from '@maek/domain/monitoring/look-result.ts'
import { say as words } from '@maek/domain/words.ts'
import { ControlChart } from '../../charts/ControlChart.tsx'
import { PairedBars } from '../../charts/PairedBars.tsx'
import { useSay } from '../../language.tsx'
import classes from '../monitoring.module.css'
import { barsOf } from './drift-bars.ts'

const wordsOf = {
  bins: words('분포: 기준과 최근 기간', 'Distribution: reference and newest period'),
  path: words('기간별 PSI', 'PSI by period'),
  chance: words('우연 수준(최근 기간)', 'Chance level (newest period)'),
  under: words('범위 아래', 'below'),
  over: words('범위 위', 'above'),
  missing: words('결측', 'missing'),
  beyond: words('한계 초과', 'Beyond the limit'),
}

/** The frozen bins with both samples, and how the PSI has gone period by period beside its limit and what chance shows. */
export function DriftPictures({ drift }: { drift: LookDrift }) {
  const say = useSay()
  const limit = drift.limits.find(({ measure }) => measure === 'psi')
  const firstBeyond = drift.periods.length - (drift.state === 'beyond' ? (limit?.inARow ?? 0) : 0)
  return (
    <div className={classes.halves}>
      <PairedBars
        title={`${say(wordsOf.bins)} · ${drift.variable}`}
        across={drift.variable}
        bars={barsOf(drift.bins, {
          under: say(wordsOf.under),
          over: say(wordsOf.over),
          missing: say(wordsOf.missing),
        })}
      />
      <ControlChart
        title={`${say(wordsOf.path)} · ${drift.variable}`}
        measure="PSI"
        points={drift.periods.map(({ from, psi, n }) => ({ label: from, value: psi, n }))}
        centre={drift.psiByChance}
        centreName={say(wordsOf.chance)}
        limits={{ upper: limit?.limit ?? null }}
        alarms={drift.periods.flatMap((_, at) =>
          at >= firstBeyond ? [{ at, because: say(wordsOf.beyond) }] : [],
        )}
      />
    </div>
  )
}
