import type { Refusal } from '@maek/domain/refusal.ts'
import type { Words } from '@maek/domain/words.ts'

/** What is wrong where: path inside the body (`name`, `rows.2.sex`) to words. */
export type Faults = ReadonlyMap<string, Words>

export const noFaults: Faults = new Map()

/** Every refusal that names a place in the body; the first for a place stands. */
export function faultsOf(refusal: Refusal): Faults {
  const faults = new Map<string, Words>()
  for (const { field, because } of [refusal, ...(refusal.more ?? [])]) {
    // `version` alone is the record's own version, not a field that a kind may call so.
    if (!field?.startsWith('body.')) continue
    const path = field.slice('body.'.length)
    if (!faults.has(path)) faults.set(path, because)
  }
  return faults
}

/** The faults below a place, with that place taken off: those of one row, of one cell. */
export function faultsBelow(faults: Faults, place: string): Faults {
  const prefix = `${place}.`
  const below = [...faults].filter(([path]) => path.startsWith(prefix))
  return new Map(below.map(([path, because]) => [path.slice(prefix.length), because]))
}

/** The words to show beside a field: its own, or the first of what it holds. */
export function faultAt(faults: Faults, place: string): Words | null {
  return faults.get(place) ?? faultsBelow(faults, place).values().next().value ?? null
}
