/**
 * The references that lie on a circle of dependencies or between two circles, in the order they appear.
 * What nothing points to, and what points to nothing, is taken away until nothing more can be: linear time, no recursion.
 */
export function circularReferences(dependencies: readonly (readonly [string, string])[]): string[] {
  const forwards = neighbours(dependencies, ([from, to]) => [from, to])
  const backwards = neighbours(dependencies, ([from, to]) => [to, from])
  const left = new Set(dependencies.flat())
  peel(left, forwards, backwards)
  peel(left, backwards, forwards)
  return [...left]
}

type Neighbours = ReadonlyMap<string, readonly string[]>

function neighbours(
  dependencies: readonly (readonly [string, string])[],
  turn: (pair: readonly [string, string]) => readonly [string, string],
): Neighbours {
  const lists = new Map<string, string[]>()
  for (const pair of dependencies) {
    const [from, to] = turn(pair)
    const list = lists.get(from)
    if (list) list.push(to)
    else lists.set(from, [to])
  }
  return lists
}

/** Takes away every reference that no reference still left points to. */
function peel(left: Set<string>, forwards: Neighbours, backwards: Neighbours): void {
  const pointers = new Map<string, number>()
  const ready: string[] = []
  for (const one of left) {
    const count = (backwards.get(one) ?? []).filter((from) => left.has(from)).length
    pointers.set(one, count)
    if (count === 0) ready.push(one)
  }
  for (let one = ready.pop(); one !== undefined; one = ready.pop()) {
    left.delete(one)
    for (const to of forwards.get(one) ?? []) {
      const count = (pointers.get(to) ?? 0) - 1
      pointers.set(to, count)
      if (count === 0 && left.has(to)) ready.push(to)
    }
  }
}
