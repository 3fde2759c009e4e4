import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Answer, accept, type Refusal } from '@maek/domain/refusal.ts'
import { say, type Words } from '@maek/domain/words.ts'
import { openCommitter } from './commit.ts'
import { openExaminer } from './components/examine.ts'
import type { Matching } from './components/matching.ts'
import { openSbomLoads } from './components/sbom-load.ts'
import { openStages } from './components/stages.ts'
import { ensureFieldIndexes } from './database/field-indexes.ts'
import { type Database, openDatabase } from './database/open.ts'
import { databasePlace } from './database/place.ts'
import { openFileStore } from './files/store.ts'
import { uploadFolder } from './files/upload.ts'
import { hindrances } from './hindrances.ts'
import type { House } from './house.ts'
import { type Checkpoints, openCheckpoints } from './ledger/checkpoints.ts'
import { openSigner } from './ledger/signer.ts'
import { openEngine } from './models/engine/engine.ts'
import { openIntakeProgresses } from './models/intake-progress.ts'
import { receivingFolder } from './monitoring/places.ts'
import { openTurns } from './monitoring/turns.ts'
import { listOrganisations } from './organisations.ts'
import { openPeople } from './people/sign-in.ts'
import { react } from './reactions.ts'
import { Seen } from './seen.ts'
import { openThreads } from './threads/pool.ts'
import { holdOffRematch, matchAdded } from './vulnerabilities/match-versions.ts'

export type HouseOptions = {
  readonly folder: string
  /** Where people reach it, `https://maek.example`; passkeys are bound to its host. */
  readonly address: string
  readonly url?: string | undefined
  readonly say: (words: Words) => void
  readonly log: House['log']
  readonly now?: () => string
}

export type OpenHouse = House & { readonly close: () => Promise<void> }

/** Opens everything in order: database, signer, checkpoints, files, people. Closes it again if a later part fails. */
export async function openHouse(options: HouseOptions): Promise<Answer<OpenHouse>> {
  const embedded = options.url === undefined || options.url === ''
  const opened = await openDatabase({
    url: options.url,
    folder: embedded ? await databasePlace(options.folder, options.say) : '',
    log: options.say,
  })
  if (!opened.ok) return opened
  await ensureFieldIndexes(opened.value.owner)
  return accept(await furnish(opened.value, options))
}

const releasesSeenMax = 10_000

/** Two files at once, and a minute each: the largest that is taken needs some seconds. */
const sbomThreadLimits = { threadsMax: 2, taskMsMax: 60_000 }

function openSbomThreads() {
  return openThreads(new URL('./components/prepare-thread.ts', import.meta.url), sbomThreadLimits)
}

function matchingOf({ pool }: Pick<Database, 'pool'>): Matching {
  return {
    holdOffRematch,
    matchAdded: (client, organisation, given) => matchAdded({ client, readers: pool }, organisation, given),
  }
}

/** The store. What was under way when a server died belongs to nobody and goes. */
async function openFiles(options: Pick<HouseOptions, 'folder'>) {
  for (const folder of [uploadFolder(options), receivingFolder(options)]) {
    await rm(folder, { recursive: true, force: true })
  }
  return openFileStore(join(options.folder, 'files'))
}

/** The house around a database that is open already; tests furnish a fresh database a file. */
export async function furnish(database: Database, options: HouseOptions): Promise<OpenHouse> {
  const now = options.now ?? (() => new Date().toISOString())
  const signer = openSigner(join(options.folder, 'signer'))
  const checkpoints = openCheckpoints(database, signer, {
    now,
    failed: (error) =>
      options.log({
        level: 'error',
        what: 'checkpoint',
        error: error instanceof Error ? error.message : String(error),
      }),
  })
  const gaps = await findGaps(database, checkpoints, options)
  const committer = openCommitter(database, {
    onCommit: checkpoints.wanted,
    react,
    frozen: (organisation) => gaps.get(organisation) ?? null,
  })
  const people = await openPeople({
    database,
    folder: options.folder,
    address: options.address,
    now,
    log: options.log,
  })
  const sbomThreads = openSbomThreads()
  const files = await openFiles(options)
  const engine = openEngine(join(options.folder, 'engine'), { log: options.log })
  const examiner = openExaminer({ database, files, sbomThreads, now, log: options.log })
  return {
    folder: options.folder,
    database,
    committer,
    checkpoints,
    files,
    people,
    examiner,
    intakeStages: openStages(),
    engine,
    intakeProgresses: openIntakeProgresses(),
    observing: openTurns(),
    sbomLoads: openSbomLoads({ matching: matchingOf(database), now }),
    releasesSeen: new Seen(releasesSeenMax),
    sbomThreads,
    hindrances,
    now,
    log: options.log,
    close: async () => {
      await engine.close()
      await examiner.close()
      await sbomThreads.close()
      await committer.idle()
      await checkpoints.idle()
      await signer.stop()
      await people.close()
      await database.close()
    },
  }
}

/**
 * An organisation whose log is shorter than what the signer remembers was restored from an older state or cut.
 * It can be read but not written, and says which entries are missing, until somebody decides what happened.
 */
async function findGaps(
  database: Database,
  checkpoints: Checkpoints,
  options: HouseOptions,
): Promise<Map<string, Refusal>> {
  const gaps = new Map<string, Refusal>()
  for (const { id, name } of await listOrganisations(database)) {
    const gap = await checkpoints.gapOf(id)
    if (!gap) continue
    const because = say(
      `읽기 전용: ${name.ko}의 원장에서 ${gap.held}번부터 ${gap.signed - 1}번까지의 항목이 없습니다. 데이터베이스가 서명된 체크포인트보다 오래되었습니다. 최신 백업에서 복구하십시오.`,
      `Read only: entries ${gap.held} to ${gap.signed - 1} of the ledger of ${name.en} are missing. The database is older than its signed checkpoint. Restore the newest backup.`,
    )
    options.say(because)
    gaps.set(id, { code: 'unavailable', because })
  }
  return gaps
}
