import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { handlers } from '@maek/server/handlers.ts'
import { openApp } from '@maek/server/http/app.ts'
import { maek, type Ran } from '../cli/test/run.ts'
import { type StandingHouse, standingHouse } from './standing-house.ts'

export type ServedHouse = {
  readonly house: StandingHouse
  readonly address: string
  /** A folder to run in, with `data/cli-token` as the server's first start leaves it. */
  readonly folder: string
  /** Runs a command against the house. */
  readonly run: (...args: string[]) => Promise<Ran>
  readonly close: () => Promise<void>
}

/** A real house behind a real port, and the token file that lets the command line in. */
export async function servedHouse(): Promise<ServedHouse> {
  const house = await standingHouse()
  const app = openApp(house, handlers)
  const { address, close } = await listening((begun) =>
    serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => begun(port)),
  )
  const folder = await mkdtemp(join(tmpdir(), 'maek-cli-'))
  const token = await house.people.localToken(house.organisation.id)
  await writeFile(join(folder, 'cli-token'), `${address}\n${token}\n`)
  return {
    house,
    address,
    folder,
    run: (...args) => maek(args, { folder, environment: { LANG: 'en_US.UTF-8', MAEK_DATA: folder } }),
    close: async () => {
      await close()
      await house.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

type Closing = { readonly close: (done: () => void) => unknown; readonly closeAllConnections?: () => void }

/** Waits for a server to listen; gives its address and how to end it at once, idle connections included. */
export async function listening(
  begin: (begun: (port: number) => void) => object,
): Promise<{ readonly address: string; readonly close: () => Promise<void> }> {
  const begun = Promise.withResolvers<number>()
  const server: object & Partial<Closing> = begin(begun.resolve)
  const port = await begun.promise
  return {
    address: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((done) => {
        server.closeAllConnections?.()
        if (server.close) server.close(() => done())
        else done()
      }),
  }
}
