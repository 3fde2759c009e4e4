import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openEmbedded } from './embedded.ts'
import { openPool } from './pool.ts'

const program = fileURLToPath(new URL('../../test/writing-program.ts', import.meta.url))
const rounds = 3
const rowsBeforeDeath = 150

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maek-crash-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** Runs the writer until it has acknowledged enough rows, kills as told, and returns what was acknowledged. */
async function writeUntilKilled(
  first: number,
  kill: (writer: ChildProcess) => Promise<void>,
): Promise<number[]> {
  const writer = spawn(process.execPath, [program, folder, String(first)], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const ended = new Promise((resolve) => writer.once('close', resolve))
  const acknowledged: number[] = []
  let isDying: Promise<void> | undefined
  for await (const line of createInterface({ input: writer.stdout })) {
    acknowledged.push(Number(line))
    if (acknowledged.length === rowsBeforeDeath) isDying = kill(writer)
  }
  await isDying
  await ended
  expect(acknowledged.length).toBeGreaterThanOrEqual(rowsBeforeDeath)
  return acknowledged
}

async function postmasterPid(): Promise<number> {
  return Number((await readFile(join(folder, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0])
}

async function writtenRows(): Promise<Set<number>> {
  const opened = await openEmbedded({ folder })
  if (!opened.ok) throw new Error(opened.refusal.because.en)
  const pool = openPool({ url: opened.value.url })
  const found = await pool.query<{ number: number }>('select number from written')
  await pool.end()
  await opened.value.stop()
  return new Set(found.rows.map((row) => row.number))
}

async function killNode(writer: ChildProcess): Promise<void> {
  writer.kill('SIGKILL')
}

async function killDatabase(): Promise<void> {
  process.kill(await postmasterPid(), 'SIGKILL')
}

async function killBoth(writer: ChildProcess): Promise<void> {
  await killDatabase()
  writer.kill('SIGKILL')
}

const deaths = [
  { what: 'the server program', kill: killNode },
  { what: 'the database', kill: killDatabase },
  { what: 'both', kill: killBoth },
]

test.for(deaths)('an acknowledged row outlives the sudden death of $what', async ({ kill }) => {
  const acknowledged: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    // Death between commit and acknowledgement leaves one row nobody knows of: number on past it.
    const first = Math.max(-1, ...acknowledged) + 1_000
    acknowledged.push(...(await writeUntilKilled(first, kill)))
  }
  const rows = await writtenRows()
  expect(acknowledged.filter((number) => !rows.has(number))).toEqual([])
  await rm(join(folder, 'cluster'), { recursive: true })
})
