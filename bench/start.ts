import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { BenchRow } from './row.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** From `npm start` to the first page answered: the first time (sample company and all) and the second. */
export async function benchStart(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'maek-bench-'))
  try {
    const first = await startOnce(folder, 4391)
    const second = await startOnce(folder, 4392)
    return [
      {
        what: 'first start with the sample company, web already built',
        measured: `${first.toFixed(2)} s`,
        ratio: null,
        bound: '',
        met: null,
      },
      {
        what: 'second start',
        measured: `${second.toFixed(2)} s`,
        ratio: null,
        bound: 'under 2 s',
        met: second < 2,
      },
      ...firstPage(),
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function startOnce(folder: string, port: number): Promise<number> {
  const from = performance.now()
  const server = spawn(
    process.execPath,
    [join(root, 'server/main.ts'), '--data', folder, '--port', String(port)],
    {
      stdio: 'ignore',
      // As `npm start` sets it: compiled code is kept from one start to the next.
      env: { ...process.env, NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/maek') },
    },
  )
  const ended = new Promise((done) => server.once('exit', done))
  try {
    for (;;) {
      const answer = await fetch(`http://localhost:${port}/api/health`).catch(() => null)
      if (answer?.ok) return (performance.now() - from) / 1000
      if (performance.now() - from > 120_000) throw new Error('the server did not start')
      await new Promise((done) => setTimeout(done, 20))
    }
  } finally {
    server.kill('SIGTERM')
    await ended
  }
}

/** JavaScript the browser must load before the first page shows: the entry and what it imports without being asked. */
function firstPage(): BenchRow[] {
  const dist = join(root, 'web/dist')
  const html = readFileSync(join(dist, 'index.html'), 'utf8')
  const entries = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map((match) => match[1] ?? '')
  const seen = new Set<string>()
  const load = (name: string) => {
    if (seen.has(name)) return
    seen.add(name)
    const text = readFileSync(join(dist, name), 'utf8')
    // Static imports only: `import(` is asked for later.
    for (const match of text.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) load(`assets/${match[1]}`)
  }
  for (const entry of entries) load(entry)
  const home = readdirSync(join(dist, 'assets')).find((name) => /^HomePage-.*\.js$/.test(name))
  if (home) load(`assets/${home}`)
  const bytes = [...seen].reduce(
    (sum, name) => sum + gzipSync(readFileSync(join(dist, name)), { level: 9 }).length,
    0,
  )
  return [
    {
      what: 'JavaScript for the first page (entry, its imports and the home page), gzipped',
      measured: `${(bytes / 1000).toFixed(0)} kB`,
      ratio: null,
      bound: 'at most 250 kB',
      met: bytes <= 250_000,
    },
  ]
}

if (import.meta.main)
  for (const row of await benchStart()) process.stdout.write(`${row.what}: ${row.measured}\n`)
