/** One at a time for each name, in the order they came: two batches of a model must see one another. */
export type Turns = { readonly take: <A>(name: string, work: () => Promise<A>) => Promise<A> }

export function openTurns(): Turns {
  const last = new Map<string, Promise<unknown>>()
  return {
    take: (name, work) => {
      const before = last.get(name) ?? Promise.resolve()
      const run = before.then(work, work)
      const done = run
        .catch(() => undefined) // Whoever asked is told; the next one begins all the same.
        .then(() => {
          if (last.get(name) === done) last.delete(name)
        })
      last.set(name, done)
      return run
    },
  }
}
