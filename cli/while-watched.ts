import type { Connection } from './connection.ts'

const lookedEveryMs = 400

/**
 * While somebody watches and the server works, looks again and again at how far it is; asked for, never guessed. A look
 * that comes back after the work has nothing to tell any more.
 */
export async function whileWatched<T>(
  { terminal }: Connection,
  look: (isOver: () => boolean) => Promise<void>,
  work: () => Promise<T>,
): Promise<T> {
  if (!terminal.watched) return work()
  let ended = false
  const watch = async () => {
    for (;;) {
      await terminal.wait(lookedEveryMs)
      if (ended) return
      await look(() => ended)
    }
  }
  const watching = watch()
  try {
    return await work()
  } finally {
    ended = true
    await watching
  }
}
