/* When checkpoints are signed: one after the other for an organisation, and moments after an act asked for one. */

const pauseMs = 500
const pauseMsMax = 60_000

export type Turns<T> = {
  /** Begins when the run before it has ended, well or badly: it sees everything committed before the call. */
  readonly run: (organisation: string) => Promise<T>
  readonly running: () => readonly Promise<T>[]
}

export function openTurns<T>(work: (organisation: string) => Promise<T>): Turns<T> {
  const pending = new Map<string, Promise<T>>()
  return {
    run: (organisation) => {
      const before = pending.get(organisation) ?? Promise.resolve(null)
      const mine = before.catch(() => null).then(() => work(organisation))
      pending.set(organisation, mine)
      const forget = () => {
        if (pending.get(organisation) === mine) pending.delete(organisation)
      }
      mine.then(forget, forget)
      return mine
    },
    running: () => [...pending.values()],
  }
}

export type Rhythm = {
  /** One run covers any number of acts: at most one every `pauseMs`, and always one after the last act. */
  readonly wanted: (organisation: string) => void
  /** Runs at once what is wanted, and waits until nothing runs any more. */
  readonly idle: () => Promise<void>
}

export function openRhythm(turns: Turns<unknown>, failed: (error: unknown) => void): Rhythm {
  const again = new Map<string, Promise<void>>()
  const hurry = new Map<string, () => void>()
  let idling = 0

  function wanted(organisation: string, waitMs: number): void {
    if (again.has(organisation)) return
    const due = new Promise<void>((done) => {
      const timer = setTimeout(done, waitMs)
      hurry.set(organisation, () => {
        clearTimeout(timer)
        done()
      })
    })
    const signing = due
      .then(() => {
        again.delete(organisation)
        hurry.delete(organisation)
        return turns.run(organisation)
      })
      .then(
        () => undefined,
        (error: unknown) => {
          failed(error)
          // The last act must not stay unsigned because the signer was away for a moment; longer and longer apart.
          if (idling === 0) wanted(organisation, Math.min(waitMs * 2, pauseMsMax))
        },
      )
    again.set(organisation, signing)
  }

  return {
    wanted: (organisation) => wanted(organisation, pauseMs),
    idle: async () => {
      idling += 1
      for (const now of hurry.values()) now()
      while (turns.running().length > 0 || again.size > 0)
        await Promise.allSettled([...turns.running(), ...again.values()])
      idling -= 1
    },
  }
}
