import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { availableParallelism, totalmem } from 'node:os'
import { join } from 'node:path'
import { type Answer, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { runChild } from './child.ts'
import { duckMegabytesFor, heldMegabytesOf } from './memory.ts'
import type { EngineLimits, Log, RunOptions } from './run-options.ts'
import { openFairTurns } from './turns.ts'
import type { EngineTask, Found } from './work.ts'

/**
 * Heavy sums over predictions, each job in a process of its own: whatever a file does to it, the house goes on
 * serving. A job that crashes, takes too long or too much memory ends with a refusal.
 */
export type Engine = {
  readonly run: <T extends EngineTask>(task: T, options: RunOptions) => Promise<Answer<Found<T>>>
  /** Kills what runs, refuses what waits, and waits until their folders are gone. */
  readonly close: () => Promise<void>
}

export type EngineOptions = { readonly log: Log; readonly limits?: Partial<EngineLimits> }

/** One job has all cores; two at once would be no sooner done and need twice the memory. */
export function engineLimits(): EngineLimits {
  const megabytes = totalmem() / 2 ** 20
  const processMegabytes = Math.floor(Math.min(4096, megabytes * 0.6))
  return {
    jobsMax: 1,
    waitingMax: 200,
    organisationWaitingMax: 20,
    threads: availableParallelism(),
    duckMegabytes: Math.floor(processMegabytes * 0.4),
    processMegabytes,
    msMax: 30 * 60_000,
    bounds: {},
  }
}

/** Opens the engine; its jobs work in `folder`, which is emptied first: nothing in it outlives a server. */
export function openEngine(folder: string, told: EngineOptions): Engine {
  const limits = { ...engineLimits(), ...told.limits }
  const swept = rm(folder, { recursive: true, force: true })
  const closing = new AbortController()
  const turns = openFairTurns(limits)

  async function work<T extends EngineTask>(task: T, options: RunOptions): Promise<Answer<Found<T>>> {
    await swept
    const own = join(folder, randomUUID())
    await mkdir(own, { recursive: true, mode: 0o700 })
    try {
      const signal = AbortSignal.any([closing.signal, ...(options.signal ? [options.signal] : [])])
      const { threads, bounds } = limits
      const memoryMegabytes = duckMegabytesFor(task, limits)
      const heldMegabytes = heldMegabytesOf(limits)
      const order = { task, folder: own, threads, memoryMegabytes, heldMegabytes, bounds }
      // The child answers a task with what EngineWork says of it.
      return (await runChild(order, { ...options, signal, limits, log: told.log })) as Answer<Found<T>>
    } finally {
      await rm(own, { recursive: true, force: true })
    }
  }

  return {
    run: (task, options) => {
      if (closing.signal.aborted) return Promise.resolve(closed)
      const { organisation } = options
      const crowd = turns.crowd(organisation)
      if (crowd === 'organisation') return Promise.resolve(tooManyOfYours(limits.organisationWaitingMax))
      if (crowd === 'all') return Promise.resolve(busy)
      options.onProgress?.({ step: 'waiting', part: 0 })
      return turns.take(organisation, () => work(task, options))
    },
    close: async () => {
      closing.abort()
      await turns.idle()
      await swept
    },
  }
}

const closed = refuse(
  'unavailable',
  say(
    '서버가 종료되는 중입니다. 다시 시작된 뒤에 시도하십시오.',
    'The server is stopping. Try again when it is back.',
  ),
)
const busy = refuse(
  'unavailable',
  say(
    '대기 중인 계산이 너무 많습니다. 잠시 뒤 다시 시도하십시오.',
    'Too many computations wait. Try again soon.',
  ),
)

function tooManyOfYours(waitingMax: number): Answer<never> {
  return refuse(
    'unavailable',
    say(
      `이 조직의 계산 ${waitingMax}건이 이미 차례를 기다리고 있습니다. 그 계산이 끝난 뒤 다시 시도하십시오.`,
      `${waitingMax} computations of your organisation wait for their turn already. Try again when they are done.`,
    ),
  )
}
