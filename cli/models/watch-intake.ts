import type { Endpoint } from '@maek/domain/endpoint.ts'
import { type intakeProgress, intakeStepWords, type progressToken } from '@maek/domain/models/intake-words.ts'
import type { z } from 'zod'
import { call } from '../call.ts'
import type { Connection } from '../connection.ts'

const askedEveryMs = 400

type Watched = {
  /** The number the table was sent under. */
  readonly progress: string
  /** Tells how far it is. */
  readonly asks: Endpoint<z.ZodObject<{ progress: typeof progressToken }>, typeof intakeProgress>
}

/** While somebody watches and the server works, a line tells what it is doing; asked for, never guessed. */
export async function watchIntake<T>(
  connection: Connection,
  { progress, asks }: Watched,
  work: () => Promise<T>,
): Promise<T> {
  const { terminal, language } = connection
  if (!terminal.watched) return work()
  let ended = false
  const watch = async () => {
    let shown = ''
    for (;;) {
      await terminal.wait(askedEveryMs)
      if (ended) return
      const told = await call(connection, asks, { input: { progress } })
      if (ended || !told.ok || told.value.step === 'unknown') continue
      const { step, part } = told.value
      const share = part > 0 ? ` ${Math.floor(part * 100)} %` : ''
      const line = `${intakeStepWords[step][language]}${share}`
      if (line === shown) continue
      // The line before is written over: as wide as the longest of them.
      terminal.error(`\r${line.padEnd(60)}`)
      shown = line
    }
  }
  const watching = watch()
  try {
    return await work()
  } finally {
    ended = true
    await watching
    terminal.error(`\r${' '.repeat(70)}\r`)
  }
}
