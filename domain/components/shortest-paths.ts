/**
 * The shortest ways from what the product names itself to one component, at most five, one for each component that
 * names it directly. Where the product names nothing, whatever nobody depends on counts as named by it. One walk over
 * the graph, circles and all; no recursion.
 */
export function shortestPaths(asked: {
  readonly needs: ReadonlyMap<number, readonly number[]>
  readonly roots: readonly number[]
  readonly target: number
}): { readonly paths: readonly (readonly number[])[]; readonly parents: number } {
  const { needs, target } = asked
  const roots = asked.roots.length > 0 ? asked.roots : rootsOf(needs)
  const before = new Map<number, number | null>()
  const queue: number[] = []
  for (const root of roots) {
    if (before.has(root)) continue
    before.set(root, null)
    queue.push(root)
  }
  for (let at = 0; at < queue.length; at++) {
    const from = queue[at]
    if (from === undefined || from === target) continue
    for (const to of needs.get(from) ?? []) {
      if (before.has(to)) continue
      before.set(to, from)
      queue.push(to)
    }
  }
  const parents: number[] = []
  for (const [from, list] of needs) if (from !== target && list.includes(target)) parents.push(from)
  const reached = parents.filter((parent) => before.has(parent))
  const paths = reached.map((parent) => [...wayTo(parent, before), target])
  if (roots.includes(target)) paths.push([target])
  paths.sort((left, right) => left.length - right.length || compareWays(left, right))
  // A way through the component itself is no way to it.
  const straight = paths.filter((path) => path.indexOf(target) === path.length - 1)
  return { paths: straight.slice(0, pathsMax), parents: parents.length }
}

const pathsMax = 5

function rootsOf(needs: ReadonlyMap<number, readonly number[]>): number[] {
  const needed = new Set<number>()
  for (const list of needs.values()) for (const to of list) needed.add(to)
  return [...needs].flatMap(([position, list]) => (list.length > 0 && !needed.has(position) ? position : []))
}

function wayTo(position: number, before: ReadonlyMap<number, number | null>): number[] {
  const way: number[] = []
  for (let at: number | null | undefined = position; at !== null && at !== undefined; at = before.get(at))
    way.push(at)
  return way.reverse()
}

function compareWays(left: readonly number[], right: readonly number[]): number {
  for (let at = 0; at < left.length; at++) {
    const step = (left[at] ?? 0) - (right[at] ?? 0)
    if (step !== 0) return step
  }
  return 0
}
