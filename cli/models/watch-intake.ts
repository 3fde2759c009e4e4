import type { Endpoint } from '@maek/domain/endpoint.ts'
import { type intakeProgress, intakeStepWords, type progressToken } from '@maek/domain/models/intake-words.ts'
import type { z } from 'zod'
import { call } from '../call.ts'
import type { Connection } from '../connection.ts'
import { whileWatched } from '../while-watched.ts'

type Watched = {
  /** The number the table was sent under. */
  readonly progress: string
  /** Tells how far it is. */
  readonly asks: Endpoint<z.ZodObject<{ progress: typeof progressToken }>, typeof intakeProgress>
}

/** While somebody watches, a line tells what the server is doing. */
export async function watchIntake<T>(
  connection: Connection,
  { progress, asks }: Watched,
  work: () => Promise<T>,
): Promise<T> {
  const { terminal, language } = connection
  let shown = ''
  const look = async (isOver: () => boolean) => {
    const told = await call(connection, asks, { input: { progress } })
    if (isOver() || !told.ok || told.value.step === 'unknown') return
    const { step, part } = told.value
    const share = part > 0 ? ` ${Math.floor(part * 100)} %` : ''
    const line = `${intakeStepWords[step][language]}${share}`
    if (line === shown) return
    // The line before is written over: as wide as the longest of them.
    terminal.error(`\r${line.padEnd(60)}`)
    shown = line
  }
  try {
    return await whileWatched(connection, look, work)
  } finally {
    if (terminal.watched) terminal.error(`\r${' '.repeat(70)}\r`)
  }
}
