import type { LookDrift } from '@maek/domain/monitoring/look-result.ts'
import { figure } from '../../charts/numbers.ts'
import type { PairedBar } from '../../charts/PairedBars.tsx'

type EndNames = Readonly<Record<'under' | 'over' | 'missing', string>>

/** Names of the frozen bins: below the reference's range, each from edge to edge, above, missing; empty ends are left out. */
export function barsOf({ edges, reference, current }: LookDrift['bins'], names: EndNames): PairedBar[] {
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
