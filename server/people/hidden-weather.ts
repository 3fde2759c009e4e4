import { AsyncLocalStorage } from 'node:async_hooks'
import type pg from 'pg'
import { weatherRefusal } from '../database/weather.ts'

type Heard = { weather?: unknown }

/** A pool that remembers what the world did to its queries, for a library that tells its callers less than it knows. */
export type ListeningPool = {
  readonly options: object
  readonly connect: () => Promise<pg.PoolClient>
  readonly end: () => Promise<void>
}

/**
 * better-auth answers “Failed to get session” to a database that is away and keeps the cause to its own log. So the pool
 * lent to it hears every failure, and `uncovered` throws the weather a failed piece of work met in place of its error;
 * then the door says 503 as everywhere (http/app.ts), not 500. Other errors pass unchanged.
 */
export function hearingWeather(pool: pg.Pool) {
  const works = new AsyncLocalStorage<Heard>()
  async function heard<T>(asked: Promise<T>): Promise<T> {
    try {
      return await asked
    } catch (error) {
      const work = works.getStore()
      if (work && weatherRefusal(error)) work.weather ??= error
      throw error
    }
  }
  const listening: ListeningPool = {
    options: pool.options,
    connect: async () => {
      const client = await heard(pool.connect())
      const query = (...asked: unknown[]) => heard<unknown>(Reflect.apply(client.query, client, asked))
      return new Proxy(client, {
        get: (own, name) => (name === 'query' ? query : Reflect.get(own, name)),
      })
    },
    end: () => pool.end(),
  }
  async function uncovered<T>(work: () => Promise<T>): Promise<T> {
    const hears: Heard = {}
    return works.run(hears, async () => {
      const answer = await work().catch((error: unknown) => {
        throw hears.weather ?? error
      })
      if (answer instanceof Response && answer.status >= 400 && hears.weather !== undefined)
        throw hears.weather
      return answer
    })
  }
  return { listening, uncovered }
}
