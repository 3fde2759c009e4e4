import { hash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { modelVersion } from '@maek/domain/models/model-version.ts'
import { withOrganisation } from '../database/scope.ts'
import type { House } from '../house.ts'
import { houseActor } from './house-actor.ts'
import { takeInObservations } from './take-in.ts'

/** Files put into `<folder>/<number of the model>/predictions` or `/labels` are taken in. Off unless configured. */
export type DropFolder = { readonly folder: string }

type Parts = Pick<
  House,
  'committer' | 'database' | 'engine' | 'files' | 'folder' | 'log' | 'now' | 'observing'
>

/** A file that still grows is left alone until it has rested this long. */
const restMs = 30_000
const bytesMax = 500_000_000

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
  for (const model of await names(folder)) {
    if (!known.has(model)) continue
    for (const contents of ['predictions', 'labels'] as const) {
      const place = join(folder, model, contents)
      for (const name of await names(place)) {
        const path = join(place, name)
        const found = await stat(path)
        if (!found.isFile() || name.startsWith('.') || Date.parse(house.now()) - found.mtimeMs < restMs)
          continue
        await takeOne(house, { organisation, model, contents, place, name, size: found.size })
      }
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
  const { organisation, place, name } = dropped
  const path = join(place, name)
  if (dropped.size > bytesMax)
    return moveAside(dropped, 'refused', '500 MB보다 큽니다. / Larger than 500 MB.')
  const bytes = await readFile(path)
  const taken = await takeInObservations(house, houseActor(organisation), {
    ...{ bytes, name, contents: dropped.contents, model: dropped.model, names: {} },
    request: hash('sha256', bytes, 'buffer'),
  })
  if (taken.ok) return moveAside(dropped, 'done', null)
  // The machine's trouble is no fault of the file: it is tried again at the next round.
  if (taken.refusal.code === 'unavailable') return
  const { ko, en } = taken.refusal.because
  house.log({ level: 'warn', what: 'dropped', file: name, because: en })
  await moveAside(dropped, 'refused', `${ko}\n${en}\n${taken.refusal.field ?? ''}\n`)
}

async function moveAside(
  { place, name }: Dropped,
  to: 'done' | 'refused',
  because: string | null,
): Promise<void> {
  const aside = join(place, to)
  await mkdir(aside, { recursive: true, mode: 0o700 })
  if (because !== null) await writeFile(join(aside, `${name}.txt`), because, { mode: 0o600 })
  await rename(join(place, name), join(aside, name))
}

async function names(folder: string): Promise<string[]> {
  const found = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return []
    throw error
  })
  return found.sort()
}
