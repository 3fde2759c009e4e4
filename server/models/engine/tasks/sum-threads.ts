import { Worker } from 'node:worker_threads'
import type { BinaryTotals } from '@maek/domain/models/performance/stream/binary-sums.ts'
import type { Tallies } from '@maek/domain/models/performance/tally.ts'
import type { PackedRows } from './packed-rows.ts'
import { openPart, type SumOrder } from './sum-parts.ts'

/** Parts of an evaluation that are summed over the same rows. */
export type Sums = {
  readonly push: (rows: PackedRows) => Promise<void>
  /** What each part came to, in the order of the orders. */
  readonly finish: () => Promise<readonly (BinaryTotals | Tallies)[]>
  readonly close: () => Promise<void>
}

/** Rows that several threads may read; written only while none of them does. */
type Slot = { readonly scores: Float64Array; readonly words: readonly Uint32Array[] }

export type SumThreadInput = { readonly order: SumOrder; readonly slots: readonly Slot[] }
export type ToSumThread = { readonly slot: number; readonly length: number } | 'finish'
type FromSumThread = { readonly free: number } | { readonly found: BinaryTotals | Tallies }

/** Sums the parts one after another, here. */
export function sumHere(orders: readonly SumOrder[]): Sums {
  const parts = orders.map(openPart)
  return {
    push: async (rows) => {
      for (const part of parts) part.push(rows)
    },
    finish: async () => parts.map((part) => part.finish()),
    close: async () => undefined,
  }
}

/** As much as is handed over at once: a message costs more than a few rows are worth. */
const rowsOfSlot = 2 ** 17
const slotCount = 4

/** Sums each part in a thread of its own; `words` as in PackedRows. */
export function sumInThreads(words: number): (orders: readonly SumOrder[]) => Sums {
  return (orders) => {
    const threads = new SumThreads(orders, words)
    return {
      push: (rows) => threads.push(rows),
      finish: () => threads.finish(),
      close: () => threads.close(),
    }
  }
}

class SumThreads {
  private readonly slots: readonly Slot[]
  private readonly threads: readonly Worker[]
  /** How many threads still read each slot. */
  private readonly readers: number[]
  private readonly found: Promise<BinaryTotals | Tallies>[]
  private readonly failed: Promise<never>
  private onFree: (() => void) | null = null
  private slot = 0
  private filled = 0

  constructor(orders: readonly SumOrder[], words: number) {
    this.slots = Array.from({ length: slotCount }, () => ({
      scores: new Float64Array(new SharedArrayBuffer(8 * rowsOfSlot)),
      words: Array.from({ length: words }, () => new Uint32Array(new SharedArrayBuffer(4 * rowsOfSlot))),
    }))
    this.readers = this.slots.map(() => 0)
    const program = new URL('./sum-thread.ts', import.meta.url)
    const { slots } = this
    this.threads = orders.map((order) => {
      const workerData: SumThreadInput = { order, slots }
      return new Worker(program, { workerData, env: {}, execArgv: [] })
    })
    const failure = Promise.withResolvers<never>()
    this.failed = failure.promise
    // Whoever waits hears of it; where nobody waits any more, there is nobody to tell.
    this.failed.catch(() => undefined)
    this.found = this.threads.map((thread) => {
      const found = Promise.withResolvers<BinaryTotals | Tallies>()
      thread.on('error', failure.reject)
      thread.on('message', (message: FromSumThread) => {
        if ('found' in message) found.resolve(message.found)
        else this.release(message.free)
      })
      return found.promise
    })
  }

  async push({ length, scores, words }: PackedRows): Promise<void> {
    for (let from = 0; from < length; ) {
      if (this.readers[this.slot] !== 0) await this.free()
      const slot = this.slots[this.slot]
      if (!slot) throw new Error('no such slot')
      const to = Math.min(length, from + rowsOfSlot - this.filled)
      slot.scores.set(scores.subarray(from, to), this.filled)
      for (const [at, word] of words.entries()) slot.words[at]?.set(word.subarray(from, to), this.filled)
      this.filled += to - from
      from = to
      if (this.filled === rowsOfSlot) this.hand()
    }
  }

  async finish(): Promise<(BinaryTotals | Tallies)[]> {
    if (this.filled > 0) this.hand()
    this.tell('finish')
    return Promise.race([Promise.all(this.found), this.failed])
  }

  async close(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.terminate()))
  }

  /** Gives the rows of this slot to every thread, and goes on to the next. */
  private hand(): void {
    this.readers[this.slot] = this.threads.length
    this.tell({ slot: this.slot, length: this.filled })
    this.slot = (this.slot + 1) % slotCount
    this.filled = 0
  }

  private tell(message: ToSumThread): void {
    for (const thread of this.threads) thread.postMessage(message)
  }

  private release(slot: number): void {
    this.readers[slot] = (this.readers[slot] ?? 0) - 1
    if (this.readers[this.slot] === 0) this.onFree?.()
  }

  /** Until no thread reads this slot any more. */
  private free(): Promise<void> {
    const freed = new Promise<void>((done) => {
      this.onFree = () => {
        this.onFree = null
        done()
      }
    })
    return Promise.race([freed, this.failed])
  }
}
