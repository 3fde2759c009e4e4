import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { modelVersion } from '@maek/domain/models/model-version.ts'
import { intakeObservations, type ObservationsTaken } from '@maek/domain/monitoring/api.ts'
import type { Answer } from '@maek/domain/refusal.ts'
import { withOrganisation } from '../database/scope.ts'
import { receiveUpload, tooLarge, uploadFolder } from '../files/upload.ts'
import type { House } from '../house.ts'
import { listOrganisations } from '../organisations.ts'
import { houseActor } from './house-actor.ts'
import { takeInObservationFile } from './take-in.ts'

/**
 * Files put into `<folder>/<id of the organisation>/<number of the model>/predictions` or `/labels` are taken in, where
 * there is one organisation also without its id. Off unless configured.
 */
export type DropFolder = { readonly folder: string }

type Parts = Pick<
  House,
  'committer' | 'database' | 'engine' | 'files' | 'folder' | 'intakeProgresses' | 'log' | 'now' | 'observing'
>

/** A file that still grows is left alone until it has rested this long. */
const restMs = 30_000
const bytesMax = intakeObservations.bytesMax ?? 0

/**
 * Takes in what lies in the folders of this organisation's models, oldest first. A file taken in goes to `done`; one
 * that is refused to `refused` with the reason beside it, so that nothing is lost and nothing is tried for ever.
 */
export async function takeInDropped(
  house: Parts,
  { folder }: DropFolder,
  organisation: string,
): Promise<void> {
  const models = await withOrganisation(house.database, organisation, (client) =>
    client.query<{ number: string }>('select number from record where org_id = $1 and kind = $2', [
      organisation,
      modelVersion.name,
    ]),
  )
  const known = new Set(models.rows.map(({ number }) => number))
  for (const own of await foldersOf(house, folder, organisation)) {
    for (const model of await names(own)) {
      if (!known.has(model)) continue
      for (const contents of ['predictions', 'labels'] as const) {
        await takeAll(house, { organisation, model, contents, place: join(own, model, contents) })
      }
    }
  }
}

/**
 * Numbers of models are the same in every organisation, so each has a folder by its id. One that shares the house with
 * nobody but the sample may use the folder itself.
 */
async function foldersOf(house: Parts, folder: string, organisation: string): Promise<string[]> {
  const own = join(folder, organisation)
  const [only, ...others] = (await listOrganisations(house.database)).filter(({ sample }) => !sample)
  return only?.id === organisation && others.length === 0 ? [own, folder] : [own]
}

async function takeAll(
  house: Parts,
  dropped: Pick<Dropped, 'organisation' | 'model' | 'contents' | 'place'>,
): Promise<void> {
  for (const name of await names(dropped.place)) {
    // A link could name any file that this server may read: only what lies here itself is taken.
    const found = await lstat(join(dropped.place, name))
    const rested = Date.parse(house.now()) - found.mtimeMs >= restMs
    if (found.isFile() && !name.startsWith('.') && rested) {
      await takeOne(house, { ...dropped, name, size: found.size })
    }
  }
}

type Dropped = {
  readonly organisation: string
  readonly model: string
  readonly contents: 'predictions' | 'labels'
  readonly place: string
  readonly name: string
  readonly size: number
}

async function takeOne(house: Parts, dropped: Dropped): Promise<void> {
  const taken = await takeFile(house, dropped)
  if (taken.ok) return moveAside(dropped, 'done', null)
  // The machine's trouble is no fault of the file: it is tried again at the next round.
  if (taken.refusal.code === 'unavailable') return
  const { ko, en } = taken.refusal.because
  house.log({ level: 'warn', what: 'dropped', file: dropped.name, because: en })
  await moveAside(dropped, 'refused', `${ko}\n${en}\n${taken.refusal.field ?? ''}\n`)
}

/** A copy is taken in: what lies in the folder is the site's, and may change while it is looked through. */
async function takeFile(
  house: Parts,
  { organisation, model, contents, place, name, size }: Dropped,
): Promise<Answer<ObservationsTaken>> {
  if (size > bytesMax) return tooLarge(bytesMax)
  const received = await receiveUpload(uploadFolder(house), createReadStream(join(place, name)), bytesMax)
  if (!received.ok) return received
  const upload = received.value
  try {
    const given = { upload, name, contents, model, names: {}, request: Buffer.from(upload.sha256, 'hex') }
    return await takeInObservationFile(house, houseActor(organisation), given)
  } finally {
    await rm(upload.path, { force: true })
  }
}

async function moveAside(
  { place, name }: Dropped,
  to: 'done' | 'refused',
  because: string | null,
): Promise<void> {
  const aside = join(place, to)
  await mkdir(aside, { recursive: true, mode: 0o700 })
  // Another file may have come under this name before.
  const taken = new Set(await names(aside))
  const free = taken.has(name) ? `${randomUUID()}-${name}` : name
  if (because !== null) await writeFile(join(aside, `${free}.txt`), because, { mode: 0o600 })
  await rename(join(place, name), join(aside, free))
}

async function names(folder: string): Promise<string[]> {
  const found = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return []
    throw error
  })
  return found.sort()
}
