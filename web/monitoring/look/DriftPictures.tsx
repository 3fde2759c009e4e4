import type { LookDrift } from '@maek/domain/monitoring/look-result.ts'
import { say as words } from '@maek/domain/words.ts'
import { ControlChart } from '../../charts/ControlChart.tsx'
import { figure } from '../../charts/numbers.ts'
import { type PairedBar, PairedBars } from '../../charts/PairedBars.tsx'
import { useSay } from '../../language.tsx'
import classes from '../monitoring.module.css'

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

type EndNames = Readonly<Record<'under' | 'over' | 'missing', string>>

/** Names of the frozen bins: below the reference's range, each from edge to edge, above, missing; empty ends are left out. */
function barsOf({ edges, reference, current }: LookDrift['bins'], names: EndNames): PairedBar[] {
  const last = reference.length - 1
  const bars = reference.map((amount, at) => ({
    name: nameOf({ at, last, edges, names }),
    reference: amount,
    current: current[at] ?? 0,
    isEnd: at === 0 || at >= last - 1,
  }))
  return bars
    .filter((bar) => !bar.isEnd || bar.reference + bar.current > 0)
    .map(({ isEnd: _isEnd, ...bar }) => bar)
}

type Place = {
  readonly at: number
  readonly last: number
  readonly edges: readonly number[]
  readonly names: EndNames
}

function nameOf({ at, last, edges, names }: Place): string {
  if (at === last) return names.missing
  if (at === last - 1) return names.over
  if (at === 0) return names.under
  const [low, high] = [edges[at - 2], edges[at - 1]]
  if (low === undefined) return high === undefined ? '–' : `< ${figure(high)}`
  return high === undefined ? `≥ ${figure(low)}` : `${figure(low)} – ${figure(high)}`
}
