import { spawn } from 'node:child_process'
import { chown, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import type { Binaries } from './binaries.ts'
import type { Identity } from './identity.ts'

/** The PostgreSQL major the npm binaries have; a folder of another major cannot be opened by them. */
const majorVersion = '18'

/** The one login of the embedded cluster; only its private socket folder lets anyone reach it. */
export const ownerName = 'maek_owner'

/** Nothing of the caller's surroundings (PGDATA, LC_ALL, TZ) may change how the cluster is made or run. */
export const serverEnvironment = { PATH: '/usr/bin:/bin', LANG: 'C', TZ: 'UTC' }

export type ClusterPlace = {
  readonly folder: string
  readonly binaries: Binaries
  readonly identity: Identity | undefined
}

/** Makes the cluster if it is not there. Made under a provisional name: one cut short is thrown away and redone. */
export async function ensureCluster(place: ClusterPlace): Promise<Answer<'made' | 'found'>> {
  const version = await readFile(join(place.folder, 'PG_VERSION'), 'utf8').catch(() => undefined)
  if (version !== undefined && version.trim() !== majorVersion)
    return refuseVersion(place.folder, version.trim())
  if (version !== undefined) return accept('found')

  const provisional = `${place.folder}.new`
  let said = ''
  // Character classes come from LC_CTYPE: under plain `C` pg_trgm would find no Korean words.
  for (const characters of ['C.UTF-8', 'en_US.UTF-8', 'C']) {
    await rm(provisional, { recursive: true, force: true })
    await mkdir(provisional, { mode: 0o700 })
    if (place.identity) await chown(provisional, place.identity.uid, place.identity.gid)
    const made = await initialise(place, provisional, characters)
    said = made.said
    if (made.isGood) {
      await rename(provisional, place.folder)
      await syncFolder(dirname(place.folder))
      return accept('made')
    }
    if (!/invalid locale name/.test(said)) break
  }
  return refuse(
    'unavailable',
    say(
      `데이터베이스를 만들지 못했습니다(${place.folder}). 디스크 여유 공간과 폴더 권한을 확인하거나 DATABASE_URL에 PostgreSQL 서버의 주소를 지정하십시오. 원인: ${said}`,
      `The database could not be created in ${place.folder}. Check disk space and permissions, or set DATABASE_URL to a PostgreSQL server. Cause: ${said}`,
    ),
  )
}

async function initialise(
  place: ClusterPlace,
  folder: string,
  characters: string,
): Promise<{ isGood: boolean; said: string }> {
  // Order and case by PostgreSQL's own C.UTF-8: the same on every machine, untouched by system upgrades.
  const options = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
  const child = spawn(
    place.binaries.initdb,
    [
      ...['-D', folder, '-U', ownerName, '-A', 'trust', '--data-checksums', `--lc-ctype=${characters}`],
      ...options,
    ],
    { ...place.identity, env: serverEnvironment, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let said = ''
  child.stderr.on('data', (piece: Buffer) => {
    said += piece.toString()
  })
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ isGood: false, said: error.message }))
    child.on('close', (code) => resolve({ isGood: code === 0, said: said.trim().slice(-500) }))
  })
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function refuseVersion(folder: string, version: string): Answer<never> {
  return refuse(
    'unavailable',
    say(
      `이 폴더의 데이터베이스는 PostgreSQL ${version} 형식이며 이 프로그램은 ${majorVersion} 형식을 씁니다: ${folder}. 이전 버전의 맥으로 백업한 뒤 새 폴더에 복구하십시오.`,
      `The database in ${folder} was made by PostgreSQL ${version}; this program uses ${majorVersion}. Back it up with the earlier Maek and restore it into a new folder.`,
    ),
  )
}
