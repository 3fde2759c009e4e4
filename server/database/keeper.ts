import { Socket } from 'node:net'
import { type Answer, accept, type Refusal, refuse } from '@maek/domain/refusal.ts'
import { say, type Words } from '@maek/domain/words.ts'
import pg from 'pg'
import { loginOf, type PostmasterPlace, startPostmaster, stopPostmaster } from './postmaster.ts'

export type Log = (words: Words) => void

export type KeepOptions = {
  readonly log?: Log
  /** Called once if the server dies again and again and is left down. */
  readonly onGivenUp?: (because: Refusal) => void
}

export type Kept = { readonly socketFolder: string; readonly stop: () => Promise<void> }

type Tether = { readonly client: pg.Client; readonly socket: Socket }

const deathsMax = 5
const deathWindowMs = 60_000

/**
 * Starts the server and keeps it up. One idle connection, the tether, tells at once when the server is gone,
 * whether it is our child or was found running. After five deaths within a minute the keeper gives up.
 */
export async function keepRunning(place: PostmasterPlace, options: KeepOptions): Promise<Answer<Kept>> {
  const log = options.log ?? (() => undefined)
  const deaths: number[] = []
  let current = place
  let isStopping = false
  let tether: Tether | undefined
  let mending: Promise<void> | undefined

  const startAndTie = async (): Promise<Answer<null>> => {
    for (;;) {
      const started = await startPostmaster(current)
      if (!started.ok) return started
      // A server found running listens where it was told to at its start; addresses given out must stay true.
      current = { ...place, socketFolder: started.value.socketFolder }
      tether = await tie(current.socketFolder, onDeath)
      if (tether !== undefined) return accept(null)
      if (isTooMuch()) return refuseEndless(place.logFile)
    }
  }
  const onDeath = () => {
    if (!isStopping) mending = mend()
  }
  const isTooMuch = () => {
    deaths.push(performance.now())
    return deaths.filter((at) => at > performance.now() - deathWindowMs).length > deathsMax
  }
  const mend = async () => {
    log(
      say(
        '데이터베이스 연결이 끊겨 다시 시작합니다.',
        'The connection to the database was lost; starting it again.',
      ),
    )
    const answer = isTooMuch() ? refuseEndless(place.logFile) : await startAndTie()
    if (answer.ok || isStopping) return
    log(answer.refusal.because)
    options.onGivenUp?.(answer.refusal)
  }

  const first = await startAndTie()
  if (!first.ok) return first
  const stop = async () => {
    isStopping = true
    await mending
    tether?.socket.ref() // or Node could leave before the farewell
    await tether?.client.end().catch(() => undefined) // gone with a dying server is as good
    await stopPostmaster(place.folder)
  }
  return accept({ socketFolder: current.socketFolder, stop })
}

/** A connection that does not keep Node alive; `onEnd` is called once, when it ends. Undefined: died meanwhile. */
async function tie(socketFolder: string, onEnd: () => void): Promise<Tether | undefined> {
  const socket = new Socket()
  const client = new pg.Client({ ...loginOf(socketFolder), database: 'postgres', stream: () => socket })
  client.on('error', () => undefined) // an 'end' follows every error
  try {
    await client.connect()
  } catch {
    return undefined
  }
  client.once('end', onEnd)
  socket.unref()
  return { client, socket }
}

function refuseEndless(where: string): Answer<never> {
  return refuse(
    'unavailable',
    say(
      `데이터베이스가 거듭 멈추어 더는 다시 시작하지 않습니다. 원인을 확인한 뒤 맥을 다시 시작하십시오: ${where}`,
      `The database keeps stopping and is not started again. Find the cause, then restart Maek: ${where}`,
    ),
  )
}
