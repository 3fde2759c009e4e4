import { serve } from '@hono/node-server'
import { handlers } from '@maek/server/handlers.ts'
import { openApp } from '@maek/server/http/app.ts'
import type { OpenHouse } from '@maek/server/start.ts'
import { benchActor, fill, kindNamed } from './house.ts'

export type Asking = {
  /** Asks until told to stop; gives the 95th percentile of the answers in milliseconds. */
  readonly during: <T>(work: () => Promise<T>) => Promise<{ readonly done: T; readonly p95Ms: number }>
  readonly close: () => Promise<void>
}

const suppliers = 2000
const pauseMs = 20

const body = (name: string) => ({
  name,
  supplies: ['cloud'],
  offering: 'GPU 추론 클라우드',
  criticality: 'high',
  outsourcedProcess: false,
  handlesPersonalData: true,
  country: '대한민국',
})

/** The whole house over HTTP with a company's records in it: lists, a record, a search, and every fourth time a write. */
export async function askedHouse(house: OpenHouse): Promise<Asking> {
  const actor = await benchActor(house)
  const kind = kindNamed('supplier')
  const bodyOf = (n: number) => ({ kind, body: body(`가온클라우드 ${n}`) })
  const [id] = await fill(house, actor, { count: suppliers, bodyOf })
  const token = await house.people.localToken(actor.organisation)
  const begun = Promise.withResolvers<number>()
  const server = serve(
    { fetch: openApp(house, handlers).fetch, port: 0, hostname: '127.0.0.1' },
    ({ port }) => {
      begun.resolve(port)
    },
  )
  const address = `http://127.0.0.1:${await begun.promise}/api`
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const asked = [
    { path: '/records/supplier?limit=50&sort=updatedAt' },
    { path: `/records/supplier/${id}` },
    { path: '/search?q=%EA%B0%80%EC%98%A8' },
    { path: '/records/supplier', method: 'POST' },
  ] as const
  const ask = async (n: number) => {
    const { path, ...rest } = asked[n % asked.length] ?? asked[0]
    const sent = 'method' in rest ? { ...rest, body: JSON.stringify({ body: body(`새 공급자 ${n}`) }) } : {}
    const answer = await fetch(address + path, { headers, ...sent })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`)
  }
  for (let n = 0; n < 20; n += 1) await ask(n)
  return {
    during: async (work) => {
      const took: number[] = []
      let isOver = false
      const asking = (async () => {
        for (let n = 0; !isOver; n += 1) {
          const from = performance.now()
          await ask(n)
          took.push(performance.now() - from)
          await new Promise((resolve) => setTimeout(resolve, pauseMs))
        }
      })()
      const done = await work().finally(() => {
        isOver = true
      })
      await asking
      took.sort((a, b) => a - b)
      return { done, p95Ms: took[Math.ceil(took.length * 0.95) - 1] ?? Number.NaN }
    },
    close: () =>
      new Promise((done) => {
        server.close(() => {
          done()
        })
      }),
  }
}
