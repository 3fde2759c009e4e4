import type { RecordFact } from './fact.ts'

/* Lists of facts in the order of their numbers. They are values: a change is a new list, made without sorting again. */

/** In the order people number them; ids settle what numbers do not. */
export function byNumber(one: RecordFact, other: RecordFact): number {
  if (one.number !== other.number) return one.number < other.number ? -1 : 1
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0
}

const fewMax = 8

/** The list without the records that go and with those that come. Before: in order, and none comes that stays. */
export function replaced(
  list: readonly RecordFact[],
  go: readonly RecordFact[],
  come: readonly RecordFact[],
): readonly RecordFact[] {
  if (go.length + come.length === 0) return list
  if (go.length + come.length > fewMax) {
    const gone = new Set(go.map(({ id }) => id))
    return [...list.filter(({ id }) => !gone.has(id)), ...come].sort(byNumber)
  }
  const next = list.slice()
  for (const fact of go) {
    const at = placeOf(next, fact)
    if (next[at]?.id === fact.id) next.splice(at, 1)
  }
  for (const fact of come) next.splice(placeOf(next, fact), 0, fact)
  return next
}

/** Whether the record, in this version or another, stands in the list. */
export function stands(list: readonly RecordFact[], fact: RecordFact): boolean {
  return list[placeOf(list, fact)]?.id === fact.id
}

/** Where a record stands in the list, or would. */
function placeOf(list: readonly RecordFact[], fact: RecordFact): number {
  let from = 0
  let to = list.length
  while (from < to) {
    const middle = (from + to) >> 1
    const one = list[middle]
    if (one && byNumber(one, fact) < 0) from = middle + 1
    else to = middle
  }
  return from
}
