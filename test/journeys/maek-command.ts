import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { z } from 'zod'
import { type HouseProcess, type Place, root } from './house-process.ts'

export type Ran = { readonly exit: number | null; readonly out: string; readonly error: string }

/** `maek …` as a process of its own, told where the house is by its data folder alone, as on a maker's machine. */
export function maek(place: Place, ...args: readonly string[]): Promise<Ran> {
  const program = [join(root, 'cli/bin.mjs'), ...args]
  const environment = { ...place.environment, LANG: 'en_US.UTF-8', LC_ALL: '', MAEK_DATA: place.folder }
  const child = spawn(process.execPath, program, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  let error = ''
  child.stdout.on('data', (part: Buffer) => {
    out += part.toString()
  })
  child.stderr.on('data', (part: Buffer) => {
    error += part.toString()
  })
  return new Promise((done, failed) => {
    child.once('error', failed)
    child.once('close', (exit) => done({ exit, out, error }))
  })
}

/** What `maek … --json` answers, in the shape its endpoint promises. Throws with all it said when it does not end well. */
export async function answerOf<S extends z.ZodType>(
  house: HouseProcess,
  shape: S,
  ...args: readonly string[]
): Promise<z.output<S>> {
  const { exit, out, error } = await maek(house.place, ...args, '--json')
  if (exit !== 0) throw new Error(`maek ${args.join(' ')} ended with ${exit}:\n${out}\n${error}`)
  return shape.parse(JSON.parse(out))
}
