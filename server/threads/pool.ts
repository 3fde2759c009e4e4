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
 * for a question that has waited this long.
 */
const patienceMs = 500

/**
 * A pool over a program of ours that answers each message with one Answer. A question that takes longer than
 * `taskMsMax` ends its thread with a refusal: whatever bytes somebody builds, the time they can take is bounded.
 */
export function openThreads(
  program: URL,
  told: { readonly threadsMax: number; readonly taskMsMax: number },
): ThreadPool {
  const idle: Worker[] = []
  const waiting: Asked[] = []
  const threads = new Set<Worker>()
  let closed = false
  let later: NodeJS.Timeout | undefined

  function next(): void {
    const [asked] = waiting
    if (!asked || closed) return
    const free = idle.pop() ?? (isDue(asked) ? start() : undefined)
    if (!free) {
      if (threads.size < told.threadsMax) lookAgain(asked)
      return
    }
    waiting.shift()
    void give(free, asked)
    next()
  }

  function isDue({ since }: Asked): boolean {
    return threads.size === 0 || (threads.size < told.threadsMax && performance.now() - since >= patienceMs)
  }

  function lookAgain({ since }: Asked): void {
    later ??= setTimeout(
      () => {
        later = undefined
        next()
      },
      Math.max(0, since + patienceMs - performance.now()) + 1,
    )
  }

  function start(): Worker {
    const thread = new Worker(program, threadOptions)
    threads.add(thread)
    thread.once('exit', () => {
      threads.delete(thread)
      const at = idle.indexOf(thread)
      if (at >= 0) idle.splice(at, 1)
      next()
    })
    return thread
  }

  async function give(thread: Worker, asked: Asked): Promise<void> {
    let isFit = false
    thread.ref()
    try {
      asked.answer(await answerOf(thread, asked.input, told.taskMsMax))
      isFit = asked.input.bytes.length < freshAfterBytes
    } catch (error) {
      settle(asked, error)
    }
    if (isFit && threads.has(thread)) {
      thread.unref() // A thread at rest keeps no process alive.
      idle.push(thread)
      next()
    } else await thread.terminate()
  }

  return {
    ask: (input) =>
      new Promise((answer, fail) => {
        waiting.push({ input, since: performance.now(), answer, fail })
        next()
      }),
    close: async () => {
      closed = true
      clearTimeout(later)
      for (const asked of waiting.splice(0)) asked.fail(new Error('the house is closing'))
      await Promise.all([...threads].map((thread) => thread.terminate()))
    },
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
