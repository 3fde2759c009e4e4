import { chmod, chown, lstat, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Identity } from './identity.ts'

/** A socket path holds 104 bytes on macOS, 108 on Linux, the closing zero included. */
const pathBytesMax = 100

/**
 * The private folder for the socket: in the database folder, or, where that path is too long, a short one with an
 * unguessable name in the system's temporary folder, remembered in `socket-folder` so that a restart finds it.
 */
export async function makeSocketFolder(folder: string, identity: Identity | undefined): Promise<string> {
  const within = join(folder, 'socket')
  if (fits(within)) {
    await mkdir(within, { recursive: true, mode: 0o700 })
    await makePrivate(within, identity)
    return within
  }
  const note = join(folder, 'socket-folder')
  const before = (await readFile(note, 'utf8').catch(() => '')).trim()
  if (before !== '' && (await isOurs(before, identity))) return before
  const made = await mkdtemp(join(fits(join(tmpdir(), 'maek-000000')) ? tmpdir() : '/tmp', 'maek-'))
  await makePrivate(made, identity)
  await writeFile(note, `${made}\n`)
  return made
}

/** Takes the temporary folder away again; the one inside the database folder stays. */
export async function removeSocketFolder(folder: string, socketFolder: string): Promise<void> {
  if (socketFolder === join(folder, 'socket')) return
  await rm(socketFolder, { recursive: true, force: true })
  await rm(join(folder, 'socket-folder'), { force: true })
}

function fits(folder: string): boolean {
  return Buffer.byteLength(join(folder, '.s.PGSQL.5432')) <= pathBytesMax
}

async function makePrivate(folder: string, identity: Identity | undefined): Promise<void> {
  await chmod(folder, 0o700)
  if (identity) await chown(folder, identity.uid, identity.gid)
}

/** In a folder open to all, a name can be taken by somebody else after ours is gone. */
async function isOurs(folder: string, identity: Identity | undefined): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined)
  const uid = identity?.uid ?? process.getuid?.()
  return found?.isDirectory() === true && found.uid === uid && (found.mode & 0o077) === 0
}
