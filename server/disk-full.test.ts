import { execFileSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { say } from '@maek/domain/words.ts'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { judgeLog } from '../test/judge-log.ts'
import { standingHouse } from '../test/standing-house.ts'
import { program, type Told, type Visitor, visitor } from '../test/visitor.ts'
import { handlers } from './handlers.ts'
import { openApp } from './http/app.ts'
import { createOrganisation } from './organisations.ts'
import { openHouse } from './start.ts'

/* A small disk is a tmpfs, which only root may mount. */

const mounted: string[] = []

function mount(folder: string, size: string): boolean {
  if (process.platform !== 'linux') return false
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=0711`, 'tmpfs', folder], {
      stdio: 'ignore',
    })
  } catch {
    return false // not permitted here: the tests below say so and are skipped
  }
  mounted.push(folder)
  return true
}

const trial = await mkdtemp(join(tmpdir(), 'maek-mount-'))
const isPermitted = mount(trial, '1m')

function unmount(folder: string): void {
  const at = mounted.indexOf(folder)
  if (at < 0) return
  mounted.splice(at, 1)
  execFileSync('umount', ['-l', folder])
}

afterAll(async () => {
  for (const folder of [...mounted]) unmount(folder)
  await rm(trial, { recursive: true, force: true })
})

function expectFull(told: Told): void {
  expect(told.status, told.text).toBe(503)
  expect(told.text).toMatch(/공간/)
  expect(told.text).toMatch(/disk is full/)
}

async function filesUnder(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  return found.filter((entry) => entry.isFile()).map((entry) => entry.name)
}

test.skipIf(!isPermitted)(
  'a file that no longer fits is refused in words, leaves nothing behind, and fits when there is room (root on Linux)',
  async () => {
    const house = await standingHouse()
    try {
      const app = openApp(house, handlers)
      const quality = await visitor(app, house, {
        organisation: house.organisation,
        name: '김품질',
        roles: ['quality'],
      })
      await mkdir(house.files.folder, { recursive: true })
      expect(mount(house.files.folder, '2m')).toBe(true)
      const store = (letter: string) =>
        quality.ask('POST', `/files?name=${letter}.log`, { bytes: letter.repeat(700_000) })
      expect((await store('a')).status).toBe(200)
      await writeFile(join(house.files.folder, 'filler'), Buffer.alloc(900_000))
      expectFull(await store('b'))
      expect(await filesUnder(house.files.folder)).toHaveLength(2)
      const rows = await house.database.owner.query(
        `set maek.org = '${house.organisation.id}'; select 1 from file`,
      )
      expect(JSON.stringify(rows)).toContain('"rowCount":1')
      expect((await quality.ask('GET', '/records/supplier')).status).toBe(200)
      await rm(join(house.files.folder, 'filler'))
      expect((await store('b')).status).toBe(200)
    } finally {
      unmount(house.files.folder)
      await house.close()
    }
  },
)

const supplierBody = (name: string) => ({
  name,
  supplies: ['cloud'],
  criticality: 'high',
  outsourcedProcess: false,
  handlesPersonalData: false,
  // Random enough that no compression makes room.
  criteria: Array.from({ length: 200 }, (_, n) => `${name} ${n * 7919}`).join(' '),
})

test.skipIf(!isPermitted)(
  'with the database’s disk full, writes are refused in words, reads go on, and all is well when there is room (root on Linux)',
  { timeout: 300_000 },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'maek-small-'))
    await chmod(folder, 0o711)
    expect(mount(folder, '160m')).toBe(true)
    const opened = await openHouse({
      folder,
      address: 'http://localhost:4173',
      say: () => undefined,
      log: () => undefined,
    })
    if (!opened.ok) throw new Error(opened.refusal.because.en)
    const house = opened.value
    try {
      const organisation = await createOrganisation(house.database, {
        name: say('작은 디스크', 'Small disk'),
        sample: false,
        at: house.now(),
      })
      const app = openApp(house, handlers)
      const ask = program(app, (await house.people.localToken(organisation.id)) ?? '')
      const write = (name: string) => ask('POST', '/records/supplier', { json: { body: supplierBody(name) } })
      const before = await writtenUntilRefused(write, () => fill(join(folder, 'filler')))
      for (let n = 0; n < 5; n += 1) expect((await write(`가득 ${n}`)).status).toBe(503)
      expect(await count(ask)).toBe(before)
      expect((await ask('GET', '/search?q=공급자')).status).toBe(200)
      await rm(join(folder, 'filler'))
      expect((await write('다시 자리가 있음')).status).toBe(200)
      expect(await count(ask)).toBe(before + 1)
      await judgeLog(house, organisation.id)
    } finally {
      await house.close()
      unmount(folder)
      await rm(folder, { recursive: true, force: true })
    }
  },
)

/** Writes once, fills the disk, goes on until the first refusal; how many were acknowledged. */
async function writtenUntilRefused(
  write: (name: string) => Promise<Told>,
  fillUp: () => Promise<void>,
): Promise<number> {
  expect((await write('공급자 처음')).status).toBe(200)
  await fillUp()
  for (let written = 1; written < 5_000; written += 1) {
    const told = await write(`공급자 ${written}`)
    if (told.status === 200) continue
    expectFull(told)
    return written
  }
  throw new Error('the disk was never full')
}

/** Takes all the room there is. */
async function fill(path: string): Promise<void> {
  for (let bytes = 8_000_000; bytes >= 4_096; ) {
    try {
      await writeFile(path, Buffer.alloc(bytes), { flag: 'a' })
    } catch {
      bytes = Math.floor(bytes / 2) // no room for so much: less
    }
  }
}

async function count(ask: Visitor['ask']): Promise<number> {
  const told = await ask('GET', '/records/supplier?limit=1')
  if (told.status !== 200) throw new Error(told.text)
  return z.object({ count: z.object({ number: z.number() }) }).parse(told.body).count.number
}
