import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { SignerUnavailable } from './signer-unavailable.ts'

export type SignerRequest = { readonly id: number; readonly origin: string } & (
  | { readonly ask: 'held' }
  | {
      readonly ask: 'sign'
      readonly old: number
      readonly size: number
      readonly root: string
      readonly proof: readonly string[]
    }
)

export type SignerReply =
  | {
      readonly id: number
      readonly status: 200
      readonly verificationKey: string
      readonly size: number
      readonly root: string
    }
  | { readonly id: number; readonly status: 200; readonly verificationKey: string; readonly note: string }
  | { readonly id: number; readonly status: 409; readonly size: number; readonly because: string }
  | { readonly id: number; readonly status: 400 | 422 | 500; readonly because: string }

type Asked = SignerRequest extends infer R ? (R extends SignerRequest ? Omit<R, 'id'> : never) : never

/** The signer as the server sees it: it may ask, and it may be refused. */
export type Signer = {
  readonly ask: (request: Asked) => Promise<SignerReply>
  readonly stop: () => Promise<void>
}

type Waiting = {
  readonly line: string
  readonly answer: (reply: SignerReply) => void
  readonly fail: (error: Error) => void
  readonly triesLeft: number
}

/**
 * Starts the signer process on its own folder at the first request. What was asked of a signer that dies is asked
 * of the next one: to sign the same head again is no second signature, so asking twice is safe.
 */
export function openSigner(folder: string): Signer {
  let running: Running | null = null
  let last = 0

  function send(id: number, waiting: Waiting): void {
    running ??= startSigner(folder, (lost) => {
      running = null
      for (const [number, one] of lost) {
        if (one.triesLeft > 0) send(number, { ...one, triesLeft: one.triesLeft - 1 })
        else one.fail(new SignerUnavailable('the signer process ended'))
      }
    })
    running.send(id, waiting)
  }

  return {
    ask: (request) =>
      new Promise((answer, fail) => {
        last += 1
        const line = `${JSON.stringify({ ...request, id: last })}\n`
        send(last, { line, answer, fail, triesLeft: 2 })
      }),
    stop: async () => {
      await running?.stop()
    },
  }
}

type Running = {
  readonly send: (id: number, waiting: Waiting) => void
  readonly stop: () => Promise<void>
}

/** One signer process; `onEnd` is told once what it left unanswered. */
function startSigner(folder: string, onEnd: (unanswered: Map<number, Waiting>) => void): Running {
  const unanswered = new Map<number, Waiting>()
  const program = fileURLToPath(new URL('./signer-process.ts', import.meta.url))
  const child = spawn(process.execPath, [program, folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // Nothing of the server's environment: no database password reaches the signer.
    env: { PATH: process.env['PATH'] ?? '' },
  })
  // A line written to a signer that is just dying: the end below answers for it.
  child.stdin.on('error', () => undefined)
  createInterface({ input: child.stdout }).on('line', (line) => {
    const reply = JSON.parse(line) as SignerReply // our own child writes nothing else
    unanswered.get(reply.id)?.answer(reply)
    unanswered.delete(reply.id)
  })
  let ended = false
  const end = () => {
    if (ended) return
    ended = true
    onEnd(new Map(unanswered))
  }
  const closed = new Promise<void>((done) => {
    child.once('close', () => {
      end()
      done()
    })
    child.once('error', () => {
      end()
      done()
    })
  })
  return {
    send: (id, waiting) => {
      unanswered.set(id, waiting)
      child.stdin.write(waiting.line)
    },
    stop: async () => {
      child.stdin.end()
      await closed
    },
  }
}
