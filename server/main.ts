import { setGlobalProxyFromEnv } from 'node:http'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { serve } from '@hono/node-server'
import { say, type Words } from '@maek/domain/words.ts'
import { warmSbomThreads } from './components/warm-threads.ts'
import { firstStart } from './first-start.ts'
import { handlers } from './handlers.ts'
import { openApp } from './http/app.ts'
import { serveWeb } from './http/static.ts'
import { openWatch } from './monitoring/schedule.ts'
import { listOrganisations } from './organisations.ts'
import { openHouse } from './start.ts'
import { openFeedSchedule } from './vulnerabilities/feeds/schedule.ts'
import { matchUnfinished } from './vulnerabilities/import.ts'
import { openRebuild, rebuildDecisions } from './vulnerabilities/rebuild.ts'
import { ensureWeb } from './web-build.ts'

/* `npm start`: opens the house, builds the web once, prints the address and, on first start, the way in. */

const { values } = parseArgs({
  options: {
    empty: { type: 'boolean', default: false },
    port: { type: 'string', default: process.env['PORT'] ?? '4173' },
    host: { type: 'string', default: process.env['HOST'] ?? '127.0.0.1' },
    data: { type: 'string', default: process.env['MAEK_DATA'] ?? 'data' },
  },
})

const tell = (words: Words) => process.stdout.write(`${words.ko}\n${words.en}\n`)
const log = (line: Readonly<Record<string, unknown>>) =>
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`)

// Behind a proxy the address people use is told by MAEK_URL.
const address =
  process.env['MAEK_URL'] ??
  `http://${values.host === '0.0.0.0' || values.host === '127.0.0.1' ? 'localhost' : values.host}:${values.port}`

// Feeds are fetched through the proxy that HTTPS_PROXY names, if any (NO_PROXY is honoured).
setGlobalProxyFromEnv()

// Files laid here are taken in as observations; off unless it is named.
const dropped = process.env['MAEK_DROP']
const dropFolder = dropped === undefined || dropped === '' ? null : { folder: resolve(dropped) }

const web = await ensureWeb(tell)
const opened = await openHouse({
  folder: resolve(values.data),
  address,
  url: process.env['DATABASE_URL'],
  say: tell,
  log,
})
if (!opened.ok) {
  tell(opened.refusal.because)
  process.exit(1)
}
const house = opened.value
// After an upgrade, before anybody is served: a signed decision must never look lost.
await rebuildDecisions(house)
const app = openApp(house, handlers)
app.get('*', serveWeb(web))

const server = serve({ fetch: app.fetch, port: Number(values.port), hostname: values.host }, () => {
  begin().catch((error: unknown) => fail('start', error))
})
server.on('error', (error) => {
  if ('code' in error && error.code === 'EADDRINUSE') {
    const { port } = values
    tell(
      say(
        `${port}번 포트를 다른 프로그램이 쓰고 있습니다. npm start -- --port 다른번호 로 시작하십시오.`,
        `Port ${port} is in use. Start with another: npm start -- --port NUMBER`,
      ),
    )
  }
  fail('listen', error)
})

async function begin(): Promise<void> {
  await firstStart(house, { address, empty: values.empty, tell })
  await warmSbomThreads(house.sbomThreads)
  // An import of advisories that was cut off is finished before anybody misses a finding.
  await matchUnfinished(house)
  if (!stopping) rebuild = openRebuild(house)
  for (const { id } of await listOrganisations(house.database)) house.examiner.wanted(id)
  if (!stopping) schedule = openFeedSchedule(house)
  if (!stopping) watch = openWatch(house, dropFolder)
}

function fail(what: string, error: unknown): void {
  log({
    level: 'error',
    what,
    error: error instanceof Error ? (error.stack ?? error.message) : String(error),
  })
  void stop(1)
}

let stopping = false
let schedule: ReturnType<typeof openFeedSchedule> | null = null
let rebuild: ReturnType<typeof openRebuild> | null = null
let watch: ReturnType<typeof openWatch> | null = null
async function stop(code: number): Promise<void> {
  if (stopping) return
  stopping = true
  server.close()
  rebuild?.stop()
  await watch?.stop()
  await schedule?.stop()
  await rebuild?.done
  await house.close()
  process.exit(code)
}
process.on('SIGINT', () => void stop(0))
process.on('SIGTERM', () => void stop(0))
