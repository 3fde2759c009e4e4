import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { type Answer, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { isOutOfMemory, threadOptions, tooMuchMemory } from './in-thread.ts'

/** Threads that stay: starting one costs more than reading most files. */
export type ThreadPool = {
  /** One question to a thread that is free, or to the first that becomes so. Never two at once to one thread. */
  readonly ask: <T>(input: ThreadInput) => Promise<Answer<T>>
  readonly close: () => Promise<void>
}

export type ThreadInput = { readonly bytes: Uint8Array; readonly purpose?: string; readonly id?: string }

type Asked = {
  readonly input: ThreadInput
  readonly since: number
  readonly answer: (answer: Answer<never>) => void
  readonly fail: (error: unknown) => void
}

/** After a file of this size a thread is let go: what it grew to would stay for ever. */
const freshAfterBytes = 16_000_000

/**
 * One thread keeps up with most, and each costs memory and a second of learning its program: a further one starts
 * for a question that has waited this long; where no processor is to spare, only if it waits behind one long question.
 */
const patienceMs = 500

/** Beside the event loop, the database and the first thread. */
const hasSpareProcessor = availableParallelism() > 2

/**
 * A pool over a program of ours that answers each message with one Answer. A question that takes longer than
 * `taskMsMax` ends its thread with a refusal: whatever bytes somebody builds, the time they can take is bounded.
 */
export function openThreads(program: URL, told: Bounds): ThreadPool {
  const threads = new Threads(program, told)
  return { ask: (input) => threads.ask(input), close: () => threads.close() }
}

type Bounds = { readonly threadsMax: number; readonly taskMsMax: number }

class Threads {
  private readonly program: URL
  private readonly bounds: Bounds
  private readonly idle: Worker[] = []
  private readonly waiting: Asked[] = []
  private readonly all = new Set<Worker>()
  /** Threads at work, and since when they are at their present question. */
  private readonly busy = new Map<Worker, number>()
  private closed = false
  private later: NodeJS.Timeout | undefined

  constructor(program: URL, bounds: Bounds) {
    this.program = program
    this.bounds = bounds
  }

  ask(input: Asked['input']): Promise<Answer<never>> {
    return new Promise((answer, fail) => {
      // Nobody would ever answer: whoever asks so late, and a close that waits for them, must not wait for ever.
      if (this.closed) return fail(new Error('the house is closing'))
      this.waiting.push({ input, since: performance.now(), answer, fail })
      this.next()
    })
  }

  async close(): Promise<void> {
    this.closed = true
    clearTimeout(this.later)
    for (const asked of this.waiting.splice(0)) asked.fail(new Error('the house is closing'))
    await Promise.all([...this.all].map((thread) => thread.terminate()))
  }

  private next(): void {
    const [asked] = this.waiting
    if (!asked || this.closed) return
    const free = this.idle.pop() ?? (this.isDue(asked) ? this.start() : undefined)
    if (!free) {
      if (this.all.size < this.bounds.threadsMax) this.lookAgain(asked)
      return
    }
    this.waiting.shift()
    void this.give(free, asked)
    this.next()
  }

  private isDue(asked: Asked): boolean {
    const { size } = this.all
    return size === 0 || (size < this.bounds.threadsMax && performance.now() >= this.dueAt(asked))
  }

  /** When a further thread may start for a question, unless one becomes free before. */
  private dueAt({ since }: Asked): number {
    return (hasSpareProcessor ? since : Math.max(since, ...this.busy.values())) + patienceMs
  }

  private lookAgain(asked: Asked): void {
    this.later ??= setTimeout(
      () => {
        this.later = undefined
        this.next()
      },
      Math.max(0, this.dueAt(asked) - performance.now()) + 1,
    )
  }

  private start(): Worker {
    const thread = new Worker(this.program, threadOptions)
    this.all.add(thread)
    thread.once('exit', () => {
      this.all.delete(thread)
      const at = this.idle.indexOf(thread)
      if (at >= 0) this.idle.splice(at, 1)
      this.next()
    })
    return thread
  }

  private async give(thread: Worker, asked: Asked): Promise<void> {
    let isFit = false
    thread.ref()
    this.busy.set(thread, performance.now())
    try {
      asked.answer(await answerOf(thread, asked.input, this.bounds.taskMsMax))
      isFit = asked.input.bytes.length < freshAfterBytes
    } catch (error) {
      settle(asked, error)
    }
    this.busy.delete(thread)
    if (isFit && this.all.has(thread)) {
      thread.unref() // A thread at rest keeps no process alive.
      this.idle.push(thread)
      this.next()
    } else await thread.terminate()
  }
}

/** Too long and too much are answers; anything else is a bug of ours. */
function settle(asked: Asked, error: unknown): void {
  if (error === tooSlow) asked.answer(tooSlow)
  else if (isOutOfMemory(error)) asked.answer(tooMuchMemory)
  else asked.fail(error)
}

function answerOf(thread: Worker, input: Asked['input'], msMax: number): Promise<Answer<never>> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => end(() => reject(tooSlow)), msMax)
    const onMessage = (message: Answer<never>) => end(() => resolve(message)) // Our own program posts nothing else.
    const onError = (error: unknown) => end(() => reject(error))
    const onExit = () => end(() => reject(new Error('a thread ended without an answer')))
    const end = (settle: () => void) => {
      clearTimeout(late)
      thread.off('message', onMessage).off('error', onError).off('exit', onExit)
      settle()
    }
    thread.on('message', onMessage).on('error', onError).on('exit', onExit)
    thread.postMessage(input)
  })
}

const tooSlow = refuse(
  'too-large',
  say(
    '이 파일을 읽는 데 시간이 너무 오래 걸립니다. 나누어 올리십시오.',
    'Reading this file takes too long. Split it and upload the parts.',
  ),
  'body',
)
