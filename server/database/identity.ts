import { readFile, realpath, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** The account PostgreSQL runs under. */
export type Identity = { readonly uid: number; readonly gid: number }

/**
 * PostgreSQL refuses to run as root, so root hands it to an account without rights. The owner of an existing
 * cluster wins: a `postgres` account installed later must not lock the house out of its own files.
 * Undefined means: run as ourselves.
 */
export async function serverIdentity(clusterFolder: string): Promise<Identity | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const owner = await stat(clusterFolder).catch(() => undefined)
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const accounts = await readFile('/etc/passwd', 'utf8').catch(() => '')
  return accountIn(accounts, 'postgres') ?? accountIn(accounts, 'nobody') ?? { uid: 65_534, gid: 65_534 }
}

function accountIn(accounts: string, name: string): Identity | undefined {
  const line = accounts.split('\n').find((entry) => entry.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  if (uid === undefined || gid === undefined) return undefined
  return { uid: Number(uid), gid: Number(gid) }
}

/**
 * The first place on the way to `path`, itself included, that the account may not enter, or undefined. With
 * `read` the last place must also be readable.
 */
export async function firstClosed(
  path: string,
  identity: Identity | undefined,
  wish: 'pass' | 'read',
): Promise<string | undefined> {
  if (identity === undefined) return undefined
  const last = await realpath(path)
  const way = [last]
  for (let above = dirname(last); above !== way[0]; above = dirname(above)) way.unshift(above)
  for (const step of way) {
    const found = await stat(step)
    const shift = found.uid === identity.uid ? 6 : found.gid === identity.gid ? 3 : 0
    const enters = found.isDirectory() || (found.mode & 0o111) !== 0 ? 0o1 : 0
    const reads = step === last && wish === 'read' ? 0o4 : 0
    const wanted = enters | reads
    if (((found.mode >> shift) & wanted) !== wanted) return step
  }
  return undefined
}
