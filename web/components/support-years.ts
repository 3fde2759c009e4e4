type Day = { readonly endsOn: string; readonly components: number; readonly names: readonly string[] }

export type Year = {
  readonly year: string
  readonly ended: number
  readonly ending: number
  readonly names: readonly string[]
  readonly hasMore: boolean
}

const namesShownMax = 4

/** The last days of support by year; on its last day a component is still to end. Before: in order of day. */
export function yearsOf(timeline: readonly Day[], today: string): Year[] {
  const years = new Map<string, Day[]>()
  for (const day of timeline) {
    const year = day.endsOn.slice(0, 4)
    years.set(year, [...(years.get(year) ?? []), day])
  }
  return [...years].map(([year, days]) => {
    const count = (some: readonly Day[]) => some.reduce((sum, { components }) => sum + components, 0)
    const names = [...new Set(days.flatMap((day) => day.names))]
    const all = count(days)
    const ended = count(days.filter(({ endsOn }) => endsOn < today))
    const shown = names.slice(0, namesShownMax)
    return {
      year,
      ended,
      ending: all - ended,
      names: shown,
      hasMore: names.length > shown.length || all > names.length,
    }
  })
}
