import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

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

/** Starts the signer process on its own folder; if it dies it is started again at the next request. */
export function openSigner(folder: string): Signer {
  let child: ChildProcess | null = null
  let last = 0
  const waiting = new Map<number, { answer: (reply: SignerReply) => void; fail: (error: Error) => void }>()

  function running(): ChildProcess {
    if (child && child.exitCode === null) return child
    const started = spawn(
      process.execPath,
      [fileURLToPath(new URL('./signer-process.ts', import.meta.url)), folder],
      {
        stdio: ['pipe', 'pipe', 'inherit'],
        // Nothing of the server's environment: no database password reaches the signer.
        env: { PATH: process.env['PATH'] ?? '' },
      },
    )
    createInterface({ input: started.stdout }).on('line', (line) => {
      const reply = JSON.parse(line) as SignerReply // our own child writes nothing else
      waiting.get(reply.id)?.answer(reply)
      waiting.delete(reply.id)
    })
    started.on('exit', () => {
      for (const { fail } of waiting.values()) fail(new Error('the signer process ended'))
      waiting.clear()
    })
    child = started
    return started
  }

  return {
    ask: (request) =>
      new Promise((answer, fail) => {
        last += 1
        const id = last
        waiting.set(id, { answer, fail })
        running().stdin?.write(`${JSON.stringify({ ...request, id })}\n`)
      }),
    stop: async () => {
      if (!child || child.exitCode !== null) return
      const ended = new Promise((done) => child?.once('exit', done))
      child.stdin?.end()
      await ended
    },
  }
}
