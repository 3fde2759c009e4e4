import { Worker } from 'node:worker_threads'
import { type Answer, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'

/** Less than this is read in place: in a few milliseconds, where a thread takes some hundred to start. */
export const inPlaceBytesMax = 64_000

/**
 * What one thread may hold: a hostile file ends its thread with a refusal, not the house. Young objects get more room
 * than V8 gives a thread: what a file was parsed into is garbage soon after, and collecting it costs a tenth less.
 */
const limits = { maxOldGenerationSizeMb: 3072, maxYoungGenerationSizeMb: 64 }

export const tooMuchMemory = refuse(
  'too-large',
  say(
    '이 파일을 읽는 데 메모리가 너무 많이 듭니다. 나누어 올리십시오.',
    'Reading this file takes too much memory. Split it and upload the parts.',
  ),
  'body',
)

/**
 * Runs a program of ours beside the event loop: it gets `input` as its workerData and posts one Answer. For work of
 * more than some milliseconds, since while it runs here nobody else is served.
 */
export function answerInThread<T>(program: URL, input: unknown): Promise<Answer<T>> {
  return new Promise((answer, fail) => {
    const thread = openThread(program, input)
    // Our own program posts nothing else.
    thread.once('message', (message: Answer<T>) => answer(message))
    thread.once('error', (error) => (isOutOfMemory(error) ? answer(tooMuchMemory) : fail(error)))
    thread.once('exit', (code) => fail(new Error(`a thread ended without an answer (${code})`)))
  })
}

/**
 * Runs a program that posts parts one by one, each only after the one before was taken, so that no more than one
 * waits in memory; a last message `null` ends it. An Answer that refuses ends it too.
 */
export async function* partsInThread<T>(program: URL, input: unknown): AsyncGenerator<Answer<T>> {
  const thread = openThread(program, input)
  try {
    for (;;) {
      const part = await nextMessage<T>(thread)
      if (part === null) return
      yield part
      if (!part.ok) return
      thread.postMessage('next')
    }
  } finally {
    await thread.terminate()
  }
}

function nextMessage<T>(thread: Worker): Promise<Answer<T> | null> {
  const wait = Promise.withResolvers<Answer<T> | null>()
  const onMessage = (message: Answer<T> | null) => wait.resolve(message)
  const onError = (error: unknown) =>
    isOutOfMemory(error)
      ? wait.resolve(tooMuchMemory)
      : wait.reject(error instanceof Error ? error : new Error(String(error)))
  const onExit = () => wait.reject(new Error('a thread ended before its last part'))
  thread.on('message', onMessage).on('error', onError).on('exit', onExit)
  // Not removeAllListeners: the thread's own port listens too.
  return wait.promise.finally(() =>
    thread.off('message', onMessage).off('error', onError).off('exit', onExit),
  )
}

/** Nothing of the environment goes along: what reads foreign bytes needs no database password. */
export const threadOptions = { env: {}, execArgv: [], resourceLimits: limits }

function openThread(program: URL, input: unknown): Worker {
  return new Worker(program, { ...threadOptions, workerData: input })
}

export function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}
