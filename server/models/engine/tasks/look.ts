import { designOf } from '@maek/domain/monitoring/design.ts'
import { type LookAsked, lookAt } from '@maek/domain/monitoring/look.ts'
import type { LookResult } from '@maek/domain/monitoring/look-result.ts'
import type { Manifest } from '@maek/domain/monitoring/manifest.ts'
import type { Reference } from '@maek/domain/monitoring/reference.ts'
import type { WatchTerms } from '@maek/domain/monitoring/terms.ts'
import { accept } from '@maek/domain/refusal.ts'
import type { EngineTaskRunner } from '../task.ts'
import type { SumTerms } from './sum-terms.ts'
import { countAll, sumsOf } from './sums.ts'

/** A look at a model by a plan, at a moment: sums over its observations, then the pure decision. */
export type Look = {
  readonly task: 'look'
  readonly asked: LookAsked
  /** The model's folder. */
  readonly folder: string
  readonly manifests: readonly Manifest[]
  /** Count everything anew instead of taking what is kept of months that have not changed. */
  readonly anew?: boolean
}

export const lookTask: EngineTaskRunner<Look> = {
  places: ({ folder }) => [`${folder}/`],
  run: async (bench, { asked, folder, manifests, anew }) => {
    const count = anew ? countAll : sumsOf
    const sums = await count(bench, { folder, manifests, terms: sumTerms(asked.terms, asked.reference) })
    return accept<LookResult>(lookAt(asked, sums))
  },
}

/** Of the terms and the reference, what sums depend on. */
export function sumTerms(terms: WatchTerms, reference: Reference | null): SumTerms {
  return {
    threshold: terms.threshold,
    dayBegins: terms.dayBegins,
    matureAfterDays: terms.matureAfterDays,
    groups: terms.groups,
    cusums: terms.charts.map((chart) => {
      if (chart.method !== 'bernoulli-cusum') return null
      const design = designOf(chart)
      if (!design.ok || design.value.method !== 'bernoulli-cusum') return null
      const { group, metric } = chart
      const place = group
        ? terms.groups.findIndex(({ column, value }) => column === group.column && value === group.value)
        : -1
      return { metric, group: place, up: design.value.cusum.up }
    }),
    variables: reference?.variables ?? [],
  }
}
