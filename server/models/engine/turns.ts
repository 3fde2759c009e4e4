/** Why a job was not let into the queue: too many of its own organisation wait, or too many of all. */
export type Crowd = 'organisation' | 'all'

export type TurnLimits = {
  readonly jobsMax: number
  readonly waitingMax: number
  readonly organisationWaitingMax: number
}

export type FairTurns = {
  /** Null when it may wait. */
  readonly crowd: (organisation: string) => Crowd | null
  readonly take: <A>(organisation: string, work: () => Promise<A>) => Promise<A>
  readonly idle: () => Promise<void>
}

/**
 * So many at once. Organisations that wait take turns, one job each, so that many jobs of one delay another by one job
 * at most; within an organisation jobs run in the order they came.
 */
export function openFairTurns({ jobsMax, waitingMax, organisationWaitingMax }: TurnLimits): FairTurns {
  // A Map keeps the order of its keys: the organisation whose turn is next stands first.
  const queues = new Map<string, (() => void)[]>()
  const running = new Set<Promise<unknown>>()
  const waitingOf = (organisation: string) => queues.get(organisation)?.length ?? 0
  const next = () => {
    while (running.size < jobsMax) {
      const [first] = queues
      if (!first) return
      const [organisation, [begin, ...rest]] = first
      queues.delete(organisation)
      if (rest.length > 0) queues.set(organisation, rest)
      begin?.()
    }
  }
  return {
    crowd: (organisation) => {
      if (waitingOf(organisation) >= organisationWaitingMax) return 'organisation'
      const all = [...queues.values()].reduce((sum, queue) => sum + queue.length, 0)
      return all >= waitingMax ? 'all' : null
    },
    take: <A>(organisation: string, work: () => Promise<A>): Promise<A> =>
      new Promise<A>((resolve, reject) => {
        const begin = () => {
          const job = work()
            .then(resolve, reject)
            .finally(() => {
              running.delete(job)
              next()
            })
          running.add(job)
        }
        queues.set(organisation, [...(queues.get(organisation) ?? []), begin])
        next()
      }),
    idle: async () => {
      while (running.size > 0) await Promise.all(running)
    },
  }
}
