import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Embedded, type EmbeddedOptions, openEmbedded } from './embedded.ts'
import { openPool } from './pool.ts'

let root = ''
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'maek-embedded-'))
  await chmod(root, 0o755)
})
afterAll(() => rm(root, { recursive: true }))

async function open(options: EmbeddedOptions): Promise<Embedded> {
  const opened = await openEmbedded(options)
  if (!opened.ok) throw new Error(opened.refusal.because.en)
  return opened.value
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const pool = openPool({ url, connectionsMax: 1 })
  try {
    return (await pool.query<unknown[]>({ text: sql, rowMode: 'array' })).rows.flat()
  } finally {
    await pool.end()
  }
}

async function postmasterPid(folder: string): Promise<number> {
  return Number((await readFile(join(folder, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0])
}

test('what was written is there after a clean stop and a new start', async () => {
  const folder = join(root, 'plain')
  const first = await open({ folder })
  await ask(first.url, 'create table kept as select 7 as number')
  await first.stop()
  await first.stop()
  const second = await open({ folder })
  expect(await ask(second.url, 'select number from kept')).toEqual([7])
  await second.stop()
})

test('the server is durable, checksummed, in UTF-8, knows Korean letters and has no TCP port', async () => {
  const embedded = await open({ folder: join(root, 'settings') })
  const sql = `select array[current_setting('fsync'), current_setting('full_page_writes'),
    current_setting('synchronous_commit'), current_setting('data_checksums'), current_setting('server_encoding'),
    current_setting('listen_addresses'), current_setting('timezone')]`
  expect(await ask(embedded.url, sql)).toEqual([['on', 'on', 'on', 'on', 'UTF8', '', 'UTC']])
  await ask(embedded.url, 'create extension pg_trgm')
  expect(await ask(embedded.url, `select similarity('의료기기', '의료기기 소프트웨어') > 0.3`)).toEqual([
    true,
  ])
  await embedded.stop()
})

test('only the account of the database and root can reach its files and socket', async () => {
  const folder = join(root, 'private')
  const embedded = await open({ folder })
  for (const part of ['cluster', 'socket']) {
    const found = await stat(join(folder, part))
    expect(found.mode & 0o777).toBe(0o700)
    // PostgreSQL never runs as root, even where Maek does.
    expect(found.uid).not.toBe(0)
  }
  await embedded.stop()
})

test('a second server on the same folder is refused in both languages, then admitted when the first has gone', async () => {
  const folder = join(root, 'twice')
  const first = await open({ folder })
  const second = await openEmbedded({ folder, ownerWaitMs: 0 })
  expect(second).toMatchObject({ ok: false, refusal: { code: 'conflict' } })
  if (!second.ok) {
    expect(second.refusal.because.ko).toContain(`프로세스 ${process.pid}`)
    expect(second.refusal.because.en).toContain(`process ${process.pid}`)
  }
  expect(await ask(first.url, 'select 1')).toEqual([1])
  await first.stop()
  const third = await open({ folder })
  await third.stop()
})

test.for([
  { what: 'spaces, commas and quotes', name: `my data, "old" one's` },
  { what: 'Korean letters', name: '의료 기기 데이터' },
  { what: 'a path too long for a socket', name: join('품질'.repeat(20), 'x'.repeat(120)) },
])('a folder with $what works, also after a restart', async ({ name }) => {
  const folder = join(root, name)
  const first = await open({ folder })
  await ask(first.url, 'create table kept as select 1')
  await first.stop()
  const second = await open({ folder })
  expect(await ask(second.url, 'select * from kept')).toEqual([1])
  await second.stop()
})

test('a database that dies is started again by itself', async () => {
  const folder = join(root, 'mended')
  const embedded = await open({ folder })
  const before = await postmasterPid(folder)
  process.kill(before, 'SIGKILL')
  // The keeper hears of the death through its own connection; the next answer can only come from a new server.
  await expect.poll(() => ask(embedded.url, 'select 1').catch(String), { timeout: 30_000 }).toEqual([1])
  expect(await postmasterPid(folder)).not.toBe(before)
  await embedded.stop()
})

test('a database that is killed again and again is left down, and the reason is told once', async () => {
  const folder = join(root, 'endless')
  let told = 0
  let givenUp: () => void
  const end = new Promise<void>((resolve) => {
    givenUp = resolve
  })
  const embedded = await open({
    folder,
    onGivenUp: () => {
      told += 1
      givenUp()
    },
  })
  const killWhenUp = async () => {
    await ask(embedded.url, 'select 1')
    process.kill(await postmasterPid(folder), 'SIGKILL')
  }
  // A try in vain means the server is down just now: starting, or given up, which ends the wait.
  await expect
    .poll(
      () =>
        killWhenUp()
          .catch(() => undefined)
          .then(() => told),
      { timeout: 50_000 },
    )
    .toBe(1)
  await end
  expect(told).toBe(1)
  await embedded.stop()
})

test('a note left by a dead server whose process number a stranger now has does not hinder the start', async () => {
  const folder = join(root, 'stranger')
  const first = await open({ folder })
  const note = await readFile(join(folder, 'cluster', 'postmaster.pid'), 'utf8')
  await first.stop()
  await writeFile(join(folder, 'cluster', 'postmaster.pid'), note.replace(/^\d+/, String(process.ppid)))
  const second = await open({ folder })
  expect(await ask(second.url, 'select 1')).toEqual([1])
  await second.stop()
})

test('a making cut short is thrown away and redone', async () => {
  const folder = join(root, 'half-made')
  await mkdir(join(folder, 'cluster.new', 'base'), { recursive: true })
  const embedded = await open({ folder })
  expect(await ask(embedded.url, 'select 1')).toEqual([1])
  await embedded.stop()
})

test('a cluster of another PostgreSQL version is refused, not touched', async () => {
  const folder = join(root, 'older')
  await mkdir(join(folder, 'cluster'), { recursive: true })
  await writeFile(join(folder, 'cluster', 'PG_VERSION'), '15\n')
  const opened = await openEmbedded({ folder })
  expect(opened).toMatchObject({ ok: false, refusal: { code: 'unavailable' } })
})

test.skipIf(process.getuid?.() !== 0)(
  'as root, a folder the database account cannot reach is refused and the closed folder named',
  async () => {
    const closed = join(root, 'closed')
    await mkdir(closed, { mode: 0o700 })
    const opened = await openEmbedded({ folder: join(closed, 'database') })
    expect(opened.ok).toBe(false)
    if (opened.ok) return
    expect(opened.refusal.because.ko).toContain(closed)
    expect(opened.refusal.because.en).toContain(closed)
  },
)
