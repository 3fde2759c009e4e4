import { type ChildProcess, fork } from 'node:child_process'
import { readdir, readFile, stat } from 'node:fs/promises'
import { setPriority } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Answer, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { usualBounds } from './bounds.ts'
import type { EngineLimits, Log, RunOptions } from './run-options.ts'
import type { EngineMessage, EngineOrder } from './work.ts'

const program = fileURLToPath(new URL('./engine-process.ts', import.meta.url))
const lookMs = 100
const diskLookMs = 1_000
/** Behind the server in the queue for a core: people waiting for a page go first. */
const niceness = 5

type Run = Pick<RunOptions, 'onProgress' | 'onSpent'> & {
  readonly signal: AbortSignal
  readonly limits: EngineLimits
  readonly log: Log
}

/** One job in a fresh process. Never rejects for what the job did: only for what the machine cannot do at all. */
export function runChild(order: EngineOrder, run: Run): Promise<Answer<unknown>> {
  if (run.signal.aborted) return Promise.resolve(aborted)
  return new Promise((resolve) => {
    const child = start(run.limits)
    let answer: Answer<unknown> | null = null
    let said = ''
    const stop = (because: Answer<never>) => {
      answer ??= because
      child.kill('SIGKILL')
    }
    const onAbort = () => stop(aborted)
    run.signal.addEventListener('abort', onAbort, { once: true })
    const clock = setTimeout(() => stop(tooLong), run.limits.msMax)
    const look = setInterval(() => {
      void residentMegabytes(child).then((used) => used > run.limits.processMegabytes && stop(tooMuchMemory))
    }, lookMs)
    const { diskMegabytes } = { ...usualBounds, ...run.limits.bounds }
    const diskLook = setInterval(() => {
      void megabytesIn(order.folder).then((used) => used > diskMegabytes && stop(tooMuchDisk))
    }, diskLookMs)
    child.stderr?.on('data', (part: Buffer) => {
      said = (said + part.toString('utf8')).slice(-4000)
    })
    // Only our own program speaks on this channel.
    child.on('message', (message: EngineMessage) => {
      if (message.kind === 'progress') run.onProgress?.(message.progress)
      else if (message.kind === 'fault') said = message.because
      else {
        answer ??= message.answer
        run.onSpent?.(message.spent)
      }
    })
    child.on('error', (error) => {
      said = error.message
    })
    child.on('close', () => {
      clearTimeout(clock)
      clearInterval(look)
      clearInterval(diskLook)
      run.signal.removeEventListener('abort', onAbort)
      if (answer === null) run.log({ level: 'error', what: 'engine', task: order.task.task, error: said })
      resolve(answer ?? ended(said))
    })
    // A child that died at once is told by `close`.
    child.send(order, () => undefined)
  })
}

function start(limits: EngineLimits): ChildProcess {
  const child = fork(program, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // Nothing of the server's own settings, which hold its secrets.
    env: {
      PATH: process.env.PATH,
      TMPDIR: process.env.TMPDIR,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
    },
    execArgv: ['--disable-warning=ExperimentalWarning', `--max-old-space-size=${limits.processMegabytes}`],
  })
  // A child that could not be started has no number; its error is told by the event.
  if (child.pid !== undefined) setPriority(child.pid, niceness)
  return child
}

/** Memory of a process as Linux tells it; 0 where nobody tells. */
async function residentMegabytes({ pid }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '')
  const pages = Number(status.split(' ')[1] ?? 0)
  return Number.isFinite(pages) ? (pages * 4096) / 2 ** 20 : 0
}

/** What the job's folder takes. Files come and go while it works: one that is gone takes nothing. */
async function megabytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => [])
  const sizes = entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      stat(join(entry.parentPath, entry.name)).then(
        ({ size }) => size,
        () => 0,
      ),
    )
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1e6
}

const aborted = refuse('unavailable', say('계산을 멈추었습니다.', 'The computation was stopped.'))
const tooLong = refuse(
  'too-large',
  say('계산이 너무 오래 걸려 멈추었습니다.', 'The computation took too long and was stopped.'),
  'body',
)
const tooMuchMemory = refuse(
  'too-large',
  say(
    '계산에 메모리가 너무 많이 들어 멈추었습니다. 나누어 올리십시오.',
    'The computation took too much memory and was stopped. Split the file.',
  ),
  'body',
)
const tooMuchDisk = refuse(
  'too-large',
  say(
    '계산에 디스크가 너무 많이 들어 멈추었습니다. 나누어 올리십시오.',
    'The computation took too much disk space and was stopped. Split the file.',
  ),
  'body',
)

function ended(said: string): Answer<never> {
  if (/out of memory|heap limit|Allocation failed/i.test(said)) return tooMuchMemory
  return refuse(
    'unavailable',
    say(
      '계산 프로세스가 비정상 종료되었습니다. 서버에는 영향이 없고 아무것도 저장하지 않았습니다. 다시 시도하십시오.',
      'The process that computed this died. The server is unharmed and nothing was stored. Try again.',
    ),
  )
}
