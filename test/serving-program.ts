// A whole server that dies. It reads its modules, waits for a line on its input (so that a test can have the next
// one ready), opens the house on the folder given, makes an organisation at the first start, and serves. It says
// its port and a token for programs, and asks for death by nobody's hand but that of a crash test (`server/**/*crash.test.ts`).
import { once } from 'node:events'
import { enableCompileCache } from 'node:module'

enableCompileCache()
const { serve } = await import('@hono/node-server')
const { say } = await import('@maek/domain/words.ts')
const { componentHandlers } = await import('@maek/server/components/handlers.ts')
const { openApp } = await import('@maek/server/http/app.ts')
const { recordHandlers } = await import('@maek/server/records/handlers.ts')
const { createOrganisation, listOrganisations } = await import('@maek/server/organisations.ts')
const { openHouse } = await import('@maek/server/start.ts')

await once(process.stdin, 'data')
const opened = await openHouse({
  folder: process.argv[2] ?? '',
  address: 'http://localhost:4173',
  say: () => undefined,
  log: (line) => process.stderr.write(`${JSON.stringify(line)}\n`),
})
if (!opened.ok) throw new Error(opened.refusal.because.en)
const house = opened.value
const [first] = await listOrganisations(house.database)
const organisation =
  first ??
  (await createOrganisation(house.database, { name: say('시험', 'Test'), sample: false, at: house.now() }))
const token = await house.people.localToken(organisation.id)
const app = openApp(house, [...recordHandlers, ...componentHandlers])
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
  process.stdout.write(`${JSON.stringify({ port, token, organisation: organisation.id })}\n`)
})
process.on('SIGTERM', () => void house.close().then(() => process.exit(0)))
