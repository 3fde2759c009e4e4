import { execFileSync } from 'node:child_process'
import { chmod, cp, lstat, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findBinaries, readyBinaries } from './binaries.ts'
import { serverIdentity } from './identity.ts'

let root = ''
let packageFolder = ''
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'maek-binaries-'))
  await chmod(root, 0o755)
  const found = await findBinaries(root, undefined)
  if (!found.ok) throw new Error(found.refusal.because.en)
  packageFolder = dirname(dirname(dirname(found.value.postgres)))
})
afterAll(() => rm(root, { recursive: true }))

/** As `npm ci --ignore-scripts` leaves the package: without its library links. */
async function installBare(place: string): Promise<string> {
  await cp(packageFolder, place, { recursive: true, verbatimSymlinks: true })
  const libraries = join(place, 'native', 'lib')
  for (const entry of await readdir(libraries, { withFileTypes: true })) {
    if (entry.isSymbolicLink()) await rm(join(libraries, entry.name))
  }
  return join(place, 'native')
}

async function versionRunBy(postgres: string): Promise<string> {
  const identity = await serverIdentity(root)
  return execFileSync(postgres, ['--version'], { ...identity, cwd: '/', encoding: 'utf8' })
}

test('an installation made without scripts gets its library links and runs', async () => {
  const native = await installBare(join(root, 'bare'))
  const binaries = await readyBinaries(native, root, await serverIdentity(root))
  expect(binaries.postgres).toBe(join(native, 'bin', 'postgres'))
  expect((await lstat(join(native, 'lib', 'libpq.so.5'))).isSymbolicLink()).toBe(true)
  expect(await versionRunBy(binaries.postgres)).toContain('PostgreSQL')
})

test.skipIf(process.getuid?.() !== 0)(
  'as root, an installation in a closed home is copied once beside the database, and the copy runs',
  async () => {
    const home = join(root, 'home')
    await mkdir(home, { mode: 0o700 })
    const native = await installBare(join(home, 'package'))
    const folder = join(root, 'database')
    await mkdir(folder)
    const identity = await serverIdentity(root)
    const first = await readyBinaries(native, folder, identity)
    expect(first.postgres.startsWith(folder)).toBe(true)
    expect(await versionRunBy(first.postgres)).toContain('PostgreSQL')
    const made = await lstat(first.postgres)
    expect(await readyBinaries(native, folder, identity)).toEqual(first)
    expect((await lstat(first.postgres)).ino).toBe(made.ino)
  },
)

test('a machine without built-in PostgreSQL is told of DATABASE_URL in both languages', async () => {
  const found = await findBinaries(root, undefined, 'sunos-sparc')
  expect(found).toMatchObject({ ok: false, refusal: { code: 'unavailable' } })
  if (found.ok) return
  expect(found.refusal.because.ko).toContain('DATABASE_URL')
  expect(found.refusal.because.en).toContain('DATABASE_URL')
})
